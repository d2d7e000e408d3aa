"""What the record's entries and the letters about assessment are called on screen."""

from django.utils.translation import gettext_lazy as _

from portal.mail.labels import register_letters
from portal.records.labels import register_verbs


def register():
    """Called when the app is ready."""
    register_letters(
        {
            "assessment/panel_joined": _("On the panel"),
            "assessment/round_opened": _("Round open for review"),
            "assessment/assigned": _("Entries to review"),
            "assessment/reminder": _("Reviews due soon"),
        }
    )
    register_verbs(
        {
            "assessment.plan_round": _("Round planned"),
            "assessment.change_round": _("Round changed"),
            "assessment.open_round": _("Round opened"),
            "assessment.close_round": _("Round closed"),
            "assessment.reopen_round": _("Round opened again"),
            "assessment.set_criteria": _("Criteria set"),
            "assessment.add_panel_member": _("Added to the panel"),
            "assessment.remove_panel_member": _("Removed from the panel"),
            "assessment.finish_round": _("Reviewer closed their reviews"),
            "assessment.resume_member": _("Reviewer may go on"),
            "assessment.add_entry": _("Entered into the round"),
            "assessment.withdraw_entry": _("Taken out of the round"),
            "assessment.assign_reviewer": _("Given to a reviewer"),
            "assessment.unassign": _("Taken back from a reviewer"),
            "assessment.spread_assignments": _("Spread over the panel"),
            "assessment.step_aside": _("Reviewer stepped aside"),
            "assessment.keep_aside": _("Reviewer kept aside"),
            "assessment.lift_recusal": _("Recusal lifted"),
            "assessment.submit_review": _("Review submitted"),
            "assessment.reopen_review": _("Review opened for changes"),
            "assessment.remind_panel": _("Panel reminded"),
            "assessment.forget_words": _("Words of reviews erased"),
            "assessment.export_scores": _("Scores exported"),
        }
    )
