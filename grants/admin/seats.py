from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from grants.actions.seats import confirm_representative, end_representative, turn_down_representative
from grants.models import Representative
from grants.queries.staff import representatives_visible_to
from grants.states import SeatState
from portal.adminkit.columns import RecordColumn, StateColumn
from portal.adminkit.details import DetailField, RecordAction
from portal.core.formats import when
from portal.desk.viewset import CaseViewSet


def _others(seat: Representative) -> str:
    """Who was confirmed before, to ask; nobody where the organisation is new here."""
    confirmed = Representative.objects.filter(organisation=seat.organisation, state=SeatState.CONFIRMED)
    others = confirmed.exclude(pk=seat.pk).select_related("user")
    return "\n".join(f"{other.user.name} <{other.user.email}>" for other in others)


class RepresentativeViewSet(CaseViewSet):
    """Who may apply in the name of an organisation."""

    model = Representative
    icon = "group"
    menu_label = _("Representatives")
    visible_to = representatives_visible_to
    view_permission = "grants.confirm_representative"
    list_display = [
        RecordColumn("organisation", label=_("Organisation"), sort_key="organisation"),
        Column("person", label=_("Person"), accessor="user.get_full_name"),
        StateColumn(),
        "asked_at",
    ]
    list_filter = ["state"]
    list_related = ["organisation", "user"]
    search_fields = ["organisation__name"]
    ordering = "-asked_at"
    detail_fields = [
        DetailField(_("Organisation"), lambda seat: seat.organisation.name),
        DetailField(_("Registration number"), lambda seat: seat.organisation.registration_number),
        DetailField(_("Others who apply for it"), _others),
        DetailField(_("Person"), lambda seat: f"{seat.user.name} <{seat.user.email}>"),
        DetailField(_("State"), lambda seat: seat.get_state_display()),
        DetailField(_("Asked"), lambda seat: when(seat.asked_at)),
    ]
    record_actions = [
        RecordAction(
            "confirm",
            _("Confirm"),
            confirm_representative,
            "grants.confirm_representative",
            explanation=_("You have made sure with the organisation that this person may apply in its name."),
            argument="seat",
            shown=lambda seat, at: SeatState.allows("confirm", seat.state),
            icon="check",
        ),
        RecordAction(
            "turn-down",
            _("Turn down"),
            turn_down_representative,
            "grants.confirm_representative",
            explanation=_("They are told that it could not be confirmed."),
            argument="seat",
            shown=lambda seat, at: SeatState.allows("turn_down", seat.state),
            danger=True,
            icon="cross",
        ),
        RecordAction(
            "end",
            _("End"),
            end_representative,
            "grants.confirm_representative",
            explanation=_(
                "They can no longer apply for the organisation. What they wrote still belongs to the organisation."
            ),
            argument="seat",
            shown=lambda seat, at: SeatState.allows("end", seat.state),
            danger=True,
            icon="cross",
        ),
    ]

    def get_title(self, record):
        return record.organisation.name
