"""What someone outside, who never signs in, finds at each public place of the prize, feeds and searches included."""

from dataclasses import dataclass, field

from bs4 import BeautifulSoup

from pioneers.models import Candidacy, Nominee

FEEDS = ("/pioneers/feed.json", "/pioneers/feed.atom", "/pioneers/feed.rss")
NEVER_NAMING = ("/search/?q=Eira", "/pioneers/nominate/")
SITEMAP = "/sitemap.xml"


@dataclass(frozen=True)
class Answer:
    """Of one place. Two are equal when a reader sees the same: `body` is all that was sent, with what is made anew for
    each reader."""

    status: int
    words: str
    body: str = field(compare=False)


Seen = dict[str, Answer]


class Outside:
    """Asks every place of one year's prize; the pioneers' own addresses once they are known."""

    def __init__(self, visitor, year: int):
        self.ask = visitor.context.request.get
        self.shown = ("/", "/pioneers/", f"/pioneers/ceremony/{year}/", "/pioneers/?q=Eira", *FEEDS)
        self.addresses: list[str] = []

    def crawl(self) -> Seen:
        return {place: self._answer(place) for place in (*self.shown, *NEVER_NAMING, SITEMAP, *self.addresses)}

    def _answer(self, place: str) -> Answer:
        answer = self.ask(place)
        words = body = answer.text()
        if "html" in answer.headers["content-type"]:
            page = BeautifulSoup(body, "html.parser")
            words = f"{page.title.get_text()} {page.main.get_text(' ', strip=True)}"
        return Answer(answer.status, words, body)

    def knows_nothing(self, *secrets: str) -> Seen:
        """Nobody's name, home town or address is anywhere, nor are these secrets. Gives what was seen, feeds apart: an
        empty one says when it was asked."""
        seen = self.crawl()
        rows = [*Nominee.objects.values_list("name", "place"), *Candidacy.objects.values_list("name", "reference")]
        hidden = {words for row in rows for words in row if words} | set(secrets)
        uuids = {str(uuid) for uuid in Candidacy.objects.values_list("uuid", flat=True)}
        for place, answer in seen.items():
            asked_for = place in self.addresses  # a page names its own address, as it does one that never was
            assert not [words for words in (hidden if asked_for else hidden | uuids) if words in answer.body], place
            assert answer.status == (404 if asked_for else 200), place
        return {place: answer for place, answer in seen.items() if place not in FEEDS}


def saying(words: str, seen: Seen) -> set[str]:
    """The places where this stands."""
    return {place for place, answer in seen.items() if words in answer.body}
