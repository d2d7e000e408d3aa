"""A membership that ends soon is told in good time, to everyone of the city, once for each notice."""

from datetime import timedelta

import pytest

from portal.cities.states import CityRole
from portal.core.clock import now
from portal.mail.models import Letter
from portal.membership.actions.memberships import extend_membership
from portal.membership.tasks import remind
from tests.factories.cities import CitySeatFactory, ContactPersonFactory
from tests.factories.membership import MembershipFactory

pytestmark = pytest.mark.django_db


def letters():
    return Letter.objects.filter(template="membership/ending")


@pytest.fixture
def membership():
    today = now().date()
    membership = MembershipFactory(starts=today - timedelta(days=1200), ends=today + timedelta(days=91))
    ContactPersonFactory(city=membership.city, user__email="contact@fjordvik.test")
    CitySeatFactory(city=membership.city, role=CityRole.POLITICIAN, user__email="mayor@fjordvik.test")
    CitySeatFactory(city=membership.city, user__ended=True)
    return membership


def test_the_city_is_told_three_times_before_the_end_and_reads_the_last_day(membership):
    told = {}
    for days in (0, 1, 2, 40, 60, 62, 83, 84, 86):
        remind(now() + timedelta(days=days))
        told[days] = letters().count() // 2
    assert told == {0: 0, 1: 1, 2: 1, 40: 1, 60: 1, 62: 2, 83: 2, 84: 3, 86: 3}
    assert {letter.to_email for letter in letters()} == {"contact@fjordvik.test", "mayor@fjordvik.test"}
    politically = letters().filter(to_email="mayor@fjordvik.test").first().text
    assert "it decides so politically" in politically
    assert "Applications already submitted, grants and events" in politically


def test_an_end_that_moves_is_told_anew_and_one_with_a_successor_not_at_all(membership):
    remind(now() + timedelta(days=5))
    assert letters().count() == 2
    extend_membership(membership=membership, ends=membership.ends + timedelta(days=3), by=None, at=now())
    remind(now() + timedelta(days=6))
    assert letters().count() == 4
    membership.refresh_from_db()
    MembershipFactory(city=membership.city, starts=membership.ends)
    remind(now() + timedelta(days=70))
    assert letters().count() == 4
