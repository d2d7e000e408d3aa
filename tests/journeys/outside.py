"""What someone outside, who never signs in, is sent at each public place: pages, feeds, searches and open data."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.test import Client

# Made anew for each reader, or for the instant it is asked at: tokens above all.
CHANGES_EACH_TIME = re.compile(
    r'<input type="hidden"[^>]*>|nonce="[^"]*"|"modified": "[^"]*"|<lastBuildDate>.*?</lastBuildDate>'
)


@dataclass(frozen=True)
class Answer:
    """Of one place: all that was sent but what changes each time, a space being a space wherever a line may end."""

    status: int
    text: str


Seen = dict[str, Answer]


class Outside:
    """Asks each of these places (their addresses by name) at the running site, past every middleware, with no account.

    In this process: a browser would draw each page and add nothing to what was sent.
    """

    def __init__(self, site: str, places: Callable[[], dict[str, str]]):
        self.client = Client(headers={"host": urlsplit(site).netloc, "accept-language": "en-GB"})
        self.places = places

    def crawl(self) -> Seen:
        return {place: self._answer(place, address) for place, address in self.places().items()}

    def _answer(self, place: str, address: str) -> Answer:
        answer = self.client.get(address)
        text = CHANGES_EACH_TIME.sub("", answer.getvalue().decode()).replace("\N{NO-BREAK SPACE}", " ")
        if answer.status_code != 200:  # an address that leads nowhere says itself, as one does that never led anywhere
            text = text.replace(address, place)
        return Answer(answer.status_code, text)


def saying(seen: Seen, *words: str) -> set[str]:
    """The places among those seen that say one of these words."""
    return {place for place, answer in seen.items() if any(one in answer.text for one in words)}
