"""What assessment tells the portal: its words, what is to do, what can be begun, how long reviews are kept."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from portal.adminkit.addresses import staff_url
from portal.assessment import letters
from portal.assessment.queries.staff import rounds_missing_reviews, rounds_to_close
from portal.assessment.retention import SOURCES
from portal.assessment.states import RecusalReason
from portal.audit.event_details import EventDetail, kind_name, register_event_details
from portal.audit.labels import register_verbs
from portal.audit.retention import register_retention
from portal.core.texts import localised
from portal.desk.home_actions import HomeAction, register_home_actions
from portal.desk.worklist import WorklistSource, register_worklist
from portal.mail.kinds import register_letters
from portal.people.roles import MANAGER
from portal.people.workspaces import register_workspace

# How long before its due instant a round short of reviews shows up.
SOON = timedelta(days=10)


register_letters(letters)
register_verbs(
    {
        "assessment.plan_round": _("Round planned"),
        "assessment.update_round": _("Round changed"),
        "assessment.open_round": _("Round opened"),
        "assessment.close_round": _("Round closed"),
        "assessment.reopen_round": _("Round opened again"),
        "assessment.set_criteria": _("Criteria set"),
        "assessment.add_panel_member": _("Added to the panel"),
        "assessment.remove_panel_member": _("Removed from the panel"),
        "assessment.finish_round": _("Reviewer closed their reviews"),
        "assessment.resume_member": _("Reviewer can continue"),
        "assessment.add_entry": _("Entered into the round"),
        "assessment.withdraw_entry": _("Taken out of the round"),
        "assessment.assign_reviewer": _("Assigned to a reviewer"),
        "assessment.unassign_reviewer": _("Taken back from a reviewer"),
        "assessment.spread_assignments": _("Assigned to the panel"),
        "assessment.recuse_reviewer": _("Reviewer declared a conflict of interest"),
        "assessment.exclude_reviewer": _("Reviewer excluded"),
        "assessment.exclude_party": _("Reviewer found to be a party to the case"),
        "assessment.lift_recusal": _("Recusal lifted"),
        "assessment.submit_review": _("Review submitted"),
        "assessment.reopen_review": _("Review opened for changes"),
        "assessment.remind_panel": _("Panel reminded"),
        "assessment.erase_texts": _("Text of reviews erased"),
        "assessment.export_scores": _("Scores exported"),
    }
)
register_event_details(
    "assessment",
    {
        "assignment": None,
        "member": None,
        "recusal": None,
        "criteria": EventDetail(_("Criteria")),
        "due": EventDetail(_("Due")),
        "entry": EventDetail(_("Entry")),
        "excluded": EventDetail(_("Kept apart because of a conflict of interest")),
        "made": EventDetail(_("Assignments")),
        "notes": EventDetail(_("Notes erased")),
        "owner": EventDetail(_("Belongs to"), kind_name),
        "per_entry": EventDetail(_("Reviews of each entry")),
        "points": EventDetail(_("Points")),
        "reason": EventDetail(_("Reason"), dict(RecusalReason.choices).get),
        "reviews": EventDetail(_("Reviews erased")),
        "short": EventDetail(_("Entries with too few reviewers")),
        "taken_back": EventDetail(_("Assignments taken back")),
        "time": EventDetail(_("Times submitted")),
        "weights": EventDetail(_("Weights")),
        "written": EventDetail(_("E-mails")),
    },
)

register_worklist(
    WorklistSource(
        kind="assessment.short_of_reviews",
        label=_("Rounds with missing reviews"),
        queryset=lambda viewer, at: rounds_missing_reviews(viewer, at, at + SOON),
        title=lambda round: localised(round.title),
        url=lambda round: f"{staff_url(round, 'coverage')}?short=1",
        since="opened_at",
        due="due_at",
        stuck_after=None,
    ),
    WorklistSource(
        kind="assessment.to_close",
        label=_("Rounds to close"),
        queryset=rounds_to_close,
        title=lambda round: localised(round.title),
        since="due_at",
    ),
)
register_home_actions(
    HomeAction(
        name="assessment.follow",
        label=_("Follow the reviews"),
        note=_("Who has read what, and what is missing"),
        icon="tasks",
        url="assessment_round:index",
        permission="assessment.see_rounds",
        roles=(MANAGER,),
        order=35,
    )
)

register_retention(*SOURCES)

register_workspace(
    _("Reviews"),
    "assessment:queue",
    lambda user: user.has_perm("assessment.review"),
    note=_("Read and judge the entries assigned to you."),
    order=20,
)
