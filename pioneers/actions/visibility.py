"""What a nominee lets the public see."""

from datetime import datetime

from django.db import transaction

from pioneers.actions.consent_rows import end_consents, give_consent
from pioneers.errors import PenNameMissing, PictureNeedsGuardian, TooLateToAnswer
from pioneers.models import Candidacy, ConsentAge, ConsentRequest, Nominee, Scope
from pioneers.queries.ages import is_of_age
from pioneers.queries.candidacies import active_consents
from pioneers.states import NomineeState
from portal.audit.actions.events import log_event

ShownAs = Nominee.ShownAs


@transaction.atomic
def set_visibility(
    *,
    request: ConsentRequest,
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
    chosen = chosen_scopes(nominee)
    end_consents(nominee=nominee, at=at, scopes=set(Scope.values) - chosen - {Scope.CANDIDACY})
    for scope in sorted(chosen):
        give_consent(nominee=nominee, candidacy=candidacy, scope=scope, by=nominee.person, language=language, at=at)
    log_event(verb="pioneers.set_visibility", by=nominee.person, about=nominee, at=at, data={"shown": sorted(chosen)})
    return nominee


def withdraw_all_consents(*, nominee: Nominee, at: datetime) -> None:
    """Every yes ends, and with it everything shown."""
    end_consents(nominee=nominee, at=at)
    hide_everything(nominee)


def hide_everything(nominee: Nominee) -> None:
    """Switch everything off, as it was before anything was chosen."""
    nominee.shown_as = ShownAs.NOTHING
    nominee.shows_place = nominee.shows_school = nominee.shows_picture = False
    nominee.save(update_fields=["shown_as", "shows_place", "shows_school", "shows_picture"])


def _may_show_picture(nominee: Nominee, candidacy: Candidacy, at: datetime) -> bool:
    """Whether they may let a picture be shown: old enough for that act in their country, or with a guardian's yes."""
    if is_of_age(ConsentAge.Act.PICTURE, nominee, candidacy, at):
        return True
    return active_consents(at).filter(nominee=nominee, role=ConsentRequest.Role.GUARDIAN).exists()


def chosen_scopes(nominee: Nominee) -> set[str]:
    """What the nominee has switched on, each of which has a consent of its own."""
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
