"""The night of the reveal as staff prepare it: who is told, what is missing, what the outside will see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from pioneers.models import Candidacy, Ceremony, ConsentRequest, Edition, Nomination, RevealChange
from pioneers.queries.ages import needs_guardian
from pioneers.queries.candidacies import consented
from pioneers.queries.ceremony_texts import laureates_in_text, names_nobody
from pioneers.queries.jury import KIND
from pioneers.queries.recusals import recused_nominations_q, recused_nominees_q, recused_requests_q
from pioneers.queries.staff import result_recipients
from pioneers.queries.visibility import Face, shown_faces, shown_name, shown_picture
from pioneers.states import JUDGED_CANDIDACIES, CandidacyState, EditionState, NominationState, NomineeState
from portal.assessment.queries.recusals import recused_subjects
from portal.core.actors import Viewer
from portal.core.languages import missing_languages_line


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing. `is_serious`: most would want to see to it before the reveal."""

    words: str
    is_serious: bool = False


@dataclass(frozen=True, slots=True)
class LaureateLine:
    """A laureate as staff look at them before the reveal. `is_shown`: anyone will see them."""

    uuid: UUID
    reference: str
    name: str
    is_shown: bool
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class RevealPanel:
    """All that stands on the page of a reveal. Where `is_recused`, the viewer is recused from somebody the jury reads
    about, chosen or not: then without `laureates`, `gaps` and previews, for the page is one of all. The numbers are
    without whom the viewer is recused from."""

    is_concluded: bool
    is_revealed: bool
    is_recused: bool
    reveal_at: datetime
    held_at: datetime | None
    letters_sent_at: datetime | None
    laureates: tuple[LaureateLine, ...]
    gaps: tuple[Gap, ...]
    nominees: int
    guardians: int
    nominators: int
    has_ceremony: bool
    changes: tuple[RevealChange, ...]

    @property
    def may_preview(self) -> bool:
        return self.is_concluded and not self.is_recused


def is_recused_from_choice(viewer: Viewer, edition: Edition, at: datetime) -> bool:
    """Whether the viewer is recused from somebody the jury reads about. Asked of the laureates alone, the answer would
    tell who is one."""
    judged = edition.candidacies.filter(state__in=JUDGED_CANDIDACIES).values_list("uuid", flat=True)
    return bool(recused_subjects(viewer, KIND, judged, at))


def has_been_public(edition: Edition) -> bool:
    """Whether a reveal that is held now had come before: everyone could read the choice."""
    return edition.reveal_changes.filter(was_public=True).exists()


def shown_from(edition: Edition, at: datetime) -> datetime:
    """The instant a preview is of: the reveal, or now where it has come or is held past its time."""
    return max(edition.reveal_at, at)


def laureates_of(edition: Edition, at: datetime) -> QuerySet[Candidacy]:
    """The laureates of an edition who can still be seen at that instant, revealed or not."""
    return consented(edition.candidacies.filter(state=CandidacyState.LAUREATE), at)


def guardians_of_laureates(edition: Edition, at: datetime, but: Q | None = None) -> list[ConsentRequest]:
    """The guardians who said yes for laureates of an edition who are under age at that instant, `but` those."""
    asked = (
        ConsentRequest.objects.exclude(but or Q(pk__in=[]))
        .filter(
            nominee__candidacy__in=laureates_of(edition, at),
            nominee__state=NomineeState.ACCEPTED,
            role=ConsentRequest.Role.GUARDIAN,
            ended_at=None,
        )
        .select_related("person", "nominee__person", "nominee__candidacy__edition", "nominee__candidacy__category")
        .order_by("pk")
    )
    return [request for request in asked if needs_guardian(request.nominee, request.nominee.candidacy, at)]


def nominations_of_laureates(edition: Edition, at: datetime) -> QuerySet[Nomination]:
    """The nominations that laureates of an edition were chosen by, whose nominators can be written to."""
    return (
        Nomination.objects.filter(candidacy__in=laureates_of(edition, at), state=NominationState.SCREENED)
        .exclude(nominator_email="")
        .select_related("edition", "candidacy", "nominator")
        .order_by("pk")
    )


def reveal_panel(edition: Edition, viewer: Viewer, at: datetime) -> RevealPanel:
    """The page of a reveal, as it stands at the reveal."""
    then = shown_from(edition, at)
    is_recused = is_recused_from_choice(viewer, edition, at)
    ceremony = Ceremony.objects.filter(edition=edition).first()
    return RevealPanel(
        is_concluded=edition.state == EditionState.DECIDED,
        is_revealed=edition.is_revealed(at),
        is_recused=is_recused,
        reveal_at=edition.reveal_at,
        held_at=edition.reveal_held_at,
        letters_sent_at=edition.results_sent_at,
        laureates=() if is_recused else tuple(_laureate_lines(edition, then)),
        gaps=() if is_recused else tuple(_edition_gaps(edition, ceremony, at)),
        nominees=result_recipients(edition).filter(~recused_nominees_q(viewer, at)).count(),
        guardians=len(guardians_of_laureates(edition, then, but=recused_requests_q(viewer, at))),
        nominators=nominations_of_laureates(edition, then).filter(~recused_nominations_q(viewer, at)).count(),
        has_ceremony=ceremony is not None,
        changes=tuple(edition.reveal_changes.select_related("by")),
    )


def _edition_gaps(edition: Edition, ceremony: Ceremony | None, at: datetime) -> Iterable[Gap]:
    if edition.state != EditionState.DECIDED:
        yield Gap(_("The choice is not concluded: nothing becomes public before that."), True)
    if ceremony is None:
        yield Gap(_("There is no ceremony."))
        return
    if missing := missing_languages_line(_("Text of the ceremony"), ceremony.texts):
        yield Gap(missing)
    if edition.is_revealed(at):
        return
    if not names_nobody(ceremony):
        yield Gap(
            _("The text of the ceremony names a nominee. It is not shown before the reveal; from then on it is."),
            True,
        )
    elif edition.state == EditionState.DECIDED and (words := laureates_in_text(ceremony)):
        told = _("The text of the ceremony may name a laureate, and is public now: %(words)s")
        yield Gap(told % {"words": ", ".join(words)}, True)


def _laureate_lines(edition: Edition, then: datetime) -> Iterable[LaureateLine]:
    found = list(edition.candidacies.filter(state=CandidacyState.LAUREATE).order_by("category__position", "uuid"))
    faces: dict[int, list[Face]] = {}
    for face in shown_faces(then).filter(candidacy__in=found):
        faces.setdefault(face.candidacy_id, []).append(face)
    for candidacy in found:
        shown = faces.get(candidacy.pk, [])
        gaps = tuple(_laureate_gaps(candidacy, shown))
        yield LaureateLine(candidacy.uuid, candidacy.reference, candidacy.name, bool(shown), gaps)


def _laureate_gaps(candidacy: Candidacy, faces: list[Face]) -> Iterable[Gap]:
    if not faces:
        yield Gap(_("No consent stands at the reveal: nothing of this laureate is shown."), True)
        return
    if not any(candidacy.reasons.values()):
        yield Gap(_("The jury’s reasons are missing."), True)
    elif missing := missing_languages_line(_("The jury’s reasons"), candidacy.reasons):
        yield Gap(missing)
    if not any(shown_name(face) for face in faces):
        yield Gap(_("No consent to a name or pen name: “A Nordic Pioneer” stands there instead."))
    if not any(shown_picture(face) for face in faces):
        yield Gap(_("No portrait with a consent to show it: a drawing stands there instead."))
