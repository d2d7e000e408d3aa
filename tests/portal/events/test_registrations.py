"""Who gets a place, who waits, who moves up."""

from collections import Counter
from datetime import timedelta
from random import Random

import pytest

from portal.cities.states import CityDuty
from portal.core.clock import now
from portal.core.errors import NotAllowed
from portal.events.actions.events import cancel_event, restore_event, update_event
from portal.events.actions.registrations import (
    add_participant,
    cancel_registration,
    register_guest,
    register_oneself,
    register_team_member,
    update_needs,
)
from portal.events.actions.teams import agree_team_limit, remove_team_limit
from portal.events.domain.places import Places, next_in_line
from portal.events.errors import (
    AlreadyRegistered,
    GuestsNotAllowed,
    NotForCity,
    NotForYou,
    ReasonMissing,
    RegistrationClosed,
)
from portal.events.models import ParticipantNeeds, Registration
from portal.events.states import RegistrationState
from portal.mail.models import Letter
from tests.factories.cities import CityFactory, CitySeatFactory, ContactPersonFactory
from tests.factories.events import EventFactory, EventInvitationFactory, RegistrationFactory
from tests.factories.membership import MembershipFactory
from tests.factories.people import ManagerFactory, UserFactory

pytestmark = pytest.mark.django_db
CONFIRMED, WAITING, CANCELLED = RegistrationState.CONFIRMED, RegistrationState.WAITING, RegistrationState.CANCELLED


@pytest.fixture
def contact():
    contact = ContactPersonFactory(city=CityFactory(name="Fjordvik"))
    MembershipFactory(city=contact.city)
    return contact


def sign_up(contact, event, name, **options):
    options = {"email": f"{name.lower()}@fjordvik.test", "language": "en", "by": contact.user, "at": now(), **options}
    return register_team_member(event=event, city=contact.city, name=name, **options)


def state_of(registration):
    return Registration.objects.get(pk=registration.pk).state


def told(kind):
    return sorted(Letter.objects.filter(template=f"events/{kind}").values_list("to_name", flat=True))


def test_five_of_a_city_have_a_place_and_the_sixth_waits_until_somebody_leaves(contact):
    event = EventFactory()
    team = [sign_up(contact, event, name) for name in ("Ada", "Bo", "Cai", "Dag", "Eva", "Finn")]

    assert [one.state for one in team] == [CONFIRMED] * 5 + [WAITING]
    assert told("confirmed") == ["Ada", "Bo", "Cai", "Dag", "Eva"]
    assert told("waiting") == ["Finn"]

    cancel_registration(registration=team[1], by=contact.user, at=now())

    assert state_of(team[5]) == CONFIRMED
    assert told("moved_up") == ["Finn"]
    assert told("signed_off") == ["Bo"]


def test_a_larger_team_agreed_with_a_city_moves_its_people_up_and_no_others(contact):
    other = ContactPersonFactory()
    MembershipFactory(city=other.city)
    event = EventFactory(team_limit=1)
    waiting = [sign_up(contact, event, name) for name in ("Ada", "Bo")][1]
    stays = [sign_up(other, event, name) for name in ("Ole", "Per")][1]
    manager = ManagerFactory()

    agreed = agree_team_limit(event=event, city=contact.city, limit=2, reason="They host.", by=manager, at=now())

    assert (state_of(waiting), state_of(stays)) == (CONFIRMED, WAITING)
    remove_team_limit(team_limit=agreed, by=manager, at=now())
    remove_team_limit(team_limit=agreed, by=manager, at=now())  # twice is once
    assert state_of(waiting) == CONFIRMED  # nobody loses a place
    with pytest.raises(ReasonMissing):
        agree_team_limit(event=event, city=contact.city, limit=3, reason=" ", by=manager, at=now())


def test_more_places_go_to_the_first_in_line(contact):
    event = EventFactory(capacity=1)
    _first, second, third = [sign_up(contact, event, name) for name in ("Ada", "Bo", "Cai")]

    update_event(event=event, capacity=2, by=ManagerFactory(), at=now())

    assert (state_of(second), state_of(third)) == (CONFIRMED, WAITING)


def test_the_same_mailbox_is_signed_up_once_and_can_come_back_at_the_end_of_the_line(contact):
    event = EventFactory(capacity=1)
    ada = sign_up(contact, event, "Ada")
    with pytest.raises(AlreadyRegistered):
        sign_up(contact, event, "Ada again", email="ADA+camp@fjordvik.test")
    bo = sign_up(contact, event, "Bo")

    cancel_registration(registration=ada, by=contact.user, at=now())
    again = sign_up(contact, event, "Ada")

    assert (state_of(bo), again.state) == (CONFIRMED, WAITING)


def test_who_may_sign_up_a_team(contact):
    event = EventFactory()
    colleague = CitySeatFactory(city=contact.city, duties=[CityDuty.EVENTS]).user
    without = CitySeatFactory(city=contact.city, duties=[CityDuty.INVOICES]).user

    assert sign_up(contact, event, "Ada", by=colleague).registered_by == colleague
    with pytest.raises(NotAllowed):
        sign_up(contact, event, "Bo", by=without)
    outside = ContactPersonFactory()  # a city that is no member
    with pytest.raises(NotForCity):
        sign_up(outside, event, "Cai")
    with pytest.raises(NotForCity):
        sign_up(contact, EventFactory(invited=True), "Dag")
    invited = EventInvitationFactory(city=contact.city).event
    assert sign_up(contact, invited, "Dag").state == CONFIRMED


@pytest.mark.parametrize("options", [{"draft": True}, {"cancelled": True}, {"past": True}])
def test_nobody_signs_up_for_what_is_not_open(contact, options):
    with pytest.raises(RegistrationClosed):
        sign_up(contact, EventFactory(**options), "Ada")


def test_registration_closes_at_its_very_instant(contact):
    event = EventFactory()
    with pytest.raises(RegistrationClosed):
        sign_up(contact, event, "Ada", at=event.registration_closes_at)
    assert sign_up(contact, event, "Ada", at=event.registration_closes_at - timedelta(seconds=1)).state == CONFIRMED


def test_one_person_signs_up_for_public_events_and_for_those_of_their_city(contact):
    anyone = UserFactory(name="Sol Vik")
    public = EventFactory(public=True)

    first = register_oneself(event=public, by=anyone, at=now(), diet="No nuts")
    assert register_oneself(event=public, by=anyone, at=now()) == first
    assert told("confirmed") == ["Sol Vik"]
    with pytest.raises(NotForYou):
        register_oneself(event=EventFactory(), by=anyone, at=now())
    assert register_oneself(event=EventFactory(), by=contact.user, at=now()).state == CONFIRMED


def test_a_guest_comes_with_a_host_and_leaves_with_them(contact):
    event = EventFactory(guest_limit=1, team_limit=1)
    host = sign_up(contact, event, "Ada")
    guest = register_guest(registration=host, name="Gro", email="gro@fjordvik.test", language="en", by=host, at=now())

    assert guest.state == CONFIRMED  # a guest counts in no team
    with pytest.raises(GuestsNotAllowed):
        register_guest(registration=host, name="Geir", email="g@f.test", language="en", by=host, at=now())
    with pytest.raises(GuestsNotAllowed):
        register_guest(registration=guest, name="Geir", email="g@f.test", language="en", by=guest, at=now())
    cancel_registration(registration=host, by=host, at=now())
    assert state_of(guest) == CANCELLED
    assert told("signed_off") == ["Ada", "Gro"]


def test_the_link_of_one_does_nothing_for_another(contact):
    event = EventFactory(guest_limit=1)
    ada, bo = sign_up(contact, event, "Ada"), sign_up(contact, event, "Bo")

    with pytest.raises((NotAllowed, AttributeError)):
        cancel_registration(registration=bo, by=ada, at=now())
    assert state_of(bo) == CONFIRMED


def test_signing_off_twice_is_once_and_takes_the_needs_with_it(contact):
    event = EventFactory()
    ada = sign_up(contact, event, "Ada", diet="Vegan", access="")
    update_needs(registration=ada, diet="Vegan", access="A ramp", by=contact.user, at=now())
    assert ParticipantNeeds.objects.get().access == "A ramp"

    for _time in range(2):
        cancel_registration(registration=ada, by=contact.user, at=now())

    assert not ParticipantNeeds.objects.exists()
    assert told("signed_off") == ["Ada"]
    with pytest.raises(RegistrationClosed):
        update_needs(registration=ada, diet="Vegan", access="", by=contact.user, at=now())


def test_staff_sign_up_a_speaker_after_the_window_closed():
    event = EventFactory(registration_closes_at=now() - timedelta(days=1), invited=True)
    speaker = {"name": "Liv Berg", "email": "liv@expert.test", "language": "nb", "city": None}

    added = add_participant(event=event, **speaker, by=ManagerFactory(), at=now())

    assert added.state == CONFIRMED
    assert Letter.objects.get(template="events/confirmed").language == "nb"
    with pytest.raises(NotAllowed):
        add_participant(event=event, **speaker, by=UserFactory(), at=now())


def test_nobody_moves_up_while_an_event_is_cancelled_but_once_it_is_held_after_all():
    event = EventFactory(capacity=1)
    first, second = RegistrationFactory(event=event), RegistrationFactory(event=event, waiting=True)
    manager = ManagerFactory()
    cancel_event(event=event, reason="The ferry does not run.", by=manager, at=now())

    cancel_registration(registration=first, by=manager, at=now())
    assert state_of(second) == WAITING

    restore_event(event=event, by=manager, at=now())
    assert state_of(second) == CONFIRMED


def test_no_limit_is_ever_passed_and_nobody_waits_beside_a_place_they_could_have():
    chance = Random(7)
    for _case in range(1000):
        capacity, limit = chance.choice([None, *range(1, 9)]), chance.randrange(5)
        seated, line = ([chance.choice([None, 0, 1, 2]) for _one in range(chance.randrange(10))] for _list in "ab")
        places = Places(capacity, 0, Counter(), lambda team, limit=limit: limit)
        for team in seated:
            if places.has_room(team):
                places = places.with_one_more(team)

        moved = next_in_line(places, list(enumerate(line)))

        for key in moved:
            places = places.with_one_more(line[key])
        assert capacity is None or places.taken <= capacity
        assert all(number <= limit for number in places.taken_by_team.values())
        assert moved == sorted(moved)
        assert not any(places.has_room(team) for key, team in enumerate(line) if key not in moved)
