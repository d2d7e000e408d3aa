"""What becomes of a nomination: submitted, screened, withdrawn."""

from dataclasses import fields
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from pioneers.actions.candidates import candidacy_of, drop_if_empty, new_candidacy
from pioneers.actions.consent import notify_nominees
from pioneers.domain.completeness import TEXTS, Draft, Limits, draft_errors
from pioneers.errors import AddressNotConfirmed, ChoiceMade, NominationInvalid, NominationsClosed, ReasonMissing
from pioneers.letters import nominators
from pioneers.models import Edition, Nomination
from pioneers.queries.nominations import is_sent_in_time, may_still_withdraw
from pioneers.states import UNDECIDED_EDITIONS, NominationState
from portal.assessment.permission import require_to_judge
from portal.audit.actions.events import log_event
from portal.audit.actions.references import next_reference
from portal.audit.queries.repeats import already_done
from portal.core.actors import Actor
from portal.core.errors import NotAllowed
from portal.core.mailboxes import same_mailbox
from portal.core.permission import require
from portal.people.models import User


@transaction.atomic
def submit_nomination(*, nomination: Nomination, by: User, at: datetime) -> Nomination:
    """Send a draft in: checks the window and every limit again, gives a reference, makes the candidacy, puts the
    receipt in the outbox. `by` is the account whose address was confirmed.

    What was sent before closing counts when its address is confirmed after it, until judging begins. Asked twice, done
    once. Raises NominationsClosed, NominationInvalid, AddressNotConfirmed, NotAllowed.
    """
    # The edition's row is locked first: of two nominations of one nominee, the second is asked about.
    edition = Edition.objects.select_for_update().get(pk=nomination.edition_id)
    nomination = Nomination.objects.select_for_update().get(pk=nomination.pk)
    nomination.edition = edition
    if nomination.nominator_id not in (None, by.pk):
        raise NotAllowed()
    if nomination.state != NominationState.DRAFT:
        return nomination
    if not same_mailbox(nomination.nominator_email, by.email):
        raise AddressNotConfirmed()
    if not (edition.takes_nominations(at) or is_sent_in_time(nomination, edition)):
        raise NominationsClosed(edition, at)
    if missing := submission_errors(nomination, edition):
        raise NominationInvalid(missing)
    nomination.state = NominationState.after("submit", nomination.state)
    nomination.nominator, nomination.draft_key_hash, nomination.draft_expires_at = by, "", None
    nomination.reference = next_reference(f"NP{edition.year % 100:02d}")
    nomination.submitted_at = at
    nomination.candidacy = candidacy = new_candidacy(nomination=nomination, edition=edition, at=at)
    nomination.save()
    log_event(
        verb="pioneers.submit_nomination",
        by=by,
        about=nomination,
        at=at,
        data={
            "reference": nomination.reference,
            "candidacy": candidacy.reference,
            **({"sent_before_closing": True} if at >= edition.closes_at else {}),
        },
    )
    nominators.queue_receipt_letter(nomination, at=at)
    return nomination


@transaction.atomic
def send_for_confirmation(*, nomination: Nomination, at: datetime) -> Nomination:
    """Somebody without an account sends a draft: it counts from now, once the code sent to their address is typed.
    Raises NominationsClosed, NominationInvalid."""
    nomination = (
        Nomination.objects.select_for_update(of=("self",)).select_related("edition", "category").get(pk=nomination.pk)
    )
    if not nomination.edition.takes_nominations(at):
        raise NominationsClosed(nomination.edition, at)
    if missing := submission_errors(nomination, nomination.edition):
        raise NominationInvalid(missing)
    if nomination.sent_at is None:
        nomination.sent_at = at
        nomination.save(update_fields=["sent_at"])
    return nomination


def submission_errors(nomination: Nomination, edition: Edition) -> dict[str, str]:
    """What keeps a nomination from being sent: a sentence for each field of the form, in the active language."""
    limits = Limits(
        countries=edition.countries,
        members=edition.members_limit,
        links=edition.links_limit,
        words={name: getattr(edition, f"words_{name}") for name in TEXTS},
    )
    errors = draft_errors(Draft(**{field.name: getattr(nomination, field.name) for field in fields(Draft)}), limits)
    if nomination.category is None or nomination.category.edition_id != edition.pk:
        errors["category"] = _("Choose the theme their work fits best.")
    return errors


@transaction.atomic
def withdraw_nomination(*, nomination: Nomination, by: Actor, at: datetime) -> Nomination:
    """The nominator takes it back, before the edition closes. A candidacy without any nomination left is dropped."""
    nomination = _locked(nomination)
    require(by, "pioneers.withdraw_nomination", nomination)
    if nomination.state == NominationState.WITHDRAWN:
        return nomination
    state = NominationState.after("withdraw", nomination.state)
    if not may_still_withdraw(nomination, at):
        raise NominationsClosed(nomination.edition, at)
    nomination.state, nomination.withdrawn_at = state, at
    nomination.save(update_fields=["state", "withdrawn_at"])
    log_event(verb="pioneers.withdraw_nomination", by=by, about=nomination, at=at)
    drop_if_empty(candidacy=candidacy_of(nomination), by=by, at=at)
    nominators.queue_nomination_withdrawn_letter(nomination, at=at)
    return nomination


@transaction.atomic
def screen_nomination(*, nomination: Nomination, accept: bool, by: Actor, at: datetime, reason: str = "") -> Nomination:
    """The check for abuse: before it nobody outside the secretariat reads a nomination, the nominee included.

    Accepting asks the nominee for consent, or tells one who was asked already. Refusing needs a reason, which is kept
    for the secretariat; the nominator is told in general words. Raises Recused, ReasonMissing, TransitionRefused,
    ChoiceMade (nobody is passed on to a jury that has finished), and AlreadyDone where a colleague gave another reason.
    """
    nomination = _locked(nomination)
    require_to_judge(by, "pioneers.screen_nomination", nomination)
    wanted = NominationState.SCREENED if accept else NominationState.REFUSED
    if nomination.state == wanted:
        if nomination.screening_reason != reason.strip():
            raise already_done(
                nomination, "pioneers.screen_nomination", nomination.screening_reason or str(wanted.label)
            )
        return nomination
    state = NominationState.after("accept" if accept else "refuse", nomination.state)
    if accept and nomination.edition.state not in UNDECIDED_EDITIONS:
        raise ChoiceMade()
    if not accept and not reason.strip():
        raise ReasonMissing()
    nomination.state, nomination.screened_at, nomination.screening_reason = state, at, reason.strip()
    nomination.save(update_fields=["state", "screened_at", "screening_reason"])
    log_event(verb="pioneers.screen_nomination", by=by, about=nomination, at=at, data={"state": state})
    if not accept:
        nominators.queue_nomination_refused_letter(nomination, at=at)
        drop_if_empty(candidacy=candidacy_of(nomination), by=by, at=at)
    else:
        notify_nominees(nomination=nomination, by=by, at=at)
    return nomination


def _locked(nomination: Nomination) -> Nomination:
    return (
        Nomination.objects.select_for_update(of=("self",))
        .select_related("edition", "candidacy", "nominator")
        .get(pk=nomination.pk)
    )
