"""A step taken through the page that stands before it, as staff take it: read, then confirmed."""

import re
from html import unescape

from django.test import Client


def carried(response) -> dict:
    """The hidden answers of a page that stands before a step."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', response.content.decode())
    answers: dict[str, list[str]] = {}
    for name, value in found:
        answers.setdefault(name, []).append(unescape(value))
    return answers


def confirm(client: Client, url: str, data: dict | None = None, **more):
    """Post, read the page that comes, and confirm it; `more` is what has to be typed on it."""
    page = client.post(url, data or {})
    assert page.status_code == 200, "no page stands before this step"
    return client.post(url, carried(page) | more)
