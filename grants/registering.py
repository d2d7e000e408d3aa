"""What only the grants know, told to the portal when the app is ready."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.emails import letter_file_refused
from grants.models import Application
from grants.queries.applications import ATTACHMENT
from grants.queries.asides import applications_aside
from grants.queries.entries import ApplicationEntries
from grants.queries.files import register_purposes
from grants.queries.rounds import SUBJECT
from grants.queries.seats import applies, is_funder
from grants.queries.site import GrantsOnSite
from portal.assessment.sources import register_source
from portal.content import sources
from portal.documents.signals import file_refused
from portal.mail.labels import register_letters
from portal.people.workspaces import register_workspace
from portal.records.labels import register_verbs
from portal.staff.aside import register_aside

VERBS = {
    "grants.start_application": _("Application begun"),
    "grants.submit_application": _("Application handed in"),
    "grants.take_back_application": _("Application taken back"),
    "grants.withdraw_application": _("Application withdrawn"),
    "grants.remove_draft": _("Draft removed"),
    "grants.expire_draft": _("Draft let go after its term"),
    "grants.expire_application": _("Words of the application let go after their term"),
    "grants.give_receipt": _("Receipt given"),
    "grants.check_eligibility": _("Formal check"),
    "grants.stand_aside": _("Someone of staff stood aside"),
    "grants.let_back": _("Someone of staff may take part again"),
    "grants.decide_application": _("Decision taken"),
    "grants.announce_decision": _("Applicant told of the decision"),
    "grants.answer_award": _("Award answered"),
    "grants.publish_award": _("Award published"),
    "grants.ask_to_represent": _("Asked to apply for the organisation"),
    "grants.confirm_representative": _("Confirmed"),
    "grants.turn_down_representative": _("Turned down"),
    "grants.end_representative": pgettext_lazy("representative", "Ended"),
    "grants.create_call": _("Call made"),
    "grants.update_call": _("Call changed"),
    "grants.announce_call": _("Call announced"),
    "grants.cancel_call": _("Call cancelled"),
    "grants.conclude_call": _("Call concluded"),
    "grants.create_fund": _("Fund made"),
    "grants.update_fund": _("Fund changed"),
    "grants.add_funder": _("Funder given access"),
    "grants.remove_funder": _("Funder's access ended"),
    "grants.create_programme": _("Programme made"),
    "grants.update_programme": _("Programme changed"),
    "grants.export_applications": _("Applications exported with scores"),
}

# What letters of the grants are called in the staff's list of letters.
LETTERS = {
    "grants/draft_reminder": _("Draft not handed in, call closes soon"),
    "grants/receipt": _("Receipt of an application"),
    "grants/taken_back": _("Application taken back"),
    "grants/seat_confirmed": _("May apply for an organisation"),
    "grants/seat_turned_down": _("May not apply for an organisation"),
    "grants/dismissed": _("Application dismissed"),
    "grants/refused": _("Application refused"),
    "grants/awarded": _("Award offered"),
    "grants/answer_reminder": _("Award waits for an answer"),
    "grants/file_refused": _("Attachment refused"),
    "grants/published": _("Award becomes public"),
    "grants/withdrawn_decided": _("To staff: withdrawn before the decision was told"),
}


def tell_of_refused_file(sender, file, at, **kwargs) -> None:
    """Whoever writes the application gets a letter, in the transaction that refuses the file."""
    if file.purpose != ATTACHMENT:
        return
    application = Application.objects.select_related("organisation", "call").filter(uuid=file.about_uuid).first()
    if application is not None:
        letter_file_refused(application, file, at)


def register() -> None:
    register_source(ApplicationEntries())
    register_aside(SUBJECT, applications_aside)
    register_purposes()
    file_refused.connect(tell_of_refused_file, dispatch_uid="grants.file_refused")
    sources.register_source("grants", GrantsOnSite())
    register_verbs(VERBS)
    register_letters(LETTERS)
    register_workspace(
        _("Applications"),
        "grants:applications",
        applies,
        note=_("Apply for money, and follow what became of it."),
        order=30,
    )
    register_workspace(
        _("What your money pays for"),
        "grants:funder",
        is_funder,
        note=_("The calls of your funds: the field, the decisions."),
        order=35,
    )
