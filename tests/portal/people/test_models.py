from datetime import date

import pytest
from django.db import IntegrityError, transaction

from portal.core.search import matching
from portal.people.models import Person, Tie, User
from portal.people.roles import ADMINISTRATOR, EDITOR, FINANCE, MANAGER
from tests.factories.people import AdministratorFactory, ManagerFactory, PersonFactory, TieFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_an_address_is_kept_in_lower_case():
    user = User.objects.create_user(" Åse.Berg@Example.ORG ")
    assert user.email == "åse.berg@example.org"
    assert User.objects.get_by_natural_key("ÅSE.berg@example.org ") == user
    assert not user.has_usable_password()


@pytest.mark.both
def test_the_database_itself_refuses_an_address_in_upper_case():
    user = UserFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=user.pk).update(email="Someone@example.org")


@pytest.mark.both
def test_two_accounts_never_share_an_address():
    UserFactory(email="one@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(email="one@example.org")


def test_a_role_is_held_by_its_group_and_read_once(cost):
    user = User.objects.get(pk=ManagerFactory(roles=[MANAGER, FINANCE]).pk)
    with cost() as spent:
        assert user.has_role(MANAGER)
        assert user.has_role(EDITOR, FINANCE)
        assert not user.has_role(ADMINISTRATOR)
        assert user.is_secretariat
    assert spent.queries == 1


def test_an_account_that_was_ended_holds_no_role():
    user = ManagerFactory(is_active=False)
    assert not user.has_role(MANAGER)
    assert not user.is_secretariat


def test_a_superuser_counts_as_administrator():
    user = User.objects.create_superuser("root@example.org", "x")
    assert user.has_role(ADMINISTRATOR)


def test_roles_are_read_anew_after_the_account_is_refreshed():
    user = ManagerFactory()
    assert user.has_role(MANAGER)
    user.groups.clear()
    user.refresh_from_db()
    assert not user.has_role(MANAGER)


def test_personal_nouns_name_themselves_by_reference_only():
    person, user, tie = PersonFactory(), UserFactory(), TieFactory()
    for noun in (person, user, tie):
        assert str(noun) == str(noun.uuid)[:8]


def test_an_account_is_addressed_by_name_else_by_address():
    assert UserFactory(name="Ása").get_full_name() == "Ása"
    assert UserFactory(name="", email="a@example.org").get_short_name() == "a@example.org"


@pytest.mark.each_value
@pytest.mark.parametrize("typed", ["þóra", "Thora", "SORENSEN thora", "thora7@", "ærø"])
def test_people_are_found_however_their_name_is_accented(typed):
    person = PersonFactory(given_name="Þóra", family_name="Sørensen-Ærø", email="thora7@example.org")
    PersonFactory(given_name="Kari", family_name="Nordmann", email="kari@example.org")
    assert list(Person.objects.filter(matching(typed))) == [person]


@pytest.mark.both
def test_people_made_in_bulk_are_found_too():
    Person.objects.bulk_create([Person(given_name="Sárá", family_name="Ŋuolla")])
    assert Person.objects.filter(matching("sara nuolla")).exists()


@pytest.mark.both
def test_nobody_is_their_own_guardian():
    person = PersonFactory()
    person.guardian = person
    with pytest.raises(IntegrityError), transaction.atomic():
        person.save()


@pytest.mark.parametrize(("day", "age"), [(date(2026, 5, 16), 14), (date(2026, 5, 17), 15), (date(2026, 5, 18), 15)])
def test_age_counts_whole_years(day, age):
    assert PersonFactory(birth_date=date(2011, 5, 17)).age_on(day) == age


def test_without_a_date_of_birth_there_is_no_age():
    assert PersonFactory(birth_date=None).age_on(date(2026, 1, 1)) is None


@pytest.mark.both
def test_a_bond_is_declared_once():
    tie = TieFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Tie.objects.create(person=tie.person, kind=tie.kind, target=tie.target, nature=tie.nature)


def test_the_first_administrator_of_a_new_site_may_enter_the_admin():
    assert AdministratorFactory().has_perm("wagtailadmin.access_admin")
