"""Retention: apps say what they keep, for how long to begin with, and how what is past its term goes.

    register_retention(
        RetentionSource(
            noun="pioneers.nomination",
            label=_("Nominations that came to nothing"),
            defaults=(Term(months=24, purpose="…", legal_basis="GDPR art. 6(1)(f)", counted_from="…"),),
            expire=expire_nominations,
        )
    )

The defaults become rows of RetentionRule once, after `migrate`; from then on the rows rule, and administrators change
them. Every night the job `audit.apply_retention` calls `expire(Expiry(...))` for each rule.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Term:
    """A rule to begin with: how many months, why, on which basis, counted from when, in which country (all: empty). Its
    texts are kept in English (`gettext_noop`) and read in the reader's language until an administrator rewrites them.
    """

    months: int
    purpose: str
    legal_basis: str
    counted_from: str
    country: str = ""


@dataclass(frozen=True, slots=True)
class Expiry:
    """What to let go: everything of the noun counted from before `before`, in `country`; where that is empty, in every
    country that is not in `own_rules`."""

    noun: str
    country: str
    own_rules: tuple[str, ...]
    before: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class RetentionSource:
    """One noun that is kept for a while. `expire(expiry)` erases through actions of its own app, in transactions of its
    own, safe to run twice, and answers how many it let go; None: the rule is there to be read, something else acts."""

    noun: str
    label: object
    defaults: tuple[Term, ...]
    expire: Callable[[Expiry], int] | None = None


_sources: dict[str, RetentionSource] = {}


def register_retention(*sources: RetentionSource) -> None:
    """Keep each source's noun by rules. Called in an app's `portal_hooks`."""
    _sources.update({source.noun: source for source in sources})


def retention_sources() -> list[RetentionSource]:
    return [_sources[noun] for noun in sorted(_sources)]


def retention_source(noun: str) -> RetentionSource | None:
    return _sources.get(noun)


def retention_label(noun: str) -> object:
    """What a noun is called on screen; the noun itself where the app that kept it is gone."""
    source = _sources.get(noun)
    return source.label if source else noun
