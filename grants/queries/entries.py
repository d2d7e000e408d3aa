"""What a reviewer reads of an application: the version that was submitted, and nobody's contact details."""

from collections.abc import Collection, Iterable, Sequence
from contextlib import nullcontext
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeAlias, TypedDict
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import override

from grants.domain.budget import add_up, read_lines
from grants.domain.questions import TITLE, answered_sections, application_form
from grants.models import Application, SubmittedVersion
from grants.models.application import snapshot_answers
from grants.queries.applications import ATTACHMENT
from grants.queries.parties import application_parties, applications_involving
from grants.queries.rounds import SUBJECT
from grants.states import IN_FIELD
from portal.assessment.sources import EntrySource, EntryView, Party, Section, SumLine, Uuids
from portal.core.actors import Viewer
from portal.core.texts import localised
from portal.documents.queries.files import FileView, files_of_many

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

# Readable in assessment: in the field, and not told otherwise. Decided ones stay readable to those who judged them.
READABLE = IN_FIELD


class Snapshot(TypedDict):
    """The snapshot of the version submitted last."""

    snapshot: dict[str, Any]


Read: TypeAlias = "WithAnnotations[Application, Snapshot]"


class ApplicationEntries(EntrySource):
    """Applications as assessment asks about them."""

    kind = SUBJECT

    def present(
        self, subject_uuids: Iterable[UUID], *, viewer: Viewer, at: datetime, language: str | None
    ) -> dict[UUID, EntryView]:
        rows = list(self._readable_rows(subject_uuids))
        files = files_of_many(SUBJECT, [row.uuid for row in rows], ATTACHMENT, accepted_only=True)
        with override(language) if language else nullcontext():
            return {row.uuid: _view(row, files[row.uuid]) for row in rows}

    def readable(self, at: datetime) -> Uuids:
        return Application.objects.filter(state__in=READABLE).values_list("uuid", flat=True)

    def titles(
        self, subject_uuids: Iterable[UUID], *, viewer: Viewer, at: datetime, language: str | None
    ) -> dict[UUID, str]:
        rows = Application.objects.filter(uuid__in=list(subject_uuids), state__in=READABLE)
        return dict(rows.values_list("uuid", "title"))

    def parties(self, subject_uuids: Iterable[UUID], at: datetime) -> dict[UUID, list[Party]]:
        return application_parties(subject_uuids, at)

    def involving(self, parties: Collection[Party], at: datetime) -> Sequence[Uuids]:
        return applications_involving(parties, at)

    @staticmethod
    def _readable_rows(subject_uuids: Iterable[UUID]) -> "QuerySet[Read]":
        latest = SubmittedVersion.objects.filter(application=OuterRef("pk")).order_by("-number")
        return (
            Application.objects.filter(uuid__in=list(subject_uuids), state__in=READABLE)
            .select_related("call__programme", "call__fund", "organisation")
            .annotate(snapshot=Subquery(latest.values("snapshot")[:1]))
        )


def _view(row: Read, files: Iterable[FileView]) -> EntryView:
    snapshot = row.snapshot
    answers, currency = snapshot_answers(snapshot), snapshot["totals"]["currency"]
    totals = add_up(answers["budget"], currency)
    sums = [(_("Amount applied for"), totals.sought), (_("Co-funding"), totals.co_funding)]
    facts = [
        (_("Reference"), row.reference or ""),
        (_("Call"), localised(row.call.names)),
        (_("Applicant"), snapshot["organisation"]["name"]),
        (_("City"), snapshot["city"]["name"] if snapshot["city"] else "–"),
        *((label, str(money)) for label, money in sums),
    ]
    texts: list[Section] = []
    for section in answered_sections(application_form(), answers, currency):
        texts += [Section(answer.label, answer.text, row.language) for answer in section.answers if answer.id != TITLE]
        if section.part == "partners" and (partners := _partners(answers)):
            texts.append(Section(section.title, partners, row.language))
        elif section.part == "budget":
            lines, _unread = read_lines(answers["budget"], currency)
            budget = [SumLine(line.text, line.sum, f"{line.kind_label} · {line.source_label}") for line in lines]
            texts.append(Section(section.title, "", row.language, budget, [*sums, (_("Total"), totals.total)]))
    return EntryView(title=row.title, facts=facts, sections=texts, files=list(files), lang=row.language)


def _partners(answers: dict) -> str:
    return "\n\n".join(
        _("%(partner)s: %(role)s") % {"partner": partner["name"], "role": partner["role"]}
        for partner in answers["partners"]
        if partner["name"]
    )
