from portal.events.models.event import Event
from portal.events.models.feed import CalendarFeed
from portal.events.models.helper import DoorHelper
from portal.events.models.invitation import EventInvitation
from portal.events.models.motion import Ballot, Delegate, Motion, Proxy
from portal.events.models.needs import ParticipantNeeds
from portal.events.models.programme import ProgrammeItem
from portal.events.models.registration import Registration
from portal.events.models.team_limit import TeamLimit

__all__ = [
    "Ballot",
    "CalendarFeed",
    "Delegate",
    "DoorHelper",
    "Event",
    "EventInvitation",
    "Motion",
    "ParticipantNeeds",
    "ProgrammeItem",
    "Proxy",
    "Registration",
    "TeamLimit",
]
