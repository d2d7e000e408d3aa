"""Staff screens of candidacies that may be about the same nominee: both side by side, and the decision."""

from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from pioneers.actions.matching import join_candidacies, keep_candidacies_apart, split_candidacies
from pioneers.forms.matching import ApartForm, JoinForm, SplitForm
from pioneers.models import Candidacy, PossibleMatch
from pioneers.queries.matching import kept_of, matches_of, others_at_its_addresses, side_by_side, visible_to
from pioneers.queries.recusals import recused_candidacies_q, recused_matches_q
from pioneers.states import MatchState
from portal.adminkit.addresses import staff_url
from portal.adminkit.columns import RecordColumn, StateColumn
from portal.adminkit.details import DetailField, RecordAction
from portal.desk.viewset import CaseViewSet


def match_links(candidacy: Candidacy, viewer, at):
    """The questions about a candidacy, each with what was decided."""
    found = matches_of(candidacy).filter(~recused_matches_q(viewer, at))
    rows = ((match, match.later if match.earlier_id == candidacy.pk else match.earlier) for match in found)
    return format_html_join(
        "\n",
        '<a href="{}">{}: {}</a> ({})',
        ((staff_url(match), other.reference, other.name, match.get_state_display()) for match, other in rows),
    )


def links_at_its_addresses(candidacy: Candidacy, viewer, at):
    """Candidacies whose nominees are written to at the same address, so that nobody is asked twice unawares."""
    found = others_at_its_addresses(candidacy).filter(~recused_candidacies_q(viewer, at))
    rows = ((staff_url(other), other.reference, other.name, other.get_state_display()) for other in found)
    return format_html_join("\n", '<a href="{}">{}: {}</a> ({})', rows)


def _references(match: PossibleMatch) -> str:
    return f"{match.earlier.reference}, {match.later.reference}"


def _why(match: PossibleMatch) -> str:
    reasons = {_("names are alike"): match.is_name_alike, _("an address is the same"): match.is_address_shared}
    return ", ".join(str(words) for words, holds in reasons.items() if holds)


class PossibleMatchViewSet(CaseViewSet):
    """Questions about two candidacies: are they the same person or group?"""

    model = PossibleMatch
    icon = "copy"
    menu_label = _("Possibly the same")
    visible_to = visible_to
    view_permission = "pioneers.see_prize"
    list_display = [
        RecordColumn("earlier", label=_("Candidacies"), accessor=_references),
        RecordColumn("later", label=_("Name"), accessor=lambda m: m.later.name),
        StateColumn(),
        "found_at",
    ]
    list_related = ["earlier", "later"]
    list_filter = ["state"]
    search_fields = ["earlier__reference", "later__reference", "earlier__name", "later__name"]
    ordering = "-found_at"
    unmasked_fields = ()
    detail_template_name = "pioneers/staff/match.html"
    detail_fields = [
        DetailField(_("State"), lambda m: m.get_state_display()),
        DetailField(_("Why we ask"), _why),
        DetailField(_("Found"), lambda m: m.found_at),
        DetailField(_("Reason"), lambda m: m.reason),
        DetailField(_("Decided"), lambda m: m.decided_at),
    ]
    record_actions = [
        RecordAction(
            "join",
            _("Same nominee: join them"),
            join_candidacies,
            "pioneers.attach_nomination",
            form_class=JoinForm,
            argument="match",
            shown=lambda match, at: MatchState.allows("join", match.state),
        ),
        RecordAction(
            "differ",
            _("Not the same nominee"),
            keep_candidacies_apart,
            "pioneers.attach_nomination",
            explanation=_(
                "We remember it and do not ask again. Nobody is told. If somebody waited to be asked for consent, "
                "they are asked now."
            ),
            form_class=ApartForm,
            argument="match",
            shown=lambda match, at: MatchState.allows("differ", match.state),
        ),
        RecordAction(
            "split",
            _("Split them again"),
            split_candidacies,
            "pioneers.attach_nomination",
            form_class=SplitForm,
            argument="match",
            shown=lambda match, at: MatchState.allows("split", match.state),
            danger=True,
        ),
    ]

    def get_title(self, record):
        return _references(record)

    def get_detail_context(self, record, viewer, at):
        kept, joined = kept_of(record)
        return {"pair": side_by_side(record), "kept": kept, "joined": joined}
