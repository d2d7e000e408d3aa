"""Events: a city signs up its team and a sixth waits, a helper checks people in, an assembly votes by proxy."""

import re
from datetime import timedelta

import pytest

from portal.core.clock import now
from portal.events.actions.door import add_door_helper
from portal.events.actions.motions import close_ballot, open_ballot
from portal.events.models import Ballot, Event
from portal.events.states import MotionState
from tests.factories.cities import CityFactory, ContactPersonFactory
from tests.factories.events import EventFactory, MotionFactory, ProgrammeItemFactory
from tests.factories.membership import MembershipFactory
from tests.factories.people import UserFactory
from tests.journeys.conftest import DESK

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def member(name):
    contact = ContactPersonFactory(city=CityFactory(name=name), user__name=f"Contact of {name}")
    MembershipFactory(city=contact.city)
    return contact


def text_of(page) -> str:
    return page.inner_text("main").replace("\N{NO-BREAK SPACE}", " ")


def test_a_team_of_five_and_a_sixth_who_moves_up_and_their_check_in(visit):
    contact, event = member("Fjordvik"), EventFactory(titles={"en": "Camp by the fjord"})
    ProgrammeItemFactory(event=event)
    anyone = visit().be(contact.user)
    page = anyone.go("/events/")
    anyone.check()
    page.get_by_role("link", name="Camp by the fjord").click()
    anyone.check()

    page = anyone.go(f"/city/{contact.city.uuid}/")
    page.get_by_role("link", name="Events", exact=True).first.click()
    anyone.check()
    page.get_by_role("link", name="Camp by the fjord").click()
    for name in ("Ada", "Bo", "Cai", "Dag", "Eva", "Finn"):
        page.fill("[name=name]", name)
        page.fill("[name=email]", f"{name.lower()}@fjordvik.test")
        page.get_by_role("button", name="Sign up").click()
        page.wait_for_load_state()
    assert "They are on the waiting list" in page.inner_text("body")
    anyone.check()

    page.get_by_role("link", name=re.compile("Sign off.*Bo")).click()
    anyone.check()
    page.get_by_role("button", name="Sign off").click()
    page.wait_for_load_state()
    assert "Waiting list" not in text_of(page)

    Event.objects.update(starts_at=now() + timedelta(hours=1), registration_closes_at=now())
    helper = UserFactory()
    add_door_helper(event=event, email=helper.email, by=None, at=now())
    door = visit(javascript=False).be(helper)
    page = door.go(f"/events/{event.uuid}/door/")
    page.fill("[name=q]", "finn")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("button", name=re.compile("Check in.*Finn")).click()
    assert "Came: 1" in text_of(page)
    assert page.get_by_role("button", name=re.compile("Undo.*Finn")).count() == 1
    looking = visit().be(helper)
    looking.go(f"/events/{event.uuid}/door/")
    looking.check()


def test_a_vote_with_a_proxy(visit):
    giver, holder = member("Kuusilahti"), member("Fjordvik")
    motion = MotionFactory(state=MotionState.DRAFT)
    address = f"/events/{motion.event.uuid}/votes/"
    away = visit().be(giver.user)
    page = away.go(f"/city/{giver.city.uuid}{address}")
    away.check()
    page.select_option("[name=holder]", label="Fjordvik, Norway")
    page.get_by_role("button", name="Give our vote to this city").click()
    page.wait_for_load_state()
    assert "Your city has given its vote away, to: Fjordvik" in text_of(page)
    open_ballot(motion=motion, by=None, at=now())

    there = visit(DESK).be(holder.user)
    page = there.go(f"/city/{holder.city.uuid}{address}")
    there.check()
    for city, choice in (("Fjordvik", "In favour"), ("Kuusilahti", "Against")):
        page.get_by_role("group", name=city).get_by_label(choice).check()
        page.get_by_role("button", name=re.compile(f"Vote.*{city}")).click()
        page.wait_for_load_state()
    assert Ballot.objects.get(city=giver.city).holder == holder.city
    close_ballot(motion=motion, by=None, at=now())
    page.reload()
    assert "Not adopted" in text_of(page)
    there.check()
