"""Letters of what was ended, moved or taken back: to whoever waited for it, to laureates, to nominators."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from pioneers.letters.context import about_candidacy, own_request, queue_letter_to_page
from pioneers.letters.nominators import NOMINATOR, nominator, refused_letters
from pioneers.models import Candidacy, ConsentRequest, Edition, Nomination, Nominee
from pioneers.states import CandidacyState, NominationState, NomineeState
from portal.core.texts import localised
from portal.mail.actions.queue import queue_letter
from portal.mail.actions.stopping import stop_letters
from portal.mail.grace import GRACE
from portal.mail.kinds import Audience, LetterKind
from portal.mail.models import Letter
from portal.mail.recipients import reading_language
from portal.mail.states import LetterState

WAITING = Audience(_("A nominee or guardian who waits"))
LAUREATE = Audience(_("The laureate"))
DRAFTING = Audience(
    _("Everyone with a draft of a nomination"),
    _("You get this e-mail because you have begun a nomination that is not sent yet."),
)

ANSWERING_CLOSED = LetterKind(
    key="pioneers/answering_closed",
    label=_("Can’t answer any more"),
    audience=WAITING,
    purpose=_("Says that the choice has been made without them, and that there is nothing to answer any more."),
)
ANSWERING_REOPENED = LetterKind(
    key="pioneers/answering_reopened",
    label=_("Can answer again"),
    audience=WAITING,
    purpose=_("Says that the choice is open again, and that they can still answer."),
)
SCREENING_CLOSED = LetterKind(
    key="pioneers/screening_closed",
    label=_("Nomination not read in time"),
    audience=NOMINATOR,
    purpose=_("Says that the choice has been made, and that the jury did not read their nomination."),
)
SCREENING_REOPENED = LetterKind(
    key="pioneers/screening_reopened",
    label=_("Nomination can be read again"),
    audience=NOMINATOR,
    purpose=_("Says that the choice is open again, and that the jury may still read their nomination."),
)
LAUREATE_WITHDRAWN = LetterKind(
    key="pioneers/laureate_withdrawn",
    label=_("Laureate withdrawn from the site"),
    audience=LAUREATE,
    purpose=_("Says that nobody can read about them on the site any more, and why."),
)
LAUREATE_RESTORED = LetterKind(
    key="pioneers/laureate_restored",
    label=_("Laureate back on the site"),
    audience=LAUREATE,
    purpose=_("Says that everybody can read about them on the site again."),
)
LAUREATE_CORRECTED = LetterKind(
    key="pioneers/laureate_corrected",
    label=_("The jury’s reasons corrected"),
    audience=LAUREATE,
    purpose=_("Gives the jury’s reasons as everybody reads them from now on."),
)
WINDOW_MOVED = LetterKind(
    key="pioneers/window_moved",
    label=_("Closing date of nominations moved"),
    audience=DRAFTING,
    purpose=_("Says to everyone with a draft until when nominations can be sent now."),
)
NOMINATION_TAKEN_UP = LetterKind(
    key="pioneers/nomination_taken_up",
    label=_("Nomination looked at again"),
    audience=NOMINATOR,
    purpose=_("Says that a nomination we had not taken forward is being read again."),
)


def queue_answering_closed_letter(edition: Edition, waiting: Iterable[Nominee], *, at: datetime) -> None:
    """To whoever waits when the choice is concluded: each of these nominees, and a guardian who was asked."""
    stop_letters(letters=_about_answering(edition), at=at)
    for request in (request for nominee in waiting for request in _waiting_requests(nominee)):
        queue_letter_to_page(
            request,
            reason=f"{_answering(edition)}closed:{request.uuid}:{at.isoformat()}",
            kind=ANSWERING_CLOSED,
            context=_answer_context(request),
            at=at,
            not_before=at + GRACE,
            batch=f"{_answering(edition)}{at.isoformat()}",
        )


def queue_answering_reopened_letter(edition: Edition, *, at: datetime) -> None:
    """The edition is open again: who was told that they can't answer is told that they can; who was about to be told,
    is told nothing."""
    letters = _about_answering(edition)
    stop_letters(letters=letters, at=at)
    told = letters.exclude(state=LetterState.DROPPED).order_by("id").values_list("about_uuid", "template")
    reached = [uuid for uuid, kind in dict(told).items() if kind == ANSWERING_CLOSED.key]
    requests = ConsentRequest.objects.filter(uuid__in=reached, ended_at=None)
    for request in requests.select_related("person", "nominee__candidacy__edition", "nominee__candidacy__category"):
        if request.nominee.state in (NomineeState.DECLINED, NomineeState.WITHDRAWN, NomineeState.TO_ASK):
            continue
        queue_letter_to_page(
            request,
            reason=f"{_answering(edition)}reopened:{request.uuid}:{at.isoformat()}",
            kind=ANSWERING_REOPENED,
            context=_answer_context(request),
            at=at,
        )


def _answering(edition: Edition) -> str:
    return f"pioneers.answering:{edition.uuid}:"


def _about_answering(edition: Edition) -> QuerySet[Letter]:
    """Those that said that nobody can answer any more, or that they can again."""
    return Letter.objects.filter(reason__startswith=_answering(edition))


def queue_screening_closed_letter(edition: Edition, unread: Iterable[Nomination], *, at: datetime) -> None:
    """To the nominator of each of these nominations, which nobody had screened when the choice was concluded."""
    stop_letters(letters=_about_screening(edition), at=at)
    for nomination in unread:
        queue_letter(
            reason=f"{_screening(edition)}closed:{nomination.uuid}:{at.isoformat()}",
            to=nominator(nomination),
            kind=SCREENING_CLOSED,
            context=_screening_context(nomination, edition),
            about=nomination,
            at=at,
            not_before=at + GRACE,
            batch=f"{_screening(edition)}{at.isoformat()}",
        )


def queue_screening_reopened_letter(edition: Edition, *, at: datetime) -> None:
    """The edition is open again: who was told that the jury did not read their nomination is told that it may; who was
    about to be told, is told nothing. Nor is whoever was told since that it is not taken forward."""
    letters = _about_screening(edition)
    stop_letters(letters=letters, at=at)
    told = letters.exclude(state=LetterState.DROPPED).order_by("id").values_list("about_uuid", "template")
    reached = [uuid for uuid, kind in dict(told).items() if kind == SCREENING_CLOSED.key]
    unread = Nomination.objects.filter(uuid__in=reached, state=NominationState.SUBMITTED).select_related("nominator")
    for nomination in unread:
        queue_letter(
            reason=f"{_screening(edition)}reopened:{nomination.uuid}:{at.isoformat()}",
            to=nominator(nomination),
            kind=SCREENING_REOPENED,
            context=_screening_context(nomination, edition),
            about=nomination,
            at=at,
        )


def _screening(edition: Edition) -> str:
    return f"pioneers.screening:{edition.uuid}:"


def _about_screening(edition: Edition) -> QuerySet[Letter]:
    """Those that said that the jury did not read a nomination, or that it may again."""
    return Letter.objects.filter(reason__startswith=_screening(edition))


def _screening_context(nomination: Nomination, edition: Edition) -> dict:
    with override(reading_language(nominator(nomination))):
        title = edition.title
    return {"edition": title, "reference": nomination.reference, "nominee": nomination.nominee_name}


def _waiting_requests(nominee: Nominee) -> list[ConsentRequest]:
    own = own_request(nominee)
    found = [own] if own else []
    if nominee.state == NomineeState.GUARDIAN_ASKED:
        guardians = ConsentRequest.objects.filter(nominee=nominee, role=ConsentRequest.Role.GUARDIAN, ended_at=None)
        found += guardians.select_related("person", "nominee")
    for request in found:
        request.nominee = nominee
    return found


def _answer_context(request: ConsentRequest) -> dict:
    nominee = request.nominee
    return {
        **about_candidacy(nominee.candidacy, request),
        "is_guardian": request.role == ConsentRequest.Role.GUARDIAN,
        "accepted": nominee.state == NomineeState.ACCEPTED,
        "is_late": nominee.candidacy.state == CandidacyState.ACCEPTED,
    }


def queue_laureate_letter(kind: LetterKind, candidacy: Candidacy, *, at: datetime) -> None:
    """To everyone who said yes: they were withdrawn from the site, put back, or the reasons were corrected. One that
    tells of a step before and has not left would tell what is not so."""
    about = f"pioneers.laureate:{candidacy.uuid}:"
    was_untold = stop_letters(letters=Letter.objects.filter(reason__startswith=about), at=at)
    if was_untold and kind is LAUREATE_RESTORED:
        return
    texts = candidacy.unpublished_reasons if kind is LAUREATE_WITHDRAWN else candidacy.reasons
    for nominee in candidacy.nominees.filter(state=NomineeState.ACCEPTED).select_related("person"):
        request = own_request(nominee)
        if request is None:
            continue
        language = reading_language(request.person.recipient)
        queue_letter_to_page(
            request,
            reason=f"{about}{kind.key}:{nominee.uuid}:{at.isoformat()}",
            kind=kind,
            context={**about_candidacy(candidacy, request), "reasons": localised(texts, language)},
            at=at,
        )


def queue_window_moved_letter(edition: Edition, *, at: datetime) -> None:
    """To everyone with a draft whose address is confirmed: until when nominations can be sent now. Those that tell of
    an earlier change and have not left are stopped."""
    about = f"pioneers.window_moved:{edition.uuid}:"
    stop_letters(letters=Letter.objects.filter(reason__startswith=about), at=at)
    for draft in edition.nominations.filter(state="draft").exclude(nominator=None).select_related("nominator"):
        to = draft.nominator.recipient
        with override(reading_language(to)):
            title = edition.title
        queue_letter(
            reason=f"{about}{draft.uuid}:{at.isoformat()}",
            to=to,
            kind=WINDOW_MOVED,
            context={
                "edition": title,
                "nominee": draft.nominee_name,
                "closes_at": edition.closes_at,
                "zone": edition.zone,
            },
            about=draft,
            at=at,
            not_before=at + GRACE,
            batch=f"{about}{at.isoformat()}",
        )


def queue_taken_up_letter(nomination: Nomination, *, at: datetime) -> None:
    """To the nominator, unless the e-mail that turned it down never left."""
    if stop_letters(letters=refused_letters(nomination), at=at):
        return
    queue_letter(
        reason=f"pioneers.nomination_taken_up:{nomination.uuid}:{at.isoformat()}",
        to=nominator(nomination),
        kind=NOMINATION_TAKEN_UP,
        context={"reference": nomination.reference, "nominee": nomination.nominee_name},
        about=nomination,
        at=at,
    )
