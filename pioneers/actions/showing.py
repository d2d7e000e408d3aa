"""What a nominee lets the public see, and the text the gallery searches, which is made of nothing else."""

from datetime import datetime, timedelta

from django.db import transaction

from pioneers.errors import PenNameMissing, PictureNeedsGuardian, TooLateToAnswer
from pioneers.models import Candidacy, Consent, ConsentAge, ConsentRequest, Nominee, Scope
from pioneers.queries.ages import age_on, consent_age
from pioneers.queries.candidacies import standing_consents
from pioneers.queries.shown import shown_group_name, shown_name
from pioneers.states import NomineeState
from portal.records.actions import record
from portal.texts import fold

ShownAs = Nominee.ShownAs


@transaction.atomic
def choose_shown(
    request: ConsentRequest,
    *,
    shown_as: str,
    at: datetime,
    language: str,
    pen_name: str = "",
    place: str = "",
    school: str = "",
    shows_place: bool = False,
    shows_school: bool = False,
    shows_picture: bool = False,
) -> Nominee:
    """Set what may be shown. Each thing shown has a consent of its own; what is switched off is withdrawn at once.

    Raises PenNameMissing, PictureNeedsGuardian, TooLateToAnswer (nobody said yes, so there is nothing to show).
    """
    candidacy = (
        Candidacy.objects.select_for_update(of=("self",)).select_related("edition").get(pk=request.nominee.candidacy_id)
    )
    nominee = Nominee.objects.select_for_update(of=("self",)).select_related("person").get(pk=request.nominee_id)
    if nominee.state != NomineeState.ACCEPTED or request.role != ConsentRequest.Role.NOMINEE:
        raise TooLateToAnswer()
    if shown_as == ShownAs.PEN_NAME and not pen_name.strip():
        raise PenNameMissing()
    if shows_picture and nominee.picture is not None and not _may_show_picture(nominee, candidacy, at):
        raise PictureNeedsGuardian()
    nominee.shown_as, nominee.pen_name = shown_as, pen_name.strip()
    nominee.place, nominee.school = place.strip(), school.strip()
    nominee.shows_place = shows_place and bool(nominee.place)
    nominee.shows_school = shows_school and bool(nominee.school)
    nominee.shows_picture = shows_picture and nominee.picture is not None
    nominee.save()
    chosen = _chosen(nominee)
    standing = Consent.objects.filter(nominee=nominee, withdrawn_at=None).exclude(scope=Scope.CANDIDACY)
    standing.exclude(scope__in=chosen).update(withdrawn_at=at)
    for scope in chosen - set(standing.values_list("scope", flat=True)):
        Consent.objects.create(
            nominee=nominee,
            scope=scope,
            wording_version=candidacy.edition.wording_version,
            language=language[:5],
            given_by=nominee.person,
            role=ConsentRequest.Role.NOMINEE,
            given_at=at,
            expires_at=at + timedelta(days=365 * candidacy.edition.consent_years),
        )
    refresh_shown_text(candidacy)
    record(verb="pioneers.choose_shown", by=nominee.person, about=nominee, at=at, data={"shown": sorted(chosen)})
    return nominee


def hide_everything(nominee: Nominee) -> None:
    """Switch everything off, as it was before anything was chosen."""
    nominee.shown_as = ShownAs.NOTHING
    nominee.shows_place = nominee.shows_school = nominee.shows_picture = False
    nominee.save(update_fields=["shown_as", "shows_place", "shows_school", "shows_picture"])


def refresh_shown_text(candidacy: Candidacy) -> None:
    """Rebuild what the gallery searches from what may be shown at this moment: never a hidden name, never a place."""
    nominees = list(candidacy.nominees.filter(state=NomineeState.ACCEPTED))
    words = [shown_group_name(candidacy, nominees)]
    for nominee in nominees:
        words += [
            shown_name(nominee),
            nominee.place if nominee.shows_place else "",
            nominee.school if nominee.shows_school else "",
        ]
    text = fold(*words, *candidacy.reasons.values()) if nominees else ""
    Candidacy.objects.filter(pk=candidacy.pk).update(shown_text=text)
    candidacy.shown_text = text


def _may_show_picture(nominee: Nominee, candidacy: Candidacy, at: datetime) -> bool:
    """Whether they may let a picture be shown: old enough for that act in their country, or with a guardian's yes."""
    on, born = at.astimezone(candidacy.edition.tzinfo).date(), nominee.person.birth_date
    if born is not None and age_on(born, on) >= consent_age(ConsentAge.Act.PICTURE, candidacy.country, on):
        return True
    return standing_consents(at).filter(nominee=nominee, role=ConsentRequest.Role.GUARDIAN).exists()


def _chosen(nominee: Nominee) -> set[str]:
    return {
        scope
        for scope, on in (
            (Scope.NAME.value, nominee.shown_as != ShownAs.NOTHING),
            (Scope.PLACE.value, nominee.shows_place),
            (Scope.SCHOOL.value, nominee.shows_school),
            (Scope.PICTURE.value, nominee.shows_picture),
        )
        if on
    }
