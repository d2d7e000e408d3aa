"""Staff screens of nominees: their answers, addresses and dates of birth."""

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from pioneers.actions.addresses import correct_guardian_address, correct_nominee_address
from pioneers.actions.birth_dates import correct_birth_date, reject_birth_date_correction
from pioneers.actions.consent import decide_without_guardian
from pioneers.actions.renewals import ask_renewal
from pioneers.admin.recusals import candidacy_recusal_actions, subject_of
from pioneers.forms.addresses import AddressCorrectionForm
from pioneers.forms.staff import (
    AllowWithoutGuardianForm,
    CorrectBirthDateForm,
    RefuseWithoutGuardianForm,
    RejectCorrectionForm,
)
from pioneers.models import Nominee
from pioneers.queries.renewals import renewable
from pioneers.queries.staff import nominees_visible_to
from pioneers.states import NomineeState
from portal.adminkit.addresses import staff_url
from portal.adminkit.columns import RecordColumn, StateColumn
from portal.adminkit.details import DetailField, RecordAction
from portal.assessment.admin.recusals import recusals_field
from portal.core import clock
from portal.core.formats import day
from portal.desk.viewset import CaseViewSet


def _link(record, words: str):
    return format_html('<a href="{}">{}</a>', staff_url(record), words)


def _consent_line(consent) -> str:
    what, given_as = consent.get_scope_display(), consent.get_role_display()
    span = f"{day(consent.given_at)} – {day(consent.withdrawn_at or consent.expires_at)}"
    if consent.withdrawn_at:
        return _("%(what)s (%(given_as)s): %(span)s, withdrawn") % {"what": what, "given_as": given_as, "span": span}
    if consent.replaced_at:
        return _("%(what)s (%(given_as)s): %(span)s, renewed") % {"what": what, "given_as": given_as, "span": span}
    if consent.expires_at <= clock.now():
        return _("%(what)s (%(given_as)s): %(span)s, ended") % {"what": what, "given_as": given_as, "span": span}
    return f"{what} ({given_as}): {span}"


def _correction_line(correction) -> str:
    words = " – ".join(filter(None, [day(correction.birth_date), correction.note, correction.reason]))
    asked = day(correction.asked_at)
    if correction.decided_at is None:
        return _("%(words)s (asked for on %(asked)s, open)") % {"words": words, "asked": asked}
    return _("%(words)s (asked for on %(asked)s, decided on %(decided)s)") % {
        "words": words,
        "asked": asked,
        "decided": day(correction.decided_at),
    }


def _open_correction(nominee: Nominee):
    return nominee.corrections.filter(decided_at=None).first()


def _corrected(nominee: Nominee) -> dict:
    wanted = _open_correction(nominee)
    return {"birth_date": wanted.birth_date if wanted else nominee.person.birth_date}


def _name_of(nominee: Nominee) -> str:
    return nominee.name or str(_("name removed"))


class NomineeViewSet(CaseViewSet):
    """The people named in candidacies, with their own answers."""

    model = Nominee
    icon = "user"
    menu_label = _("Nominees")
    visible_to = nominees_visible_to
    view_permission = "pioneers.see_prize"
    list_display = [
        RecordColumn("name", label=_("Name"), accessor=_name_of, sort_key="name"),
        StateColumn(),
        "candidacy",
        "state_since",
    ]
    list_filter = ["state"]
    search_fields = ["name", "email"]
    ordering = "-state_since"
    unmasked_fields = ("candidacy",)
    detail_fields = [
        DetailField(_("Name"), _name_of),
        DetailField(_("E-mail"), lambda n: n.email),
        DetailField(_("State"), lambda n: n.get_state_display()),
        DetailField(_("Candidacy"), lambda n: _link(n.candidacy, n.candidacy.reference)),
        DetailField(_("Person"), lambda n: _link(n.person, n.person.name)),
        DetailField(_("Date of birth"), lambda n: n.person.birth_date),
        DetailField(
            _("Corrections of the date of birth"),
            lambda n: "\n".join(_correction_line(correction) for correction in n.corrections.all()),
        ),
        DetailField(_("About a guardian"), lambda n: n.guardian_note),
        DetailField(
            _("Consents"),
            lambda n: "\n".join(_consent_line(consent) for consent in n.consents.all()),
        ),
        recusals_field(subject_of),
    ]
    record_actions = [
        RecordAction(
            "allow",
            _("Let them take part without a guardian"),
            decide_without_guardian,
            "pioneers.decide_guardian",
            explanation=_("They told us that it is not safe to ask any guardian. Nobody is contacted."),
            form_class=AllowWithoutGuardianForm,
            shown=lambda nominee, at: nominee.state == NomineeState.NO_SAFE_GUARDIAN,
        ),
        RecordAction(
            "disallow",
            _("Not without a guardian"),
            decide_without_guardian,
            "pioneers.decide_guardian",
            form_class=RefuseWithoutGuardianForm,
            shown=lambda nominee, at: nominee.state == NomineeState.NO_SAFE_GUARDIAN,
            danger=True,
        ),
        RecordAction(
            "correct_address",
            _("Correct the e-mail address"),
            correct_nominee_address,
            "pioneers.correct_address",
            explanation=_(
                "The link we sent to the old address stops working. If they were asked for consent, they get the "
                "question at the new address, with the whole time to answer. Nobody else is told."
            ),
            form_class=AddressCorrectionForm,
            initial=lambda nominee: {"email": nominee.email},
            shown=lambda nominee, at: bool(nominee.name),
        ),
        RecordAction(
            "correct_guardian_address",
            _("Correct the guardian’s e-mail address"),
            correct_guardian_address,
            "pioneers.correct_address",
            explanation=_(
                "Only if the nominee told you the right address: who the guardian is, they decide. The link we sent to "
                "the old address stops working. The guardian gets the question at the new address."
            ),
            form_class=AddressCorrectionForm,
            shown=lambda nominee, at: nominee.requests.filter(role="guardian", ended_at=None).exists(),
        ),
        RecordAction(
            "correct_birth_date",
            _("Correct the date of birth"),
            correct_birth_date,
            "pioneers.correct_birth_date",
            explanation=_(
                "We check again whether a guardian is needed. If one is, the nominee has to name them before "
                "anyone else sees the nomination. If not, the guardian is no longer asked. They get an e-mail "
                "that says so."
            ),
            form_class=CorrectBirthDateForm,
            initial=_corrected,
            shown=lambda nominee, at: nominee.person.birth_date is not None,
        ),
        RecordAction(
            "reject_birth_date_correction",
            _("Leave the date of birth as it is"),
            reject_birth_date_correction,
            "pioneers.correct_birth_date",
            explanation=_(
                "They asked for a correction. They get an e-mail saying that the date stays as it is, and can "
                "reply to it."
            ),
            form_class=RejectCorrectionForm,
            shown=lambda nominee, at: _open_correction(nominee) is not None,
            danger=True,
        ),
        RecordAction(
            "ask_renewal",
            _("Ask to renew the consent"),
            ask_renewal,
            "pioneers.ask_renewal",
            explanation=_("They get an e-mail with the link to their page. So does a guardian who is still needed."),
            shown=lambda nominee, at: renewable(at).filter(nominee=nominee).exists(),
        ),
        *candidacy_recusal_actions(lambda nominee: nominee.candidacy),
    ]

    def get_title(self, record):
        return _name_of(record)
