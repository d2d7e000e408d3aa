"""Films that lie with others: which addresses are known, and what plays them on our pages."""

import re
from dataclasses import dataclass

WEBVTT = (b"WEBVTT", b"\xef\xbb\xbfWEBVTT")


@dataclass(frozen=True, slots=True)
class Player:
    """What plays a film inside a page: the frame's address, and who learns that it is watched."""

    address: str
    host: str


# An address people copy, the frame that plays it, whose it is. The frames' origins are those the policy allows
# (portal.core.content_security).
HOSTS = (
    (
        re.compile(
            r"https://(?:(?:www|m)\.youtube\.com/(?:watch\?(?:[^#]*&)?v=|shorts/|embed/)|youtu\.be/)([\w-]{11})(?![\w-])"
        ),
        "https://www.youtube-nocookie.com/embed/{}",
        "YouTube",
    ),
    (re.compile(r"https://(?:www\.)?vimeo\.com/(\d+)(?![\w])"), "https://player.vimeo.com/video/{}?dnt=1", "Vimeo"),
)


def player_of(address: str) -> Player | None:
    """What plays the film of that address; None for a host we do not know."""
    for known, frame, host in HOSTS:
        if found := known.match(address):
            return Player(frame.format(found[1]), host)
    return None


def is_webvtt(beginning: bytes) -> bool:
    """Whether a file that begins so holds captions a browser reads."""
    return beginning.startswith(WEBVTT)
