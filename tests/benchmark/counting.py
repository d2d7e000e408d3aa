"""Production settings with one middleware more: it says in the answer's head what the page cost the database."""

from django.db import connection

from portal.config.settings.production import *  # noqa: F403
from portal.config.settings.production import MIDDLEWARE

MIDDLEWARE = ["tests.benchmark.counting.CountingMiddleware", *MIDDLEWARE]


class CountingMiddleware:
    """Adds X-Queries and X-Rows: SQL statements sent, and rows the database handed over."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        from tests.support.queries import measured

        connection.ensure_connection()
        with measured() as cost:
            response = self.get_response(request)
            if response.streaming:
                response.streaming_content = list(response.streaming_content)
        response["X-Queries"], response["X-Rows"] = str(cost.queries), str(cost.rows)
        return response
