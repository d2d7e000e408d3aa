"""What the jury reads of a candidacy, as assessment asks for it (registered in apps.py)."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Literal, TypedDict
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from pioneers.models import Candidacy, Edition, Nomination, Nominee
from pioneers.queries.candidacies import consenting_nominees, judged
from pioneers.queries.countries import country_name
from pioneers.queries.names import Alias, aliases_of, files_for_jury, links_for_jury, prose_for_jury, text_for_jury
from pioneers.queries.parties import candidacies_involving, candidacy_parties
from pioneers.queries.visibility import ShownAs
from pioneers.states import FIELD, CandidacyKind, EditionState, NominationState
from portal.assessment.models import Round
from portal.assessment.queries.ranking import standings
from portal.assessment.sources import EntrySource, EntryView, Party, Section, Uuids
from portal.assessment.states import RoundState
from portal.core.actors import Viewer
from portal.documents.queries.files import FileView, files_of_many

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

KIND = "pioneers.candidacy"
OWNER = "pioneers.edition"


class Told(TypedDict):
    """What a candidacy is read with: the nominees who said yes, and its nominations that passed the check."""

    accepted: list[Nominee]
    told: list[Nomination]


def round_of(edition: Edition) -> Round | None:
    """The jury's round of an edition: the latest that was planned."""
    return Round.objects.filter(owner_kind=OWNER, owner_uuid=edition.uuid).order_by("-id").first()


def review_gaps(edition: Edition, at: datetime) -> list[str]:
    """What keeps the choice from resting on the jury's reviews, a sentence each: none once the round is closed and
    everyone in the field has the reviews wanted. Reviews by parties to a case do not count."""
    round = round_of(edition)
    if round is None:
        return [_("The jury has no round.")]
    gaps = [] if round.state == RoundState.CLOSED else [_("The jury’s round is not closed.")]
    field = list(edition.candidacies.filter(state__in=FIELD).values_list("uuid", flat=True))
    complete = [line for line in standings(round, field, at).values() if not line.short]
    if short := len(field) - len(complete):
        words = ngettext(
            "%(n)d candidacy does not have the reviews it needs.",
            "%(n)d candidacies do not have the reviews they need.",
            short,
        )
        gaps.append(words % {"n": short})
    return gaps


def conclusion_resting_on(edition_uuid: UUID, at: datetime) -> str:
    """Why the jury's round must stand still: the choice that was concluded on it."""
    edition = Edition.objects.filter(uuid=edition_uuid, state=EditionState.DECIDED).first()
    if edition is None:
        return ""
    if edition.is_revealed(at):
        return _("The choice that rests on this result has been revealed. It stays as it is.")
    return _("The choice has been concluded on this result. Open the edition again first.")


class CandidacySource(EntrySource):
    """A candidacy as a juror reads it: texts of its nominations, country, category and files.

    No address, birth date, place, school or picture of anyone, and nothing of the nominators but how they know the
    nominee. Who chose a pen name is called by it here too.
    """

    kind = KIND

    def readable(self, at: datetime) -> Uuids:
        return judged(at).values_list("uuid", flat=True)

    def present(
        self, subject_uuids: Iterable[UUID], *, viewer: Viewer, at: datetime, language: str | None
    ) -> Mapping[UUID, EntryView]:
        screened = Nomination.objects.filter(state=NominationState.SCREENED).order_by("submitted_at", "id")
        found = (
            judged(at)
            .filter(uuid__in=list(subject_uuids))
            .select_related("category", "edition")
            .prefetch_related(Prefetch("nominations", screened, to_attr="told"), _accepted(at))
        )
        candidacies = list(found)
        told = [nomination.uuid for candidacy in candidacies for nomination in candidacy.told]
        files = files_of_many(Nomination._meta.label_lower, told, accepted_only=True)
        if language:
            with override(language):
                return {candidacy.uuid: _entry(candidacy, files) for candidacy in candidacies}
        return {candidacy.uuid: _entry(candidacy, files) for candidacy in candidacies}

    def titles(
        self, subject_uuids: Iterable[UUID], *, viewer: Viewer, at: datetime, language: str | None
    ) -> Mapping[UUID, str]:
        found = judged(at).filter(uuid__in=list(subject_uuids)).prefetch_related(_accepted(at))
        return {candidacy.uuid: title_for_jury(candidacy, candidacy.accepted) for candidacy in found}

    def parties(self, subject_uuids: Iterable[UUID], at: datetime) -> Mapping[UUID, list[Party]]:
        return candidacy_parties(subject_uuids, at)

    def involving(self, parties: Collection[Party], at: datetime) -> Sequence[Uuids]:
        return candidacies_involving(parties, at)


def _accepted(at: datetime) -> 'Prefetch[str, QuerySet[Nominee], Literal["accepted"]]':
    return Prefetch("nominees", consenting_nominees(at).select_related("person"), to_attr="accepted")


def title_for_jury(candidacy: Candidacy, accepted: Sequence[Nominee]) -> str:
    """What jurors call the candidacy: the group's name without names its people keep to themselves, or the person's
    name or pen name."""
    if candidacy.kind == CandidacyKind.GROUP:
        return prose_for_jury(candidacy.name, aliases_of(candidacy, accepted, ()))
    return next((_name_for_jury(nominee) for nominee in accepted), candidacy.reference)


def _name_for_jury(nominee: Nominee) -> str:
    return nominee.pen_name if nominee.shown_as == ShownAs.PEN_NAME else nominee.name


def _entry(candidacy: "WithAnnotations[Candidacy, Told]", files: Mapping[UUID, Sequence[FileView]]) -> EntryView:
    facts = [(_("Category"), candidacy.category.name), (_("Country"), country_name(candidacy.country))]
    if candidacy.kind == CandidacyKind.GROUP:
        facts.append((_("In the group"), ", ".join(_name_for_jury(nominee) for nominee in candidacy.accepted)))
    aliases = aliases_of(candidacy, candidacy.accepted, candidacy.told)
    sections = [
        section
        for number, nomination in enumerate(candidacy.told, 1)
        for section in _sections(nomination, number if len(candidacy.told) > 1 else 0, aliases)
    ]
    sent = [file for nomination in candidacy.told for file in files.get(nomination.uuid, ())]
    return EntryView(
        title=title_for_jury(candidacy, candidacy.accepted),
        facts=facts,
        sections=sections,
        files=files_for_jury(sent, aliases),
    )


def _sections(nomination: Nomination, number: int, aliases: Sequence[Alias]) -> Iterator[Section]:
    """The texts of one nomination, without the names a pen name stands for; numbered where there are several."""
    headings = {
        "did": _("What they did"),
        "changed": _("What changed"),
        "courage": _("Why it took courage"),
    }
    for name, heading in headings.items():
        if number:
            heading = _("Nomination %(number)s: %(heading)s") % {"number": number, "heading": heading}
        yield Section(heading, text_for_jury(nomination, name, aliases), nomination.language)
    if links := links_for_jury(nomination, aliases):
        yield Section(_("Links"), "\n".join(links))
    yield Section(_("How the nominator knows them"), capfirst(nomination.get_relation_display()))
