from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from portal.adminkit.columns import StateColumn
from portal.adminkit.details import DetailField, RecordAction
from portal.adminkit.views.listing import RecordListView
from portal.adminkit.viewset import RecordViewSet
from portal.cities.actions.seats import end_seat, invite_to_city
from portal.cities.filters import CitySeatFilterSet
from portal.cities.forms.seat import StaffInvitationForm
from portal.cities.models import CitySeat
from portal.cities.queries.seats import duty_labels
from portal.cities.queries.staff import city_seats_visible_to
from portal.cities.states import CityRole, CitySeatState
from portal.core.search import matching


class CitySeatListView(RecordListView):
    """Finds somebody by the city's names or by their own."""

    def search_queryset(self, queryset):
        if not self.is_searching:
            return queryset
        typed = self.search_query
        return queryset.filter(matching(typed, "city__search_text") | matching(typed, "user__search_text"))


def _name(seat: CitySeat) -> str:
    return seat.user.get_full_name() if seat.user else _("someone erased")


class CitySeatViewSet(RecordViewSet):
    """Who works in the pages of a city beside its contact person, and as what."""

    model = CitySeat
    icon = "group"
    menu_label = _("People of cities")
    visible_to = city_seats_visible_to
    view_permission = "cities.see_contact_persons"
    create_permission, create_action = "cities.appoint_contact_person", invite_to_city
    form_class = StaffInvitationForm
    list_display = [
        "city",
        Column("name", label=_("Name"), accessor=_name),
        "role",
        StateColumn(),
        "invited_at",
    ]
    list_related = ["city__country", "user"]
    filterset_class = CitySeatFilterSet
    search_fields = ["city__search_text", "user__search_text"]
    index_view_class = CitySeatListView
    ordering = "-invited_at"
    list_export = ["city", "city.country_id", "user.name", "user.email", "role", "position", "state", "since", "until"]
    detail_fields = [
        DetailField(_("City"), lambda seat: seat.city),
        DetailField(_("Name"), _name),
        DetailField(_("E-mail address"), lambda seat: seat.user.email if seat.user else ""),
        DetailField(_("Role"), lambda seat: CityRole(seat.role).label),
        DetailField(_("Position"), lambda seat: seat.position),
        DetailField(_("May"), duty_labels),
        DetailField(_("State"), lambda seat: CitySeatState(seat.state).label),
        DetailField(_("Invited"), lambda seat: seat.invited_at),
        DetailField(_("Since"), lambda seat: seat.since),
        DetailField(_("Until"), lambda seat: seat.until),
    ]
    record_actions = [
        RecordAction(
            "end",
            _("Remove from the city’s pages"),
            end_seat,
            "cities.end_seat",
            explanation=_(
                "They can no longer open the city’s pages, and are told by e-mail if they had accepted. What they "
                "wrote stays with the city. They can be invited again."
            ),
            shown=lambda seat, at: seat.state != CitySeatState.ENDED,
            argument="seat",
            danger=True,
        )
    ]

    def get_title(self, record):
        return f"{record.city}: {_name(record)}"
