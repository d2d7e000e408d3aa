"""An assembly decides: one vote a city, by its delegate or by another city's."""

import pytest
from django.urls import reverse

from portal.adminkit.addresses import staff_url
from portal.cities.states import CityRole
from portal.core.clock import now
from portal.core.errors import NotAllowed
from portal.core.states import TransitionRefused
from portal.events.actions.motions import (
    cast_ballot,
    close_ballot,
    create_motion,
    give_proxy,
    name_delegate,
    open_ballot,
    reopen_ballot,
    update_motion,
    withdraw_proxy,
)
from portal.events.domain.votes import result_of
from portal.events.errors import (
    BallotCast,
    BallotNotOpen,
    BallotsOpen,
    HoldsProxies,
    NotAnAssembly,
    NotOfTheCity,
    NotYourVote,
    NumberTaken,
    ProxyRefused,
)
from portal.events.models import Ballot, Motion
from portal.events.states import EventKind, MotionState
from tests.factories.cities import CityFactory, CitySeatFactory, ContactPersonFactory
from tests.factories.events import EventFactory, MotionFactory
from tests.factories.membership import MembershipFactory
from tests.factories.people import ManagerFactory, UserFactory
from tests.support.preflight import confirm

pytestmark = pytest.mark.django_db


def member(name):
    contact = ContactPersonFactory(city=CityFactory(name=name))
    MembershipFactory(city=contact.city)
    return contact


@pytest.fixture
def contact():
    return member("Fjordvik")


@pytest.fixture
def other():
    return member("Havnsund")


@pytest.fixture
def motion():
    return MotionFactory(state=MotionState.DRAFT)


def vote(contact, motion, choice="for", city=None):
    city = city or contact.city
    return cast_ballot(motion=motion, city=city, acting=contact.city, choice=choice, by=contact.user, at=now())


def opened(motion):
    return open_ballot(motion=motion, by=None, at=now())


def proxy(contact, motion, holder):
    return give_proxy(event=motion.event, city=contact.city, holder=holder.city, by=contact.user, at=now())


def test_a_city_votes_once_and_its_first_ballot_counts(contact, motion):
    with pytest.raises(BallotNotOpen):
        vote(contact, motion)
    opened(motion)
    assert vote(contact, motion) == vote(contact, motion)
    with pytest.raises(BallotCast):
        vote(contact, motion, "against")
    assert Ballot.objects.get().choice == "for"
    close_ballot(motion=motion, by=None, at=now())
    with pytest.raises(BallotNotOpen):
        vote(contact, motion)


def test_a_proxy_votes_for_the_other_city_which_can_no_longer_vote_itself(contact, other, motion):
    proxy(contact, motion, other)
    opened(motion)

    vote(other, motion, "for")
    by_proxy = vote(other, motion, "against", city=contact.city)

    assert by_proxy.holder == other.city
    with pytest.raises(NotYourVote):
        vote(contact, motion)
    assert Ballot.objects.count() == 2


def test_without_a_proxy_nobody_votes_for_another_city(contact, other, motion):
    opened(motion)
    with pytest.raises(NotYourVote):
        vote(other, motion, city=contact.city)
    with pytest.raises(NotYourVote):
        vote(ContactPersonFactory(), motion)  # a city that is no member
    assert not Ballot.objects.exists()


def test_a_city_holds_two_proxies_at_most_and_passes_none_on(contact, other, motion):
    third, fourth = member("Granelv"), member("Ekvik")
    for giver in (contact, third):
        proxy(giver, motion, other)
        proxy(giver, motion, other)  # twice is once
    with pytest.raises(ProxyRefused):
        proxy(fourth, motion, other)
    with pytest.raises(HoldsProxies):
        proxy(other, motion, fourth)
    with pytest.raises(ProxyRefused):
        proxy(fourth, motion, contact)  # has given its own away
    with pytest.raises(NotAllowed):
        give_proxy(event=motion.event, city=contact.city, holder=fourth.city, by=other.user, at=now())
    withdraw_proxy(event=motion.event, city=contact.city, by=contact.user, at=now())
    opened(motion)
    assert vote(contact, motion).holder is None


def test_a_delegate_votes_in_place_of_the_contact_person(contact, motion):
    mayor = CitySeatFactory(city=contact.city, role=CityRole.POLITICIAN)
    told = {"event": motion.event, "city": contact.city, "by": contact.user, "at": now()}
    with pytest.raises(NotOfTheCity):
        name_delegate(delegate=UserFactory(), **told)
    for _time in range(2):
        name_delegate(delegate=mayor.user, **told)
    opened(motion)
    with pytest.raises(NotYourVote):
        vote(contact, motion)
    with pytest.raises(BallotsOpen):
        name_delegate(delegate=None, **told)
    ballot = cast_ballot(motion=motion, city=contact.city, acting=contact.city, choice="for", by=mayor.user, at=now())
    assert ballot.cast_by == mayor.user


def test_the_words_of_a_motion_stand_still_once_cities_vote_on_them(motion):
    manager = ManagerFactory()
    told = {"titles": {"en": "Another budget"}, "texts": {}, "by": manager, "at": now()}
    update_motion(motion=motion, **told)
    with pytest.raises(NumberTaken):
        create_motion(event=motion.event, number=motion.number, **told)
    with pytest.raises(NotAnAssembly):
        create_motion(event=EventFactory(kind=EventKind.CAMP), number=1, **told)
    for _time in range(2):
        opened(motion)
    with pytest.raises(TransitionRefused):
        update_motion(motion=motion, **told)


def test_a_ballot_closed_too_early_goes_on_with_what_was_cast(contact, other, motion):
    opened(motion)
    vote(contact, motion)
    close_ballot(motion=motion, by=None, at=now())
    reopen_ballot(motion=motion, by=None, at=now())
    vote(other, motion)
    assert Ballot.objects.count() == 2


@pytest.mark.parametrize(
    ("choices", "is_adopted"),
    [(["for"], True), (["for", "against"], False), (["for", "abstain", "abstain"], True), ([], False)],
)
def test_what_a_ballot_comes_to(choices, is_adopted):
    assert result_of(choices).is_adopted == is_adopted


def test_the_city_page_takes_the_vote_and_shows_the_result(client, contact, other, motion):
    address = reverse("events:votes", args=[other.city.uuid, motion.event.uuid])
    mine = reverse("events:votes", args=[contact.city.uuid, motion.event.uuid])
    client.force_login(contact.user)
    assert "Ballot is open" not in client.get(mine).content.decode()
    client.post(mine, {"answer": "proxy", "holder": other.city.uuid})
    assert "Havnsund" in client.get(mine).content.decode()
    opened(motion)

    client.force_login(other.user)
    assert client.get(mine).status_code == 404
    page = client.get(address).content.decode()
    assert page.count("A ballot can’t be changed once it is cast.") == 2
    for city in (contact.city, other.city):
        client.post(address, {"answer": "vote", "motion": motion.uuid, "for": city.uuid, "choice": "for"})
    page = client.post(
        address, {"answer": "vote", "motion": motion.uuid, "for": other.city.uuid, "choice": "against"}, follow=True
    )
    assert "This city has voted already." in page.content.decode()
    assert client.post(address, {"answer": "vote", "motion": "x", "for": "y", "choice": "for"}).status_code == 404
    assert client.post(address, {"answer": "eat"}).status_code == 404

    close_ballot(motion=motion, by=None, at=now())
    page = client.get(address).content.decode()
    assert "Adopted" in page
    assert Ballot.objects.filter(choice="for").count() == 2


def test_only_whoever_leads_a_city_settles_who_votes(client, contact, other, motion):
    colleague = CitySeatFactory(city=contact.city)
    mine = reverse("events:votes", args=[contact.city.uuid, motion.event.uuid])
    client.force_login(colleague.user)
    assert "Give our vote" not in client.get(mine).content.decode()
    assert client.post(mine, {"answer": "proxy", "holder": other.city.uuid}).status_code == 404
    client.force_login(contact.user)
    client.post(mine, {"answer": "delegate", "delegate": colleague.user.uuid})
    client.post(mine, {"answer": "proxy", "holder": other.city.uuid})
    client.post(mine, {"answer": "withdraw"})
    client.force_login(colleague.user)
    opened(motion)
    assert "A ballot can’t be changed once it is cast." in client.get(mine).content.decode()
    assert f"{mine}" in client.get(reverse("events:event", args=[motion.event.uuid])).content.decode()


def test_staff_open_and_close_a_ballot_and_write_the_minutes(client, contact, motion):
    client.force_login(ManagerFactory())
    confirm(client, staff_url(motion, "action", "open"))
    vote(contact, motion)
    assert "Member cities that have not voted" in client.get(staff_url(motion, "action", "close")).content.decode()
    confirm(client, staff_url(motion, "action", "close"))
    client.post(staff_url(motion, "action", "minutes"), {"minutes": "Adopted without debate."})
    assert Motion.objects.get().minutes == "Adopted without debate."
    page = client.get(staff_url(motion)).content.decode()
    assert "Fjordvik: In favour" in page
