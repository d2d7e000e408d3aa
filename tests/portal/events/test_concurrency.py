"""The last place, and one name at two phones, in the same moment."""

import pytest

from portal.audit.models import AuditEvent
from portal.core.clock import now
from portal.events.actions.door import check_in
from portal.events.actions.motions import cast_ballot
from portal.events.actions.registrations import register_oneself
from portal.events.errors import BallotCast
from portal.events.models import Ballot, Registration
from portal.events.states import RegistrationState
from tests.factories.cities import ContactPersonFactory
from tests.factories.events import EventFactory, MotionFactory, RegistrationFactory
from tests.factories.membership import MembershipFactory
from tests.factories.people import ManagerFactory, UserFactory
from tests.support.concurrency import refused, run_together

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_take_the_last_place_and_one_waits():
    event = EventFactory(public=True, capacity=1)
    people = [UserFactory(), UserFactory()]

    answers = run_together(*(lambda user=user: register_oneself(event=event, by=user, at=now()) for user in people))

    assert not refused(answers), answers
    states = sorted(Registration.objects.values_list("state", flat=True))
    assert states == [RegistrationState.CONFIRMED, RegistrationState.WAITING]


def test_two_phones_at_the_door_count_once():
    manager = ManagerFactory()
    registration = RegistrationFactory(event=EventFactory(starts_at=now()))

    answers = run_together(*[lambda: check_in(registration=registration, by=manager, at=now())] * 2)

    assert not refused(answers), answers
    assert AuditEvent.objects.filter(verb="events.check_in").count() == 1


def test_two_ballots_of_one_city_count_once():
    contact = ContactPersonFactory()
    MembershipFactory(city=contact.city)
    motion = MotionFactory()
    told = {"motion": motion, "city": contact.city, "acting": contact.city, "by": contact.user, "at": now()}

    answers = run_together(*(lambda choice=choice: cast_ballot(choice=choice, **told) for choice in ("for", "against")))

    assert refused(answers) == [BallotCast]
    assert Ballot.objects.count() == 1
