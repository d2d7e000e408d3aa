"""Staff screens of who comes: participants, teams agreed otherwise, invited cities, helpers at the door."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from portal.adminkit.columns import RecordColumn, StateColumn
from portal.adminkit.details import DetailField, RecordAction
from portal.adminkit.viewset import RecordViewSet
from portal.events.actions.door import add_door_helper, check_in, remove_door_helper, undo_check_in
from portal.events.actions.registrations import add_participant, cancel_registration
from portal.events.actions.teams import agree_team_limit, invite_city, remove_team_limit, withdraw_city_invitation
from portal.events.filters import EventInvitationFilterSet, RegistrationFilterSet, TeamLimitFilterSet
from portal.events.forms.staff import CityInvitationForm, DoorHelperForm, ParticipantForm, TeamLimitForm
from portal.events.models import DoorHelper, EventInvitation, ParticipantNeeds, Registration, TeamLimit
from portal.events.queries.staff import (
    door_helpers_visible_to,
    invitations_visible_to,
    registrations_visible_to,
    team_limits_visible_to,
)
from portal.events.states import RegistrationState


class RegistrationViewSet(RecordViewSet):
    """Who comes to which event, who waits, who signed off."""

    model = Registration
    icon = "group"
    menu_label = _("Participants")
    visible_to = registrations_visible_to
    view_permission = "events.see_participants"
    create_permission, create_action = "events.organise_events", add_participant
    form_class = ParticipantForm
    list_display = [
        RecordColumn("name", label=_("Name"), sort_key="name"),
        "event",
        "city",
        Column("host", label=_("Guest of"), accessor="host.name"),
        StateColumn(),
        "registered_at",
        "checked_in_at",
    ]
    list_related = ["event", "city__country", "host"]
    filterset_class = RegistrationFilterSet
    ordering = "-registered_at"
    list_export = [
        "event",
        "name",
        "email",
        "language",
        "city",
        "host.name",
        "state",
        "registered_at",
        "checked_in_at",
        "diet",
        "access",
    ]
    export_headings = {"host.name": _("Guest of"), "diet": _("Food"), "access": _("Access")}
    export_permissions = {"diet": "events.see_needs", "access": "events.see_needs"}
    detail_related = ["event", "city__country", "host", "registered_by", "needs"]
    detail_fields = [
        DetailField(_("Event"), lambda one: one.event.title),
        DetailField(_("Name"), lambda one: one.name),
        DetailField(_("E-mail address"), lambda one: one.email),
        DetailField(_("City"), lambda one: one.city),
        DetailField(_("Guest of"), lambda one: one.host.name if one.host else ""),
        DetailField(_("State"), lambda one: RegistrationState(one.state).label),
        DetailField(_("Signed up"), lambda one: one.registered_at),
        DetailField(_("Signed up by"), lambda one: one.registered_by.get_full_name() if one.registered_by else ""),
        DetailField(_("Signed off"), lambda one: one.cancelled_at),
        DetailField(_("Checked in"), lambda one: one.checked_in_at),
        DetailField(_("Food"), lambda one: one.needs.diet if hasattr(one, "needs") else "", "events.see_needs"),
        DetailField(_("Access"), lambda one: one.needs.access if hasattr(one, "needs") else "", "events.see_needs"),
    ]
    record_actions = [
        RecordAction(
            "check_in",
            _("Check in"),
            check_in,
            "events.check_in",
            shown=lambda one, at: one.state == RegistrationState.CONFIRMED and one.checked_in_at is None,
            bulk=True,
        ),
        RecordAction(
            "undo_check_in",
            _("Undo check-in"),
            undo_check_in,
            "events.check_in",
            shown=lambda one, at: one.checked_in_at is not None,
        ),
        RecordAction(
            "cancel",
            _("Sign off"),
            cancel_registration,
            "events.cancel_registration",
            explanation=_("They are told by e-mail. The first on the waiting list gets the place."),
            shown=lambda one, at: RegistrationState.allows("cancel", one.state) and not one.event.is_over(at),
            danger=True,
        ),
    ]

    def get_title(self, record):
        return record.name

    def prepare(self, records, viewer, at):
        needs = {one.registration_id: one for one in ParticipantNeeds.objects.filter(registration__in=records)}
        for record in records:
            told = needs.get(record.pk)
            record.diet, record.access = (told.diet, told.access) if told else ("", "")

    def export_value(self, record, name, viewer):
        if name == "host.name" and record.host is None:
            return ""
        return super().export_value(record, name, viewer)


class TeamLimitViewSet(RecordViewSet):
    """How many may come from a city where it was agreed otherwise."""

    model = TeamLimit
    icon = "resubmit"
    menu_label = _("Agreed sizes of teams")
    visible_to = team_limits_visible_to
    view_permission = "events.organise_events"
    create_permission, create_action = "events.organise_events", agree_team_limit
    form_class = TeamLimitForm
    list_display = [RecordColumn("city", label=_("City"), sort_key="city__name"), "event", "limit", "reason"]
    list_related = ["event", "city__country"]
    filterset_class = TeamLimitFilterSet
    search_fields = ["city__search_text"]
    ordering = "-pk"
    has_history = False
    list_export = ["event", "city", "limit", "reason"]
    detail_related = ["event", "city__country"]
    detail_fields = [
        DetailField(_("Event"), lambda agreed: agreed.event.title),
        DetailField(_("City"), lambda agreed: agreed.city),
        DetailField(_("People in the team"), lambda agreed: agreed.limit),
        DetailField(_("Reason"), lambda agreed: agreed.reason),
    ]
    record_actions = [
        RecordAction(
            "remove",
            _("Let the event’s own number count again"),
            remove_team_limit,
            "events.organise_events",
            explanation=_("Nobody loses their place."),
            argument="team_limit",
            danger=True,
        )
    ]

    def get_title(self, record):
        return str(record.city)


class EventInvitationViewSet(RecordViewSet):
    """Which cities are invited to events for invited cities."""

    model = EventInvitation
    icon = "mail"
    menu_label = _("Invited cities")
    visible_to = invitations_visible_to
    view_permission = "events.organise_events"
    create_permission, create_action = "events.organise_events", invite_city
    form_class = CityInvitationForm
    list_display = [RecordColumn("city", label=_("City"), sort_key="city__name"), "event"]
    list_related = ["event", "city__country"]
    filterset_class = EventInvitationFilterSet
    search_fields = ["city__search_text"]
    ordering = "-pk"
    has_history = False
    list_export = ["event", "city"]
    detail_related = ["event", "city__country"]
    detail_fields = [
        DetailField(_("Event"), lambda invitation: invitation.event.title),
        DetailField(_("City"), lambda invitation: invitation.city),
    ]
    record_actions = [
        RecordAction(
            "withdraw",
            _("Withdraw the invitation"),
            withdraw_city_invitation,
            "events.organise_events",
            explanation=_("Who has signed up keeps their place."),
            argument="invitation",
            danger=True,
        )
    ]

    def get_title(self, record):
        return str(record.city)


class DoorHelperViewSet(RecordViewSet):
    """Who checks people in beside the secretariat."""

    model = DoorHelper
    icon = "key"
    menu_label = _("Helpers at the door")
    visible_to = door_helpers_visible_to
    view_permission = "events.organise_events"
    create_permission, create_action = "events.organise_events", add_door_helper
    form_class = DoorHelperForm
    list_display = [RecordColumn("name", label=_("Name"), accessor="user.get_full_name"), "event"]
    list_related = ["event", "user"]
    search_fields = ["user__search_text"]
    ordering = "-pk"
    has_history = False
    list_export = ["event", "user.name"]
    detail_related = ["event", "user"]
    detail_fields = [
        DetailField(_("Event"), lambda helper: helper.event.title),
        DetailField(_("Name"), lambda helper: helper.user.get_full_name()),
    ]
    record_actions = [
        RecordAction(
            "remove",
            _("Remove"),
            remove_door_helper,
            "events.organise_events",
            argument="helper",
            danger=True,
        )
    ]

    def get_title(self, record):
        return record.user.get_full_name() or record.user.email
