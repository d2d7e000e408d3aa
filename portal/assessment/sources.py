"""What is assessed, told by the half it belongs to.

A round knows its entries by kind and uuid only. The half that owns the subject (a candidacy, an application) registers
one `EntrySource` per kind when its app is ready; through it a reviewer reads the entry, and only through it.
"""

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

from django.db.models import QuerySet

from portal.assessment.states import Stake
from portal.core.actors import Viewer
from portal.core.money import Money

# Uuids of subjects: a `values_list("uuid", flat=True)` queryset, used as a subquery so that lists stay one query; or
# any collection, where there is no table.
Uuids: TypeAlias = QuerySet[Any, UUID] | Collection[UUID]


@dataclass(frozen=True, slots=True)
class SumLine:
    """A line of a budget: what for, how much, and what else is said of it."""

    label: str
    sum: Money
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A piece of the entry's text: its heading, the text as plain paragraphs, and the language it was written in; or
    a budget in its place: its lines, and what they come to as (label, sum) pairs."""

    heading: str
    text: str
    lang: str = ""
    lines: Sequence[SumLine] = ()
    totals: Sequence[tuple[str, Money]] = ()


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry as its reviewer reads it: only what this viewer may see at this instant.

    `facts` are short (label, value) pairs; `files` are documents' read models (name, size, type, state, url).
    """

    title: str
    facts: Sequence[tuple[str, str]] = ()
    sections: Sequence[Section | tuple[str, str, str]] = ()
    files: Sequence[Any] = ()
    lang: str = ""

    @property
    def texts(self) -> list[Section]:
        return [part if isinstance(part, Section) else Section(*part) for part in self.sections]


@dataclass(frozen=True, slots=True)
class Party:
    """Someone or something an entry is about or comes from, for finding who has a stake in it: an account, a person,
    an organisation or a city by its uuid (`people.user`, `people.person`, `cities.organisation`, `cities.city`), or an
    e-mail address by its mailbox (`people.mailbox`).

    `stake` is what they have to do with it, `since` the instant it began where that is known. Both are for telling:
    parties are the same when kind and uuid are.
    """

    kind: str
    uuid: UUID | str
    stake: Stake = field(default=Stake.PARTY, compare=False)
    since: datetime | None = field(default=None, compare=False)


def named_by_kind(parties: Iterable[Party]) -> Mapping[str, set[UUID | str]]:
    """The uuids of parties by their kind; an empty set for a kind that is not among them."""
    found: dict[str, set[UUID | str]] = defaultdict(set)
    for party in parties:
        found[party.kind].add(party.uuid)
    return found


class EntrySource(ABC):
    """One kind of subject, as assessment asks about it. `kind` is the subject's model label, `pioneers.candidacy`."""

    kind: str = ""

    @abstractmethod
    def present(
        self, subject_uuids: Iterable[UUID], *, viewer: Viewer, at: datetime, language: str | None
    ) -> Mapping[UUID, EntryView]:
        """The entries as `viewer` may read them at `at`; one missing from the answer is not readable.

        A constant number of queries for however many uuids.
        """

    @abstractmethod
    def readable(self, at: datetime) -> Uuids:
        """The uuids of all subjects reviewers may read at `at` (consent given, submitted, not withdrawn)."""

    def titles(
        self, subject_uuids: Iterable[UUID], *, viewer: Viewer, at: datetime, language: str | None
    ) -> Mapping[UUID, str]:
        """The titles alone, for lists. Override where `present` is dear."""
        found = self.present(subject_uuids, viewer=viewer, at=at, language=language)
        return {uuid: view.title for uuid, view in found.items()}

    def parties(self, subject_uuids: Iterable[UUID], at: datetime) -> Mapping[UUID, Sequence[Party]]:
        """Who and what each subject is about or comes from at an instant; whoever is one of them, or tied to one,
        never judges it. The more telling stake comes first. A constant number of queries."""
        return {}

    def involving(self, parties: Collection[Party], at: datetime) -> Sequence[Uuids]:
        """The same question from its other end: the uuids of the subjects that any of these parties has to do with,
        in as many answers as there are ways; together they are all.

        By the same facts as `parties`, whatever the subject's state, so that whoever has a stake is recused in lists
        too. Each queryset starts from the parties, so that it costs by what they have to do with and not by all there
        is.
        """
        return ()


@dataclass
class _Sources:
    by_kind: dict[str, EntrySource] = field(default_factory=dict)


_registered = _Sources()


def register_entry_source(source: EntrySource) -> EntrySource:
    """Make `source` answer for its kind. The last one registered answers, so that tests can put theirs in place."""
    _registered.by_kind[source.kind] = source
    return source


def unregister_entry_source(kind: str) -> None:
    _registered.by_kind.pop(kind, None)


def source_of(kind: str) -> EntrySource | None:
    """The source of a kind, or None when no half answers for it: then nobody may read such an entry."""
    return _registered.by_kind.get(kind)


def all_sources() -> list[EntrySource]:
    return [_registered.by_kind[kind] for kind in sorted(_registered.by_kind)]
