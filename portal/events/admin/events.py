"""Staff screens of events: settings, the steps from draft to the day, the programme."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from portal.adminkit.columns import RecordColumn, StateColumn
from portal.adminkit.details import DetailField, RecordAction
from portal.adminkit.viewset import RecordViewSet
from portal.core.formats import when
from portal.core.texts import localised
from portal.desk.viewset import CaseViewSet
from portal.events.actions.events import (
    cancel_event,
    create_event,
    move_event,
    publish_event,
    restore_event,
    unpublish_event,
    update_event,
)
from portal.events.actions.programme import create_programme_item, remove_programme_item, update_programme_item
from portal.events.admin.preflights import before_cancelling, before_moving, before_publishing, before_restoring
from portal.events.filters import EventFilterSet, ProgrammeFilterSet
from portal.events.forms.staff import CancelForm, EventForm, MoveForm, NewProgrammeItemForm, ProgrammeItemForm
from portal.events.models import Event, ProgrammeItem
from portal.events.queries.registrations import attendance_of
from portal.events.queries.staff import programme_visible_to, staff_events_visible_to
from portal.events.states import EventAudience, EventKind, EventState


def _page(event: Event):
    """The way to the event's page as people see it."""
    if event.state == EventState.DRAFT:
        return ""
    return format_html('<a href="{}">{}</a>', reverse("events:event", args=[event.uuid]), event.title)


def _door(event: Event):
    return format_html('<a href="{}">{}</a>', reverse("events:door", args=[event.uuid]), _("Check people in"))


def _badges(event: Event):
    return format_html('<a href="{}">{}</a>', reverse("events:badges", args=[event.uuid]), _("Badges as PDF"))


class EventViewSet(CaseViewSet):
    """Events of every kind, from draft to the day itself."""

    model = Event
    icon = "date"
    menu_label = _("Events")
    visible_to = staff_events_visible_to
    view_permission = "events.see_events"
    create_permission = update_permission = "events.organise_events"
    create_action = create_event
    update_action = update_event
    form_class = EventForm
    list_display = [
        RecordColumn("title", label=_("Title")),
        "kind",
        "audience",
        StateColumn(),
        "starts_at",
        "capacity",
    ]
    filterset_class = EventFilterSet
    search_fields = ["titles"]
    ordering = "-starts_at"
    list_export = ["title", "kind", "audience", "state", "starts_at", "ends_at", "zone", "capacity"]
    export_headings = {"title": _("Title")}
    detail_fields = [
        DetailField(_("Kind"), lambda event: EventKind(event.kind).label),
        DetailField(_("Who it is for"), lambda event: EventAudience(event.audience).label),
        DetailField(_("Page"), _page),
        DetailField(_("Introduction"), lambda event: localised(event.introductions)),
        DetailField(_("Starts"), lambda event: when(event.starts_at, event.zone)),
        DetailField(_("Ends"), lambda event: when(event.ends_at, event.zone)),
        DetailField(_("Place"), lambda event: localised(event.places)),
        DetailField(_("Exact address"), lambda event: event.address),
        DetailField(_("Link to take part"), lambda event: event.link),
        DetailField(_("Registration opens"), lambda event: when(event.registration_opens_at, event.zone)),
        DetailField(_("Registration closes"), lambda event: when(event.registration_closes_at, event.zone)),
        DetailField(_("Places"), lambda event: event.capacity or _("no limit")),
        DetailField(_("People in a city’s team"), lambda event: event.team_limit),
        DetailField(_("Guests each person may bring"), lambda event: event.guest_limit),
        DetailField(_("People with a place"), lambda event: attendance_of(event).expected),
        DetailField(_("People who wait"), lambda event: attendance_of(event).waiting),
        DetailField(_("Checked in"), lambda event: attendance_of(event).came),
        DetailField(_("At the door"), _door),
        DetailField(_("Badges"), _badges, permission="events.see_participants"),
        DetailField(_("Why it was cancelled"), lambda event: event.cancellation_reason),
    ]
    record_actions = [
        RecordAction(
            "publish",
            _("Publish"),
            publish_event,
            "events.organise_events",
            shown=lambda event, at: event.state == EventState.DRAFT,
            preflight=before_publishing,
            icon="view",
        ),
        RecordAction(
            "unpublish",
            _("Back to draft"),
            unpublish_event,
            "events.organise_events",
            explanation=_("The event disappears from the site. Possible while nobody has signed up."),
            shown=lambda event, at: EventState.allows("unpublish", event.state),
        ),
        RecordAction(
            "move",
            _("Move"),
            move_event,
            "events.organise_events",
            form_class=MoveForm,
            initial=lambda event: {
                name: getattr(event, name) for name in ("zone", "starts_at", "ends_at", "places", "address", "link")
            },
            shown=lambda event, at: EventState.allows("move", event.state),
            preflight=before_moving,
            icon="date",
        ),
        RecordAction(
            "cancel",
            _("Cancel the event"),
            cancel_event,
            "events.organise_events",
            form_class=CancelForm,
            shown=lambda event, at: EventState.allows("cancel", event.state) and not event.is_over(at),
            preflight=before_cancelling,
            danger=True,
        ),
        RecordAction(
            "restore",
            _("Hold it after all"),
            restore_event,
            "events.organise_events",
            shown=lambda event, at: EventState.allows("restore", event.state),
            preflight=before_restoring,
        ),
    ]


class ProgrammeViewSet(RecordViewSet):
    """What happens when at an event, and who speaks."""

    model = ProgrammeItem
    icon = "list-ol"
    menu_label = _("Programme")
    visible_to = programme_visible_to
    view_permission = "events.see_events"
    create_permission = update_permission = "events.organise_events"
    create_action = create_programme_item
    update_action = update_programme_item
    argument = "item"
    form_class = NewProgrammeItemForm
    edit_form_class = ProgrammeItemForm
    list_display = [RecordColumn("title", label=_("Title"), accessor="__str__"), "event", "starts_at", "ends_at"]
    list_related = ["event"]
    filterset_class = ProgrammeFilterSet
    search_fields = ["titles", "speakers"]
    ordering = "starts_at"
    list_export = ["event", "starts_at", "ends_at", "speakers"]
    detail_related = ["event"]
    detail_fields = [
        DetailField(_("Event"), lambda item: item.event.title),
        DetailField(_("Starts"), lambda item: when(item.starts_at, item.event.zone)),
        DetailField(_("Ends"), lambda item: when(item.ends_at, item.event.zone)),
        DetailField(_("Description"), lambda item: localised(item.descriptions)),
        DetailField(_("Speakers"), lambda item: item.speakers.splitlines()),
    ]
    record_actions = [
        RecordAction(
            "remove",
            _("Take out of the programme"),
            remove_programme_item,
            "events.organise_events",
            argument="item",
            danger=True,
        )
    ]
