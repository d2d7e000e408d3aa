from dataclasses import dataclass
from urllib.parse import quote

from django.core.files.storage import storages

# How long an address works, in seconds.
ADDRESS_LIFETIME = 300


@dataclass(frozen=True, slots=True)
class Serving:
    """How a file is handed over: its type and name for the browser; shown in the page (`inline`) or saved."""

    content_type: str
    name: str
    inline: bool

    @property
    def disposition(self) -> str:
        """Content-Disposition by RFC 6266: a plain name for old readers, the real one in UTF-8."""
        plain = "".join(letter if letter.isascii() and letter not in '"\\;%' else "_" for letter in self.name)
        kind = "inline" if self.inline else "attachment"
        return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(self.name, safe='')}"


def storage(name: str):
    """The storage of that name: `private` or `locked`."""
    return storages[name]
