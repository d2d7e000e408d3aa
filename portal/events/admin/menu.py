from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSetGroup

from portal.events.admin.events import EventViewSet, ProgrammeViewSet
from portal.events.admin.motions import MotionViewSet
from portal.events.admin.participants import (
    DoorHelperViewSet,
    EventInvitationViewSet,
    RegistrationViewSet,
    TeamLimitViewSet,
)


class EventsGroup(ViewSetGroup):
    """Events and who comes to them."""

    menu_label = _("Events")
    menu_icon = "date"
    menu_order = 810
    items = (
        EventViewSet,
        ProgrammeViewSet,
        MotionViewSet,
        RegistrationViewSet,
        TeamLimitViewSet,
        EventInvitationViewSet,
        DoorHelperViewSet,
    )
