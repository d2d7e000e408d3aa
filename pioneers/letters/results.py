"""The letter at the reveal: chosen, or not this year."""

from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from pioneers.letters.context import about_candidacy, own_request, queue_letter_to_page
from pioneers.models import ConsentRequest, Nominee
from pioneers.states import CandidacyState
from portal.core.texts import localised
from portal.mail.compose import Composed, compose_letter
from portal.mail.kinds import Audience, LetterKind
from portal.mail.placeholders import hidden
from portal.mail.recipients import reading_language

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
    if request is None:
        return None
    return queue_letter_to_page(
        request,
        reason=f"pioneers.result:{nominee.uuid}",
        kind=result_kind(nominee),
        context=result_context(nominee, request),
        at=at,
    )
