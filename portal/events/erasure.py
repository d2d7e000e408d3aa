"""Erasing someone takes their name out of the lists of participants; how many came stays right."""

from django.utils.translation import gettext_lazy as _

from portal.audit.erasure import ErasureSource, Subject
from portal.events.actions.erasure import erase_registrations
from portal.events.models import CalendarFeed, Delegate, DoorHelper, Registration


class Participations(ErasureSource):
    """Runs before the account itself goes."""

    name = "events.registrations"
    label = _("Places at events, and what belongs to them")
    order = 40

    def held(self, subject: Subject) -> int:
        accounts = subject.uuids_of("people.user")
        return sum(
            model.objects.filter(user__uuid__in=accounts).count()
            for model in (Registration, DoorHelper, Delegate, CalendarFeed)
        )

    def erase(self, subject: Subject, *, by, at) -> int:
        return erase_registrations(users=subject.uuids_of("people.user"), by=by, at=at)
