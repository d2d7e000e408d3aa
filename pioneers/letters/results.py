"""The letters at the reveal: chosen, or not this year; and to guardians and nominators of those chosen."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from pioneers.letters.context import about_candidacy, own_request, queue_letter_to_page
from pioneers.letters.nominators import NOMINATOR, nominator
from pioneers.models import ConsentRequest, Edition, Nomination, Nominee
from pioneers.states import CandidacyState
from portal.core.texts import localised
from portal.mail.actions.queue import queue_letter
from portal.mail.actions.stopping import stop_letters
from portal.mail.compose import Composed, compose_letter
from portal.mail.kinds import Audience, LetterKind
from portal.mail.models import Letter
from portal.mail.placeholders import hidden
from portal.mail.recipients import reading_language
from portal.mail.states import LetterState

JUDGED = Audience(_("Every nominee the jury read about"))

RESULT_LAUREATE = LetterKind(
    key="pioneers/result_laureate",
    label=_("Result: laureate"),
    audience=JUDGED,
    purpose=_("Tells them at the reveal that they were chosen, with the jury’s reasons."),
)
RESULT_NOT_CHOSEN = LetterKind(
    key="pioneers/result_not_chosen",
    label=_("Result: not chosen"),
    audience=JUDGED,
    purpose=_("Tells them at the reveal that they were not chosen this year."),
)


RESULT_GUARDIAN = LetterKind(
    key="pioneers/result_guardian",
    label=_("Result: guardian of a laureate"),
    audience=Audience(_("The guardian who said yes, of a laureate who is under age")),
    purpose=_("Tells them at the reveal that the young person was chosen."),
)
RESULT_NOMINATOR = LetterKind(
    key="pioneers/result_nominator",
    label=_("Result: nominator of a laureate"),
    audience=NOMINATOR,
    purpose=_("Tells them at the reveal that whom they nominated was chosen."),
)


def result_kind(nominee: Nominee) -> LetterKind:
    """Which of the two letters goes out at the reveal."""
    chosen = nominee.candidacy.state == CandidacyState.LAUREATE
    return RESULT_LAUREATE if chosen else RESULT_NOT_CHOSEN


def result_context(nominee: Nominee, request: ConsentRequest) -> dict:
    """What the letter at the reveal says; staff preview it with the same words."""
    candidacy = nominee.candidacy
    language = reading_language(request.person.recipient)
    with override(language):
        prize = str(candidacy.edition.prize) if candidacy.edition.prize_minor else ""
    return {**about_candidacy(candidacy, request), "reasons": localised(candidacy.reasons, language), "prize": prize}


def preview_result(nominee: Nominee) -> Composed:
    """The letter at the reveal as it would be written now, its link masked. Nothing is put in the outbox."""
    request = own_request(nominee)
    stands_for = uuid4()
    words = compose_letter(
        result_kind(nominee), nominee.person.recipient, result_context(nominee, request), ["link"], stands_for
    )
    return replace(words, text=hidden(words.text, stands_for))


def queue_result_letter(nominee: Nominee, *, at: datetime):
    """To every nominee the jury read about: chosen, or not this year. Queued at the reveal, never before."""
    request = own_request(nominee)
    if request is None or (reason := _reason("result", nominee.uuid)) is None:
        return None
    return queue_letter_to_page(
        request,
        reason=reason,
        kind=result_kind(nominee),
        context=result_context(nominee, request),
        at=at,
    )


def queue_guardian_result_letter(request: ConsentRequest, *, at: datetime):
    """To the guardian of a laureate who is under age: the young person was chosen."""
    reason = _reason("result_guardian", request.uuid)
    if reason is None:
        return None
    candidacy = request.nominee.candidacy
    return queue_letter_to_page(
        request, reason=reason, kind=RESULT_GUARDIAN, context=about_candidacy(candidacy, request), at=at
    )


def queue_nominator_result_letter(nomination: Nomination, *, at: datetime):
    """To the nominator: whom they nominated was chosen, by the name they wrote themselves."""
    reason = _reason("result_nominator", nomination.uuid)
    if reason is None:
        return None
    to = nominator(nomination)
    with override(reading_language(to)):
        edition = nomination.edition.title
    return queue_letter(
        reason=reason,
        to=to,
        kind=RESULT_NOMINATOR,
        context={
            "edition": edition,
            "nominee": nomination.nominee_name,
            "reference": nomination.reference,
            "candidacy_uuid": nomination.candidacy.uuid,
        },
        about=nomination,
        at=at,
    )


def _reason(kind: str, uuid: UUID) -> str | None:
    """Under which reason a letter at the reveal is queued; None where its reader has it. One that a hold stopped makes
    way for another."""
    first = f"pioneers.{kind}:{uuid}"
    states = list(Letter.objects.filter(reason__startswith=first).values_list("state", flat=True))
    if any(state != LetterState.DROPPED for state in states):
        return None
    return f"{first}:{len(states) + 1}" if states else first


def stop_result_letters(edition: Edition, *, at: datetime) -> int:
    """Stop those letters at the reveal of an edition that have not left. Returns how many."""
    requests = ConsentRequest.objects.filter(nominee__candidacy__edition=edition)
    nominations = Nomination.objects.filter(candidacy__edition=edition)
    found = Letter.objects.filter(
        Q(about_uuid__in=requests.values("uuid")) | Q(about_uuid__in=nominations.values("uuid")),
        template__in=[kind.key for kind in (RESULT_LAUREATE, RESULT_NOT_CHOSEN, RESULT_GUARDIAN, RESULT_NOMINATOR)],
    )
    return stop_letters(letters=found, at=at)
