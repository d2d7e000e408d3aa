"""Steps back on the staff pages of editions, candidacies and nominations, and what was taken back before."""

from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from pioneers.actions.corrections import enter_late_candidacy, reopen_edition, take_up_nomination
from pioneers.actions.publication import correct_laureate, restore_laureate, withdraw_laureate
from pioneers.admin.nomination_preflights import before_taking_up
from pioneers.admin.preflights import (
    before_correcting_laureate,
    before_entering_late,
    before_reopening,
    before_restoring_laureate,
    before_withdrawing_laureate,
)
from pioneers.forms.ways_back import CorrectLaureateForm, WithdrawLaureateForm
from pioneers.models import Candidacy, Edition, Nomination
from pioneers.queries.candidacies import is_told_of_choice
from pioneers.queries.reveal import has_been_public
from pioneers.states import UNDECIDED_EDITIONS, CandidacyState, EditionState, NominationState
from portal.adminkit.details import DetailField, RecordAction
from portal.adminkit.forms import WhyForm
from portal.audit.labels import verb_label
from portal.core.formats import when


def _taken_back(record: Edition | Candidacy | Nomination):
    return format_html_join(
        "\n",
        "{}, {}{}: {}",
        (
            (verb_label(row.verb), when(row.at), f", {row.by.get_full_name()}" if row.by else "", row.reasons)
            for row in record.reversals.select_related("by")
        ),
    )


taken_back_field = DetailField(_("Taken back and corrected"), _taken_back)


def _on_site(candidacy: Candidacy, at) -> bool:
    return is_told_of_choice(candidacy, at) and candidacy.unpublished_at is None


reopen_action = RecordAction(
    "reopen",
    _("Open the choice again"),
    reopen_edition,
    "pioneers.conclude_edition",
    explanation=_("Until the reveal, the choice can be changed and concluded anew."),
    form_class=WhyForm,
    shown=lambda edition, at: (
        edition.state == EditionState.DECIDED and not edition.is_revealed(at) and not has_been_public(edition)
    ),
    success=_("The choice is open again."),
    icon="rotate",
    preflight=before_reopening,
)
enter_late_action = RecordAction(
    "enter-late",
    _("Put before the jury"),
    enter_late_candidacy,
    "pioneers.choose_laureate",
    explanation=_("Their yes came when the jury’s round had closed. Open the round again first."),
    shown=lambda candidacy, at: (
        candidacy.state == CandidacyState.ACCEPTED and candidacy.edition.state == EditionState.JUDGING
    ),
    preflight=before_entering_late,
)
laureate_actions = [
    RecordAction(
        "correct-laureate",
        _("Correct the jury’s reasons"),
        correct_laureate,
        "pioneers.choose_laureate",
        explanation=_("They change at once and everywhere. The page says that they were corrected, and when."),
        form_class=CorrectLaureateForm,
        shown=_on_site,
        icon="edit",
        preflight=before_correcting_laureate,
    ),
    RecordAction(
        "withdraw-laureate",
        _("Withdraw from the site"),
        withdraw_laureate,
        "pioneers.choose_laureate",
        explanation=_("The laureate leaves the site at once. You can put them back."),
        form_class=WithdrawLaureateForm,
        shown=_on_site,
        danger=True,
        icon="cross",
        preflight=before_withdrawing_laureate,
    ),
    RecordAction(
        "restore-laureate",
        _("Put back on the site"),
        restore_laureate,
        "pioneers.choose_laureate",
        explanation=_("Everyone can read about the laureate again, at once."),
        form_class=WhyForm,
        shown=lambda candidacy, at: is_told_of_choice(candidacy, at) and candidacy.unpublished_at is not None,
        icon="rotate",
        preflight=before_restoring_laureate,
    ),
]
take_up_action = RecordAction(
    "take-up",
    _("Look at it again"),
    take_up_nomination,
    "pioneers.screen_nomination",
    explanation=_("It waits to be screened again, as if it had just come."),
    form_class=WhyForm,
    shown=lambda nomination, at: (
        nomination.state == NominationState.REFUSED and nomination.edition.state in UNDECIDED_EDITIONS
    ),
    icon="rotate",
    preflight=before_taking_up,
)
