"""Erasing someone takes them out of the history of contact persons; that a city had one then, stays."""

from django.utils.translation import gettext_lazy as _

from portal.audit.erasure import ErasureSource, Subject
from portal.cities.actions.contacts import erase_contact_persons
from portal.cities.actions.requests import erase_city_requests
from portal.cities.actions.seats import erase_seats
from portal.cities.actions.stand_ins import erase_stand_ins
from portal.cities.models import CityRequest, CitySeat, ContactPerson, StandIn


class ContactTerms(ErasureSource):
    """Runs before the account itself goes."""

    name = "cities.contact_persons"
    label = _("Terms as a city's contact person")
    order = 40

    def held(self, subject: Subject) -> int:
        return ContactPerson.objects.filter(user__uuid__in=subject.uuids_of("people.user")).count()

    def erase(self, subject: Subject, *, by, at) -> int:
        return erase_contact_persons(users=subject.uuids_of("people.user"), by=by, at=at)


class CitySeats(ErasureSource):
    """Places in the pages of cities, and times of standing in for a contact person."""

    name = "cities.seats"
    label = _("Places in the pages of cities")
    order = 40

    def held(self, subject: Subject) -> int:
        accounts = subject.uuids_of("people.user")
        seats = CitySeat.objects.filter(user__uuid__in=accounts).count()
        return seats + StandIn.objects.filter(user__uuid__in=accounts).count()

    def erase(self, subject: Subject, *, by, at) -> int:
        accounts = subject.uuids_of("people.user")
        return erase_seats(users=accounts, by=by, at=at) + erase_stand_ins(users=accounts)


class CityQuestions(ErasureSource):
    """What somebody asked about a city, and what was answered."""

    name = "cities.questions"
    label = _("Questions about cities")
    order = 40

    def held(self, subject: Subject) -> int:
        return CityRequest.objects.filter(asked_by__uuid__in=subject.uuids_of("people.user")).count()

    def erase(self, subject: Subject, *, by, at) -> int:
        return erase_city_requests(users=subject.uuids_of("people.user"))
