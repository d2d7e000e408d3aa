"""People, their accounts, and ties from which recusals follow."""

from datetime import date
from uuid import uuid4

import pytest

from portal.audit.queries.history import history_of
from portal.core import clock
from portal.core.errors import NotAllowed
from portal.people.actions.persons import create_person, link_account, set_protection, update_person
from portal.people.actions.ties import declare_tie, derive_ties, end_tie
from portal.people.errors import NameMissing, OwnGuardian, TiedToOneself
from portal.people.models import Tie
from portal.people.queries.ties import bonds_of
from tests.factories.people import EditorFactory, ManagerFactory, PersonFactory, TieFactory, UserFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 9, 1)


def test_two_people_may_share_a_name_and_an_address():
    one = create_person(given_name="Kari", email="kari@example.org", at=clock.now())
    two = create_person(given_name="Kari", email="kari@example.org", at=clock.now())
    assert one != two


def test_a_person_has_a_name():
    with pytest.raises(NameMissing):
        create_person(given_name="  ", at=clock.now())
    with pytest.raises(NameMissing):
        update_person(person=PersonFactory(), given_name="", family_name="", by=ManagerFactory(), at=clock.now())


def test_nobody_is_made_their_own_guardian():
    person = PersonFactory()
    with pytest.raises(OwnGuardian):
        update_person(person=person, guardian=person, by=ManagerFactory(), at=clock.now())


def test_a_change_that_changes_nothing_is_not_recorded():
    person = PersonFactory()
    update_person(person=person, given_name=person.given_name, by=ManagerFactory(), at=clock.now())
    assert history_of(person) == []


@pytest.mark.parametrize("factory", [UserFactory, EditorFactory])
def test_others_neither_change_people_nor_protect_them(factory):
    person, meddler = PersonFactory(), factory()
    with pytest.raises(NotAllowed):
        update_person(person=person, given_name="x", by=meddler, at=clock.now())
    with pytest.raises(NotAllowed):
        set_protection(person=person, protected=True, by=meddler, at=clock.now())


def test_an_account_stands_for_one_person():
    user = UserFactory()
    first, second = PersonFactory(), PersonFactory()
    for _time in range(2):
        link_account(person=first, user=user, at=clock.now())
    link_account(person=second, user=user, at=clock.now())
    first.refresh_from_db()
    assert first.user == user
    second.refresh_from_db()
    assert second.user is None
    assert len(history_of(first)) == 1


def test_a_tie_is_declared_once_however_often():
    person, target = PersonFactory(), uuid4()
    ties = {
        declare_tie(
            person=person,
            kind="cities.city",
            target=target,
            nature="residence",
            by=None,
            at=clock.now(),
            note="n " * 300,
        )
        for _time in range(2)
    }
    assert len(ties) == 1
    tie = ties.pop()
    assert len(tie.note) == 300
    assert len(history_of(tie)) == 1


def test_a_tie_that_ended_may_be_declared_again():
    tie = TieFactory(since=date(2026, 8, 1))
    end_tie(tie=tie, on=date(2026, 1, 1), by=None, at=clock.now())
    end_tie(tie=tie, on=TODAY, by=None, at=clock.now())
    tie.refresh_from_db()
    assert tie.until == date(2026, 8, 1)
    declare_tie(person=tie.person, kind=tie.kind, target=tie.target, nature=tie.nature, by=None, at=clock.now())
    tie.refresh_from_db()
    assert tie.until is None


def test_nobody_is_tied_to_themselves():
    person = PersonFactory()
    with pytest.raises(TiedToOneself):
        declare_tie(person=person, kind="people.person", target=person.uuid, nature="family", by=None, at=clock.now())


def declared(*accounts, on=TODAY):
    """The ties of these accounts in force on a day: account, kind and key."""
    return {(bond.account, bond.kind, bond.key) for bond in bonds_of(accounts, on) if bond.declared}


def test_a_bond_between_two_people_counts_whoever_declared_it():
    reviewer, nominee = PersonFactory(with_account=True), PersonFactory()
    other = PersonFactory(with_account=True)
    TieFactory(person=nominee, kind="people.person", target=reviewer.uuid, nature=Tie.Nature.FAMILY)
    assert declared(reviewer.user, other.user) == {(reviewer.user.pk, "people.person", nominee.uuid)}


def test_a_bond_with_a_city_counts_while_it_lasts():
    reviewer, city = PersonFactory(with_account=True), uuid4()
    TieFactory(person=reviewer, kind="cities.city", target=city, since=date(2026, 1, 1), until=date(2026, 8, 31))
    assert declared(reviewer.user, on=date(2026, 8, 31)) == {(reviewer.user.pk, "cities.city", city)}
    assert not declared(reviewer.user)
    assert not declared(reviewer.user, on=date(2025, 12, 31))


def test_an_account_is_also_whoever_has_its_address_without_an_account():
    account, stranger = UserFactory(email="kari@example.org"), PersonFactory(email="other@example.org")
    person = PersonFactory(email="kari@example.org", user=None)
    TieFactory(person=person, kind="people.person", target=stranger.uuid)
    own = {(bond.kind, bond.key) for bond in bonds_of([account], TODAY) if not bond.declared}
    assert own == {
        ("people.user", account.uuid),
        ("people.mailbox", "kari@example.org"),
        ("people.person", person.uuid),
    }
    assert declared(account) == {(account.pk, "people.person", stranger.uuid)}


def test_nobody_is_a_person_with_an_account_of_their_own_at_the_same_address():
    account = UserFactory(email="kari@example.org")
    PersonFactory(email="kari@example.org", user=UserFactory())
    assert {bond.kind for bond in bonds_of([account], TODAY)} == {"people.user", "people.mailbox"}


@pytest.mark.parametrize("number", [1, 3])
def test_looking_for_ties_costs_the_same_for_one_reviewer_and_for_three(cost, number):
    nominee = PersonFactory()
    reviewers = [PersonFactory(with_account=True) for _each in range(number)]
    TieFactory(person=nominee, kind="people.person", target=reviewers[0].uuid)
    with cost() as spent:
        bonds_of([reviewer.user for reviewer in reviewers], TODAY)
    assert spent.queries == 2


@pytest.mark.both
def test_derived_ties_follow_what_is_known():
    person, old, new = PersonFactory(), uuid4(), uuid4()
    at = clock.now()
    assert derive_ties(person=person, nature="contact", targets=[("cities.city", old)], at=at) == 1
    assert derive_ties(person=person, nature="contact", targets=[("cities.city", old)], at=at) == 0
    assert derive_ties(person=person, nature="contact", targets=[("cities.city", new)], at=at) == 2
    assert Tie.objects.get(target=old).until == at.date()
    assert (
        derive_ties(person=person, nature="contact", targets=[("cities.city", old), ("cities.city", new)], at=at) == 1
    )
    assert not Tie.objects.exclude(until=None).exists()
