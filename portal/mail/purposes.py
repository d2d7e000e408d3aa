"""What links in letters are for. Each app registers its purposes when it is ready."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class LinkPurpose:
    """`url_name` takes the token (kwarg `token`); `page` is the address without it, where the reader lands.

    `lasting`: the link stays the person's own page as long as data is held, so it never expires; what may still be
    done there is for the page to say. Otherwise it expires after `lifetime`, and the expired page offers a fresh one
    unless `fresh` says that none may be had (given the link's `about_uuid`).
    """

    slug: str
    url_name: str
    page: str
    lasting: bool
    lifetime: timedelta
    label: str | Promise
    fresh: Callable | None


_purposes: dict[str, LinkPurpose] = {}


def register_link_purpose(
    slug: str,
    *,
    url_name: str,
    page: str = "",
    lasting: bool = False,
    lifetime: timedelta = timedelta(days=14),
    label: str | Promise = "",
    fresh: Callable | None = None,
) -> LinkPurpose:
    """Make a purpose known; call it in the app's portal_hooks. Registering it again replaces it."""
    _purposes[slug] = LinkPurpose(slug, url_name, page, lasting, lifetime, label, fresh)
    return _purposes[slug]


def link_purpose(slug: str) -> LinkPurpose:
    """The registered purpose. Raises KeyError: an unknown purpose is a mistake in the program."""
    return _purposes[slug]
