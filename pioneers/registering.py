"""The prize's answers to what the portal asks: registered when the app is ready."""

from django.utils.translation import gettext_lazy as _

from pioneers.emails import nominators, nominees
from pioneers.files import ATTACHMENT, PORTRAIT, attachments, portraits
from pioneers.models import Nomination, Nominee
from pioneers.queries.asides import candidacies_aside, nominations_aside, nominees_aside, requests_aside
from pioneers.queries.files import sees_attachment, sees_portrait
from pioneers.queries.jury import KIND, CandidacySource
from pioneers.views.holders import holders
from portal.assessment.sources import register_source
from portal.documents.purposes import register_purpose
from portal.documents.signals import file_refused
from portal.mail.labels import register_letters
from portal.mail.purposes import register_link_purpose
from portal.people.workspaces import register_workspace
from portal.records.labels import register_verbs
from portal.staff.aside import register_aside

VERBS = {
    "pioneers.make_edition": _("Edition made"),
    "pioneers.change_edition": _("Edition changed"),
    "pioneers.announce_edition": _("Edition announced"),
    "pioneers.make_category": _("Category added"),
    "pioneers.change_category": _("Category changed"),
    "pioneers.make_ceremony": _("Ceremony added"),
    "pioneers.change_ceremony": _("Ceremony changed"),
    "pioneers.make_consentage": _("Age of consent set"),
    "pioneers.change_consentage": _("Age of consent changed"),
    "pioneers.plan_jury": _("Jury's round planned"),
    "pioneers.open_judging_edition": _("Judging opened"),
    "pioneers.conclude_edition": _("Choice concluded"),
    "pioneers.send_results": _("Letters with the result queued"),
    "pioneers.submit_nomination": _("Nomination submitted"),
    "pioneers.screen_nomination": _("Nomination screened"),
    "pioneers.withdraw_nomination": _("Nomination withdrawn"),
    "pioneers.attach_nomination": _("Nomination moved to another candidacy"),
    "pioneers.ask_consent": _("Nominees asked for consent"),
    "pioneers.settle_candidacy": _("Candidacy moved on"),
    "pioneers.drop_candidacy": _("Candidacy without a nomination dropped"),
    "pioneers.accept_nomination": _("Nominee said yes"),
    "pioneers.decline_nomination": _("Nominee said no"),
    "pioneers.withdraw_consent": _("Consent withdrawn"),
    "pioneers.name_guardian": _("Guardian named"),
    "pioneers.declare_no_safe_guardian": _("No guardian is safe to ask"),
    "pioneers.answer_as_guardian": _("Guardian answered"),
    "pioneers.decide_without_guardian": _("Decided without a guardian"),
    "pioneers.ask_birth_date_correction": _("Correction of a date of birth asked for"),
    "pioneers.correct_birth_date": _("Date of birth corrected"),
    "pioneers.leave_birth_date": _("Date of birth left as it was"),
    "pioneers.ask_renewal": _("Asked to renew a consent"),
    "pioneers.renew_consent": _("Consent renewed"),
    "pioneers.choose_shown": _("Chose what may be shown"),
    "pioneers.keep_portrait": _("Picture handed in"),
    "pioneers.remove_portrait": _("Picture deleted"),
    "pioneers.stand_aside": _("Someone of staff stood aside"),
    "pioneers.let_back": _("Someone of staff may take part again"),
    "pioneers.shortlist_candidacy": _("Shortlisted"),
    "pioneers.unshortlist_candidacy": _("Taken off the shortlist"),
    "pioneers.choose_laureate": _("Chosen as laureate"),
    "pioneers.unchoose_candidacy": _("Choice taken back"),
    "pioneers.erase_candidacy": _("Candidacy erased"),
    "pioneers.erase_nominee": _("Nominee erased"),
    "pioneers.erase_nominator": _("Nominator erased"),
}

LETTERS = {
    "pioneers/confirm_address": _("Code for sending a nomination"),
    "pioneers/reopen_draft": _("Code for opening a draft"),
    "pioneers/receipt": _("Receipt of a nomination"),
    "pioneers/nomination_refused": _("Nomination not taken forward"),
    "pioneers/nomination_withdrawn": _("Nomination taken back"),
    "pioneers/consent_asked": _("Nominee asked for consent"),
    "pioneers/further_nomination": _("One more nomination"),
    "pioneers/consent_withdrawn": _("Consent taken back"),
    "pioneers/guardian_asked": _("Guardian asked for consent"),
    "pioneers/guardian_answered": _("Guardian has answered"),
    "pioneers/guardian_decided": _("Decided without a guardian"),
    "pioneers/birth_date_corrected": _("Date of birth corrected"),
    "pioneers/birth_date_left": _("Date of birth left as it was"),
    "pioneers/renewal_asked": _("Asked to renew a consent"),
    "pioneers/file_refused": _("File of a nomination refused"),
    "pioneers/portrait_refused": _("Picture refused"),
    "pioneers/result_laureate": _("Result: laureate"),
    "pioneers/result_not_chosen": _("Result: not chosen"),
}


def may_open_attachment(viewer, nomination, file, at) -> bool:
    return nomination is not None and sees_attachment(viewer, nomination, at)


def may_open_portrait(viewer, nominee, file, at) -> bool:
    return nominee is not None and sees_portrait(viewer, file, nominee, at)


def tell_of_refused_file(sender, file, at, **kwargs) -> None:
    """The scanner, or staff, refused a file after it had arrived: its owner gets a letter, in the same transaction."""
    if file.purpose == ATTACHMENT:
        nomination = Nomination.objects.select_related("nominator").filter(uuid=file.about_uuid).first()
        if nomination is not None:
            nominators.attachment_refused(nomination, file, at=at)
    elif file.purpose == PORTRAIT:
        nominee = Nominee.objects.select_related("person").filter(uuid=file.about_uuid).first()
        if nominee is not None:
            nominees.portrait_refused(nominee, file, at=at)


def has_nominated(user) -> bool:
    return Nomination.objects.filter(nominator=user).exists()


def register():
    """Called when the app is ready."""
    register_source(CandidacySource())
    register_aside(KIND, candidacies_aside)
    register_aside("pioneers.nomination", nominations_aside)
    register_aside("pioneers.nominee", nominees_aside)
    register_aside("pioneers.consentrequest", requests_aside)
    register_letters(LETTERS)
    register_link_purpose(
        "pioneers.consent",
        url_name="pioneers:consent",
        page="pioneers:consent_page",
        lasting=True,
        label=_("your page about the nomination"),
    )
    file_refused.connect(tell_of_refused_file, dispatch_uid="pioneers.file_refused")
    register_purpose(attachments, may_open=may_open_attachment, viewers=holders)
    register_purpose(portraits, may_open=may_open_portrait, viewers=holders)
    register_workspace(
        _("Your nominations"),
        "pioneers:nominations",
        has_nominated,
        note=_("What you sent, how far it came, and taking it back."),
        order=40,
    )
    register_verbs(VERBS)
