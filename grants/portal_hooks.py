"""What the grants tell the portal: entries, files, letters, what is to do, what is kept, whose it is."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.domain.eligibility import POINT_NAMES
from grants.erasure import AsApplicant
from grants.forms.record_actions import BY_EYE
from grants.letters import applications, calls, decisions, publication, seats
from grants.models import Application, Award, Call, Decision, Representative
from grants.queries.applications import ATTACHMENT, RECEIPT
from grants.queries.entries import ApplicationEntries
from grants.queries.recusals import recused_applications_q
from grants.queries.rounds import OWNER, SUBJECT, decisions_resting_on
from grants.queries.seats import is_funder
from grants.queries.site import GrantsOnSite
from grants.retention import SOURCES
from grants.rules import applies, may_open_attachment, may_open_receipt
from grants.states import PUBLISHABLE, ApplicationState, AwardState, CallState, DecisionKind, SeatState
from portal.adminkit.recusals import register_recusals
from portal.assessment.holds import register_result_hold
from portal.assessment.sources import register_entry_source
from portal.assessment.states import RecusalReason
from portal.audit.erasure import register_erasure
from portal.audit.event_details import EventDetail, register_event_details
from portal.audit.labels import register_verbs
from portal.audit.retention import register_retention
from portal.content.sources import register_site_source
from portal.core.texts import localised
from portal.desk.home_actions import HomeAction, register_home_actions
from portal.desk.worklist import WorklistSource, register_worklist
from portal.documents.purposes import Purpose, register_purpose
from portal.documents.signals import file_refused
from portal.documents.types import ATTACHABLE
from portal.mail.kinds import register_letters
from portal.people.roles import FINANCE, MANAGER
from portal.people.workspaces import register_workspace

MEGABYTE = 1024 * 1024

VERBS = {
    "grants.start_application": _("Application started"),
    "grants.submit_application": _("Application submitted"),
    "grants.reopen_application": _("Application reopened"),
    "grants.withdraw_application": _("Application withdrawn"),
    "grants.remove_draft": _("Draft removed"),
    "grants.expire_draft": _("Draft deleted after its time limit"),
    "grants.expire_application": _("Text of the application deleted after its time limit"),
    "grants.send_receipt": _("Receipt sent"),
    "grants.check_eligibility": _("Formal check"),
    "grants.correct_address": _("Applicant’s address corrected"),
    "grants.recuse_staff": _("Someone on the staff declared a conflict of interest"),
    "grants.lift_staff_recusals": _("Someone on the staff can take part again"),
    "grants.decide_application": _("Decision taken"),
    "grants.announce_decision": _("Applicant told of the decision"),
    "grants.stop_announcement": _("Announcement of the decision stopped"),
    "grants.revise_decision": _("Decision changed before the applicant was told"),
    "grants.take_back_decision": _("Decision taken back before the applicant was told"),
    "grants.correct_decision": _("Decision corrected by a new one"),
    "grants.answer_award": _("Award answered"),
    "grants.unpublish_award": _("Award withdrawn from the site"),
    "grants.republish_award": _("Award put back on the site"),
    "grants.correct_publication": _("Published reasons corrected"),
    "grants.publish_award": _("Award published"),
    "grants.ask_to_represent": _("Asked to apply for the organisation"),
    "grants.confirm_representative": _("Confirmed"),
    "grants.turn_down_representative": _("Turned down"),
    "grants.end_representative": pgettext_lazy("representative", "Ended"),
    "grants.create_call": _("Call created"),
    "grants.update_call": _("Call changed"),
    "grants.announce_call": _("Call announced"),
    "grants.cancel_call": _("Call cancelled"),
    "grants.conclude_call": _("Call concluded"),
    "grants.reopen_call": _("Concluded call opened again"),
    "grants.restore_call": _("Cancelled call put back"),
    "grants.take_back_window": _("New dates of the call taken back"),
    "grants.create_fund": _("Fund created"),
    "grants.update_fund": _("Fund changed"),
    "grants.add_funder": _("Funder given access"),
    "grants.remove_funder": _("Funder's access ended"),
    "grants.create_programme": _("Programme created"),
    "grants.update_programme": _("Programme changed"),
    "grants.export_applications": _("Applications exported with scores"),
}

REASONS = dict(RecusalReason.choices)
DECISIONS = dict(DecisionKind.choices)
EVENT_DETAILS = {
    "answer": EventDetail(_("Answer"), {"accept": _("accepted"), "decline": _("declined")}.get),
    "call": EventDetail(_("Call")),
    "kind": EventDetail(_("Decision"), DECISIONS.get),
    "passed": EventDetail(_("Meets the formal requirements")),
    "points": EventDetail(_("Points of the check"), lambda code: {**POINT_NAMES, **BY_EYE}.get(code, code)),
    "prefix": EventDetail(_("References begin with")),
    "reason": EventDetail(_("Reason"), REASONS.get),
    "released_minor": EventDetail(_("Given back to the budget")),
    "sha256": None,
    "sought_minor": EventDetail(_("Applied for")),
    "sum_minor": EventDetail(_("Amount")),
    "version": EventDetail(_("Version")),
    "voided": EventDetail(_("Decision that no longer counts"), DECISIONS.get),
}


def notify_of_refused_file(sender, file, at, **kwargs) -> None:
    """Whoever writes the application gets a letter, in the transaction that refuses the file."""
    if file.purpose != ATTACHMENT:
        return
    application = Application.objects.select_related("organisation", "call").filter(uuid=file.about_uuid).first()
    if application is not None:
        applications.queue_file_refused_letter(application, file, at)


def _of_closed_calls(at, state):
    """Until a call closes, the applicant may still take the application back."""
    return Application.objects.filter(state=state, call__closes_at__lte=at)


def _calls_closing(at):
    open_now = Call.objects.filter(state=CallState.ANNOUNCED, opens_at__lte=at, closes_at__gt=at)
    return open_now.filter(closes_at__lte=at + timedelta(days=7))


def _named(application) -> str:
    return f"{application.reference}: {application.title}"


register_entry_source(ApplicationEntries())
register_result_hold(OWNER, decisions_resting_on)
register_recusals(SUBJECT, recused_applications_q)
register_purpose(
    Purpose(
        ATTACHMENT,
        max_bytes=10 * MEGABYTE,
        max_count=10,
        types=ATTACHABLE,
        label=_("Attachments"),
    ),
    may_open=may_open_attachment,
)
register_purpose(
    Purpose(RECEIPT, max_bytes=10 * MEGABYTE, max_count=50, types=("pdf",), label=_("Receipts")),
    may_open=may_open_receipt,
)
file_refused.connect(notify_of_refused_file, dispatch_uid="grants.file_refused")
register_site_source("grants", GrantsOnSite())
register_verbs(VERBS)
register_event_details("grants", EVENT_DETAILS)
register_event_details(
    "grants.withdraw_application", {"from": EventDetail(_("State before"), dict(ApplicationState.choices).get)}
)
register_event_details("grants.publish_award", {"from": EventDetail(_("Public from"))})
register_letters(applications, decisions, publication, calls, seats)
register_workspace(
    _("Applications"),
    "grants:applications",
    applies,
    note=_("Apply for a grant, and follow your applications."),
    order=30,
)
register_workspace(
    _("What your grants pay for"),
    "grants:funder",
    is_funder,
    note=_("The calls of your funds: applications and decisions."),
    order=35,
)

register_worklist(
    WorklistSource(
        kind="grants.check_eligibility",
        label=_("Applications to check"),
        permission="grants.check_eligibility",
        queryset=lambda viewer, at: _of_closed_calls(at, ApplicationState.SUBMITTED),
        title=_named,
        since="submitted_at",
    ),
    WorklistSource(
        kind="grants.decide_application",
        label=_("Applications to decide"),
        permission="grants.decide_application",
        queryset=lambda viewer, at: _of_closed_calls(at, ApplicationState.ELIGIBLE),
        title=_named,
        since="submitted_at",
        stuck_after=timedelta(days=90),
    ),
    WorklistSource(
        kind="grants.announce_decision",
        label=_("Decisions to announce to applicants"),
        permission="grants.decide_application",
        queryset=lambda viewer, at: Decision.objects.filter(announced_at=None, voided_at=None),
        of="application",
        title=_named,
        since="decided_at",
    ),
    WorklistSource(
        kind="grants.close_call",
        label=_("Calls closing soon"),
        permission="grants.manage_calls",
        queryset=lambda viewer, at: _calls_closing(at),
        title=lambda call: localised(call.names),
        since="opens_at",
        due="closes_at",
        stuck_after=None,
    ),
    WorklistSource(
        kind="grants.answer_award",
        label=_("Answers overdue"),
        permission="grants.decide_application",
        queryset=lambda viewer, at: Award.objects.filter(state=AwardState.OFFERED, answer_due__lte=at),
        of="application",
        title=_named,
        since="decision__announced_at",
        due="answer_due",
    ),
    WorklistSource(
        kind="grants.publish_award",
        label=_("Awards to publish"),
        permission="grants.publish_award",
        queryset=lambda viewer, at: Award.objects.filter(state__in=PUBLISHABLE, published_at=None),
        of="application",
        title=_named,
        since="answered_at",
    ),
    WorklistSource(
        kind="grants.confirm_representative",
        label=_("People who want to apply for an organisation"),
        permission="grants.confirm_representative",
        queryset=lambda viewer, at: Representative.objects.filter(state=SeatState.ASKED).select_related("organisation"),
        title=lambda seat: seat.organisation.name,
        since="asked_at",
        stuck_after=timedelta(days=2),
    ),
)

register_home_actions(
    HomeAction(
        name="grants.open_call",
        label=_("Open a call"),
        note=_("Dates, budget, who may apply"),
        icon="calendar-alt",
        url="grants_call:add",
        permission="grants.manage_calls",
        roles=(MANAGER,),
        order=10,
    ),
    HomeAction(
        name="grants.check_applications",
        label=_("Check applications"),
        note=_("New applications, for the formal check"),
        icon="clipboard-list",
        url="grants_application:index",
        query=f"?state={ApplicationState.SUBMITTED}",
        permission="grants.see_applications",
        roles=(MANAGER,),
        order=20,
    ),
    HomeAction(
        name="grants.see_applications",
        label=_("See applications and sums"),
        note=_("What was applied for and awarded, also as a file"),
        icon="doc-full",
        url="grants_application:index",
        permission="grants.see_applications",
        roles=(FINANCE,),
        order=10,
    ),
    HomeAction(
        name="grants.see_funds",
        label=_("See the funds"),
        note=_("The total of each fund and what is left of it"),
        icon="order",
        url="grants_fund:index",
        permission="grants.manage_funds",
        roles=(FINANCE,),
        order=20,
    ),
    HomeAction(
        name="grants.add_fund",
        label=_("Add a fund"),
        note=_("Funder, currency and rules"),
        icon="plus-inverse",
        url="grants_fund:add",
        permission="grants.manage_funds",
        roles=(FINANCE,),
        order=30,
    ),
)

register_retention(*SOURCES)

register_erasure(AsApplicant())
