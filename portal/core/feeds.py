"""Feeds that can be written whatever is stored: XML has no way to hold most control characters, and one of them in one
title would leave every reader without the feed."""

from typing import Any

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.functional import Promise

from portal.core.normalisation import normalise


class PlainText:
    """For a feed generator: every text it is given is normalised."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*_plain(args), **_plain(options))

    def add_item(self, *args: Any, **options: Any) -> None:
        super().add_item(*_plain(args), **_plain(options))  # type: ignore[misc]


class PlainAtomFeed(PlainText, Atom1Feed):
    """Atom 1.0."""


class PlainRssFeed(PlainText, Rss201rev2Feed):
    """RSS 2.0."""


def _plain(value: Any) -> Any:
    if isinstance(value, str | Promise):
        return normalise(str(value))
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_plain(item) for item in value)
    return value
