"""A virus scanner that speaks clamd's protocol over real TCP and knows one virus: the EICAR test string.

The real one is a gigabyte of signatures; against it the same exchange was tried by hand with a database of one line.
"""

import socketserver
import threading

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        if self.rfile.readline() != b"nINSTREAM\n":
            return
        content = b""
        while size := int.from_bytes(self.rfile.read(4), "big"):
            content += self.rfile.read(size)
        self.server.scanned.append(content)
        self.wfile.write(self.server.answer or self._verdict(content))

    @staticmethod
    def _verdict(content):
        return b"stream: Eicar-Test-Signature FOUND\n" if EICAR in content else b"stream: OK\n"


class Scanner(socketserver.ThreadingTCPServer):
    """`url` for CLAMD_URL; `scanned` keeps what it was sent; `answer` overrides its verdicts."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.scanned, self.answer = [], None
        self.url = f"tcp://127.0.0.1:{self.server_address[1]}"
        self._thread = threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def stop(self):
        self.shutdown()
        self.server_close()
        self._thread.join()
