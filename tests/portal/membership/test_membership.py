"""A city is a member from one day until another, never twice at once, and for as long as was agreed."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from portal.audit.queries.history import history_of
from portal.core.clock import now
from portal.core.errors import NotAllowed
from portal.membership.actions.memberships import end_membership, extend_membership, start_membership, update_membership
from portal.membership.errors import EndsBeforeItStarts, NotLonger, Overlaps, TooShort
from portal.membership.models import Membership
from portal.membership.queries.memberships import is_member, members
from tests.factories.cities import CityFactory
from tests.factories.membership import MembershipFactory
from tests.factories.people import AdministratorFactory, EditorFactory, FinanceFactory, ManagerFactory, UserFactory

pytestmark = pytest.mark.django_db

FIRST, LAST_YEAR = date(2024, 1, 1), date(2027, 1, 1)


@pytest.fixture
def city():
    return CityFactory()


def start(city, starts=FIRST, ends=LAST_YEAR, by=None, **more):
    return start_membership(city=city, starts=starts, ends=ends, by=by, at=now(), **more)


def test_a_city_is_a_member_from_its_first_day_and_no_longer_on_the_day_it_ends(city):
    membership = start(city)

    assert not is_member(city, date(2023, 12, 31))
    assert is_member(city, FIRST)
    assert is_member(city, date(2026, 12, 31))
    assert not is_member(city, LAST_YEAR)
    assert membership.last_day == date(2026, 12, 31)


def test_without_an_end_it_goes_on(city):
    membership = start(city, ends=None)

    assert is_member(city, date(2099, 1, 1))
    assert membership.last_day is None


def test_beginning_is_recorded_with_its_days_once(city):
    membership = start(city, approved_on=date(2023, 11, 1), approved_by=" City   council ")

    assert start(city).pk == membership.pk
    assert membership.approved_by == "City council"
    (entry,) = history_of(membership)
    assert entry.data == {"starts": "2024-01-01", "ends": "2027-01-01", "minimum_years": 3}


@pytest.mark.each_value
@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        (date(2023, 1, 1), date(2026, 1, 1)),
        (date(2024, 6, 1), date(2029, 1, 1)),
        (date(2020, 1, 1), date(2030, 1, 1)),
        (date(2026, 12, 31), None),
        (date(2020, 1, 1), None),
    ],
)
def test_two_memberships_of_a_city_never_overlap(city, starts, ends):
    start(city)

    with pytest.raises(Overlaps):
        start(city, starts, ends)


def test_one_may_begin_on_the_day_the_other_ends(city):
    start(city)
    start(city, LAST_YEAR, None)
    start(city, date(2021, 1, 1), FIRST)

    assert [membership.starts.year for membership in city.memberships.all()] == [2027, 2024, 2021]


def test_another_city_is_another_matter(city):
    start(city)
    start(CityFactory())

    assert Membership.objects.count() == 2


@pytest.mark.postgresql
def test_postgresql_itself_refuses_an_overlap_whatever_writes_it(city):
    start(city)

    with pytest.raises(IntegrityError, match="membership_no_overlap"), transaction.atomic():
        Membership.objects.create(city=city, starts=date(2026, 6, 1))


@pytest.mark.both
def test_the_database_refuses_one_that_ends_before_it_begins(city):
    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory(city=city, starts=FIRST, ends=FIRST)


def test_less_than_the_agreed_years_needs_a_reason(city):
    with pytest.raises(TooShort, match="2027") as refused:
        start(city, ends=date(2025, 1, 1))
    assert refused.value.field == "reason"

    membership = start(city, ends=date(2025, 1, 1), reason=" A trial   year. ")

    assert membership.ending_reason == "A trial year."


def test_what_was_agreed_is_data(city):
    assert start(city, ends=date(2025, 1, 1), minimum_years=1).ending_reason == ""


def test_three_years_from_a_leap_day_end_on_the_first_of_march():
    assert Membership(starts=date(2024, 2, 29), minimum_years=3).agreed_until == date(2027, 3, 1)
    assert Membership(starts=date(2024, 2, 29), minimum_years=4).agreed_until == date(2028, 2, 29)


def test_it_cannot_end_before_it_begins(city):
    with pytest.raises(EndsBeforeItStarts):
        start(city, ends=FIRST)


def test_a_membership_ends_once(city):
    membership = start(city, ends=None)

    for _twice in range(2):
        end_membership(membership=membership, ends=date(2028, 1, 1), by=None, at=now())

    assert not is_member(city, date(2028, 1, 1))
    assert [line.verb for line in history_of(membership)] == [
        "membership.end_membership",
        "membership.start_membership",
    ]


def test_ending_early_asks_why_and_keeps_it_until_the_end_is_moved(city):
    membership = start(city, ends=None)
    with pytest.raises(TooShort):
        end_membership(membership=membership, ends=date(2025, 1, 1), by=None, at=now())

    ended = end_membership(membership=membership, ends=date(2025, 1, 1), reason="Left.", by=None, at=now())
    assert ended.ending_reason == "Left."

    assert extend_membership(membership=membership, ends=LAST_YEAR, by=None, at=now()).ending_reason == ""


def test_a_membership_goes_on_until_a_later_day_or_without_end(city):
    membership = start(city)

    extend_membership(membership=membership, ends=date(2029, 1, 1), by=None, at=now())
    assert is_member(city, date(2028, 12, 31))
    membership = extend_membership(membership=membership, by=None, at=now())
    assert membership.ends is None


def test_extending_is_not_shortening(city):
    membership = start(city)
    with pytest.raises(NotLonger):
        extend_membership(membership=membership, ends=date(2026, 1, 1), by=None, at=now())
    membership = extend_membership(membership=membership, by=None, at=now())
    with pytest.raises(NotLonger):
        extend_membership(membership=membership, ends=date(2040, 1, 1), by=None, at=now())


def test_extending_into_the_next_one_is_refused(city):
    membership = start(city)
    start(city, date(2028, 1, 1), None)

    with pytest.raises(Overlaps):
        extend_membership(membership=membership, ends=date(2028, 6, 1), by=None, at=now())


def test_the_approval_is_written_down_once_it_is_known(city):
    membership = start(city)
    facts = {"minimum_years": 3, "approved_on": date(2023, 12, 5), "approved_by": "City council"}

    for _twice in range(2):
        membership = update_membership(membership=membership, by=FinanceFactory(), at=now(), **facts)

    assert membership.approved_by == "City council"
    assert history_of(membership)[0].data == {"changed": ["approved_by", "approved_on"]}
    assert len(history_of(membership)) == 2


@pytest.mark.parametrize(
    ("factory", "starts", "changes", "ends"),
    [
        (ManagerFactory, True, True, True),
        (AdministratorFactory, True, True, True),
        (FinanceFactory, False, True, False),
        (EditorFactory, False, False, False),
        (UserFactory, False, False, False),
    ],
)
def test_who_may_do_what(city, factory, starts, changes, ends):
    by = factory()
    membership = start(CityFactory())
    for allowed, call in (
        (starts, lambda: start(city, by=by)),
        (changes, lambda: update_membership(membership=membership, minimum_years=2, by=by, at=now())),
        (ends, lambda: end_membership(membership=membership, ends=date(2030, 1, 1), by=by, at=now())),
    ):
        if allowed:
            call()
        else:
            with pytest.raises(NotAllowed):
                call()


def test_member_cities_are_listed_by_day_and_country(cost):
    oslo, malmo, left = CityFactory(name="Oslo"), CityFactory(name="Malmö", country="SE"), CityFactory()
    MembershipFactory(city=oslo)
    MembershipFactory(city=malmo)
    MembershipFactory(city=left, ended=True)
    MembershipFactory(coming=True)
    today = now().date()

    assert list(members(today)) == [malmo, oslo]
    assert list(members(today, "NO")) == [oslo]
    assert left in members(today - timedelta(days=30))


def test_a_city_with_two_memberships_is_listed_once(city):
    start(city)
    start(city, LAST_YEAR, None)

    assert list(members(date(2027, 6, 1))) == [city]


def test_listing_members_costs_the_same_for_one_as_for_three(cost):
    MembershipFactory()
    with cost() as one:
        list(members(now().date()))
    MembershipFactory.create_batch(2)
    with cost() as three:
        assert len(members(now().date())) == 3

    assert one.queries == three.queries == 1


def test_the_city_is_locked_while_its_memberships_change(city, cost):
    """The lock keeps two memberships that begin at once apart where no constraint does."""
    with cost() as spent:
        start(city)

    locking = next(sql for sql in spent.statements if "cities_city" in sql)
    assert connection.vendor != "postgresql" or locking.endswith("FOR UPDATE")
