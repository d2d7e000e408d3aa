"""What the audit log records of the prize, in words: each verb, and each key of what is recorded beside it."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from pioneers.models import ConsentRequest, Scope
from pioneers.states import CandidacyState
from portal.assessment.states import RecusalReason
from portal.audit.event_details import EventDetail

VERBS = {
    "pioneers.create_edition": _("Edition created"),
    "pioneers.update_edition": _("Edition changed"),
    "pioneers.announce_edition": _("Edition announced"),
    "pioneers.create_category": _("Category added"),
    "pioneers.update_category": _("Category changed"),
    "pioneers.create_ceremony": _("Ceremony added"),
    "pioneers.update_ceremony": _("Ceremony changed"),
    "pioneers.create_consentage": _("Age without a guardian set"),
    "pioneers.update_consentage": _("Age without a guardian changed"),
    "pioneers.plan_jury": _("Jury's round planned"),
    "pioneers.open_judging_edition": _("Judging opened"),
    "pioneers.conclude_edition": _("Choice concluded"),
    "pioneers.hold_reveal": _("Reveal held"),
    "pioneers.release_reveal": _("Reveal released"),
    "pioneers.move_reveal": _("Reveal moved"),
    "pioneers.reopen_edition": _("Concluded choice opened again"),
    "pioneers.withdraw_laureate": _("Laureate withdrawn from the site"),
    "pioneers.restore_laureate": _("Laureate put back on the site"),
    "pioneers.correct_laureate": _("The jury’s reasons corrected"),
    "pioneers.enter_late_candidacy": _("Put before the jury after a late yes"),
    "pioneers.take_up_nomination": _("Nomination that was turned down taken up again"),
    "pioneers.send_results": _("E-mails with the result queued"),
    "pioneers.submit_nomination": _("Nomination submitted"),
    "pioneers.screen_nomination": _("Nomination screened"),
    "pioneers.withdraw_nomination": _("Nomination withdrawn"),
    "pioneers.attach_nomination": _("Nomination moved to another candidacy"),
    "pioneers.join_candidacies": _("Joined with another candidacy"),
    "pioneers.keep_candidacies_apart": _("Found not to be the same nominee"),
    "pioneers.split_candidacies": _("Split from another candidacy again"),
    "pioneers.redact_nomination": _("Reading copy for the jury written"),
    "pioneers.correct_address": _("Address corrected"),
    "pioneers.ask_consent": _("Nominees asked for consent"),
    "pioneers.sync_candidacy": _("Candidacy moved on"),
    "pioneers.drop_candidacy": _("Candidacy without a nomination dropped"),
    "pioneers.accept_nomination": _("Nominee said yes"),
    "pioneers.decline_nomination": _("Nominee said no"),
    "pioneers.withdraw_consent": _("Consent withdrawn"),
    "pioneers.name_guardian": _("Guardian named"),
    "pioneers.declare_no_safe_guardian": _("Not safe to ask a guardian"),
    "pioneers.answer_as_guardian": _("Guardian answered"),
    "pioneers.decide_without_guardian": _("Decided without a guardian"),
    "pioneers.ask_birth_date_correction": _("Correction of a date of birth asked for"),
    "pioneers.correct_birth_date": _("Date of birth corrected"),
    "pioneers.reject_birth_date_correction": _("Date of birth left as it was"),
    "pioneers.ask_renewal": _("Asked to renew a consent"),
    "pioneers.renew_consent": _("Consent renewed"),
    "pioneers.set_visibility": _("Chose what may be shown"),
    "pioneers.store_portrait": _("Picture received"),
    "pioneers.remove_portrait": _("Picture deleted"),
    "pioneers.recuse_staff": _("Someone on the staff declared a conflict of interest"),
    "pioneers.lift_staff_recusals": _("Someone on the staff can take part again"),
    "pioneers.shortlist_candidacy": _("Shortlisted"),
    "pioneers.unshortlist_candidacy": _("Removed from the shortlist"),
    "pioneers.choose_laureate": _("Chosen as laureate"),
    "pioneers.unchoose_candidacy": _("Choice undone"),
    "pioneers.erase_candidacy": _("Candidacy erased"),
    "pioneers.erase_nominee": _("Nominee erased"),
    "pioneers.erase_nominator": _("Nominator erased"),
}

STATES = dict(CandidacyState.choices)
STATE_DETAILS = {
    "from": EventDetail(_("State before"), STATES.get),
    "to": EventDetail(_("State after"), STATES.get),
}
DETAILS = {
    "allowed": EventDetail(_("Takes part without a guardian")),
    "as": EventDetail(_("Answered as"), dict(ConsentRequest.Role.choices).get),
    "candidacy": EventDetail(_("Candidacy")),
    "due_at": EventDetail(_("Reviews due")),
    "of": EventDetail(_("Address of"), dict(ConsentRequest.Role.choices).get),
    "with": EventDetail(_("The other candidacy")),
    "entries": EventDetail(_("Entries")),
    "languages": EventDetail(_("Languages of the reasons"), dict(settings.LANGUAGES).get),
    "letters": EventDetail(_("E-mails")),
    "meaning": EventDetail(
        _("What follows"),
        {
            "same": _("nothing else changes"),
            "guardian": _("a guardian must answer too"),
            "alone": _("no guardian is needed any more"),
        }.get,
    ),
    "nominees": EventDetail(_("Nominees asked")),
    "not_chosen": EventDetail(_("Not chosen")),
    "reason": EventDetail(_("Reason"), dict(RecusalReason.choices).get),
    "reveal_after": EventDetail(_("Reveal after")),
    "reveal_before": EventDetail(_("Reveal before")),
    "round": None,
    "shown": EventDetail(_("Shown in public"), dict(Scope.choices).get),
    "without_complete_reviews": EventDetail(_("Without closed, complete reviews")),
    "year": EventDetail(_("Year")),
}
