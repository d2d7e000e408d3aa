"""The double over HTTP: authentication, version, idempotency keys, then the endpoint; and Stripe's own page."""

import json
import re
import threading
import traceback
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import stripe

from tests.support.stripe import page, routes
from tests.support.stripe.account import Account
from tests.support.stripe.idempotency import Answer, IdempotencyKeys
from tests.support.stripe.wire import Refused, parse


@dataclass(frozen=True)
class Request:
    """What the API was asked: `POST`, `/v1/refunds`, its parameters as text, its idempotency key."""

    method: str
    path: str
    params: dict
    idempotency_key: str | None


class Server(ThreadingHTTPServer):
    """Answers on a free port of 127.0.0.1 from a thread of its own; `url` is where."""

    daemon_threads = True
    # Whole requests at once from many threads wait in line instead of being turned away.
    request_queue_size = 128

    def __init__(self, key: str):
        super().__init__(("127.0.0.1", 0), Handler)
        self.key, self.account, self.keys, self.lock = key, Account(), IdempotencyKeys(), threading.RLock()
        self.url = self.account.address = f"http://127.0.0.1:{self.server_address[1]}"
        self.clear()
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    def clear(self):
        self.account.clear()
        self.keys.clear()
        self.requests = []
        self.down, self.status_when_down, self.answers_to_lose = False, None, 0


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Server

    def do_GET(self):
        self._handle("GET")

    def do_POST(self):
        self._handle("POST")

    def do_DELETE(self):
        self._handle("DELETE")

    def log_message(self, format, *values):
        """Says nothing: a test reads `requests`."""

    def _handle(self, method: str):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        to = urlsplit(self.path)
        if self.server.down:
            self._refuse_all()
        elif to.path.startswith(page.PATH):
            with self.server.lock:
                self._show_page(method, to.path.removeprefix(page.PATH), body)
        else:
            with self.server.lock:
                answer = self._answer(method, to.path, to.query if method == "GET" else body)
                lost = self.server.answers_to_lose > 0
                self.server.answers_to_lose -= lost
            if lost:
                self.close_connection = True
            else:
                self._send(answer.status, json.dumps(answer.body).encode(), answer.headers)

    def _answer(self, method: str, path: str, text: str) -> Answer:
        account, key = self.server.account, self.headers.get("Idempotency-Key") if method == "POST" else None
        id = account.new_id("req_")
        headers = {"Request-Id": id, "Stripe-Version": stripe.api_version}
        if key:
            headers["Idempotency-Key"] = key
        try:
            self._authenticate()
            params = parse(text)
            self.server.requests.append(Request(method, path, params, key))
            if replayed := self.server.keys.find(key, path, params):
                return replayed
            account.request = {"id": id, "idempotency_key": key}
            answer = self._call(method, path, params, headers)
            self.server.keys.keep(key, path, params, answer)
            return answer
        except Refused as error:
            return Answer(error.status, error.body, headers)
        except Exception:
            said = {"type": "api_error", "message": f"The double broke: {traceback.format_exc()}"}
            return Answer(500, {"error": said}, headers | {"Stripe-Should-Retry": "false"})
        finally:
            account.request = {"id": None, "idempotency_key": None}

    def _call(self, method: str, path: str, params: dict, headers: dict[str, str]) -> Answer:
        """What came to be, or was refused after it had begun; what was refused before is raised."""
        route, address = routes.find(method, path)
        try:
            return Answer(200, route.call(self.server.account, params, address), headers)
        except Refused as error:
            if error.checked:
                raise
            return Answer(error.status, error.body, headers)

    def _authenticate(self):
        given = re.fullmatch(r"Bearer (\S+)", self.headers.get("Authorization", ""))
        if not given:
            raise Refused("You did not provide an API key.", status=401, checked=True)
        if given[1] != self.server.key:
            masked = f"{given[1][:8]}{'*' * 8}{given[1][-4:]}"
            raise Refused(f"Invalid API Key provided: {masked}", status=401, checked=True)
        version = self.headers.get("Stripe-Version", stripe.api_version)
        if version != stripe.api_version:
            raise Refused(f"The double speaks {stripe.api_version}, not {version}.", code="not_in_double", checked=True)

    def _show_page(self, method: str, id: str, form: str):
        account = self.server.account
        try:
            address, wrong = page.submit(account, id, form) if method == "POST" else (None, "")
            if address:
                self._send(303, b"", {"Location": address})
                return
            status, text = 200, page.show(account, id, wrong)
        except Refused as error:
            status, text = error.status, page.PAGE.format(title="Something went wrong", body="")
        self._send(status, text.encode(), {"Content-Type": "text/html; charset=utf-8"})

    def _refuse_all(self):
        self.close_connection = True
        if status := self.server.status_when_down:
            said = {"error": {"type": "api_error", "message": "Stripe is down."}}
            self._send(status, json.dumps(said).encode(), {})

    def _send(self, status: int, body: bytes, headers: dict[str, str]):
        self.send_response(status)
        for name, value in ({"Content-Type": "application/json"} | headers).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
