"""Giving, taking and holding staff roles, and what they open in the admin."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from wagtail.documents import permissions as documents
from wagtail.images import permissions as images

from portal.audit.queries.history import history_of
from portal.core import clock
from portal.core.errors import NotAllowed
from portal.mail.models import Letter
from portal.people.actions.accounts import deactivate_account, reactivate_account
from portal.people.actions.roles import grant_role, revoke_role
from portal.people.errors import AccountEnded, LastAdministrator, UnknownRole
from portal.people.permissions import ensure_roles
from portal.people.roles import ADMINISTRATOR, EDITOR, MANAGER, ROLES
from tests.factories.people import AdministratorFactory, EditorFactory, FinanceFactory, ManagerFactory, UserFactory

pytestmark = pytest.mark.django_db


def fresh(user):
    return type(user).objects.get(pk=user.pk)


def test_a_role_given_is_held_told_and_recorded():
    admin, user = AdministratorFactory(), UserFactory(language="nb")
    grant_role(account=user, role=MANAGER, by=admin, at=clock.now())
    assert fresh(user).has_role(MANAGER)
    assert Letter.objects.get(to_email=user.email).language == "nb"
    assert [(line.verb, line.data) for line in history_of(user)] == [("people.grant_role", {"role": MANAGER})]


def test_a_role_given_twice_is_given_once():
    admin, user = AdministratorFactory(), UserFactory()
    for _time in range(2):
        grant_role(account=user, role=MANAGER, by=admin, at=clock.now())
    for _time in range(2):
        revoke_role(account=user, role=MANAGER, by=admin, at=clock.now())
    assert not fresh(user).has_role(MANAGER)
    assert len(history_of(user)) == 2
    assert Letter.objects.filter(to_email=user.email).count() == 2


@pytest.mark.parametrize("factory", [UserFactory, ManagerFactory, EditorFactory, FinanceFactory])
def test_nobody_but_an_administrator_gives_or_takes_roles(factory):
    AdministratorFactory()
    meddler, user = factory(), ManagerFactory()
    for action in (grant_role, revoke_role):
        with pytest.raises(NotAllowed):
            action(account=user, role=MANAGER, by=meddler, at=clock.now())
    assert fresh(user).has_role(MANAGER)
    with pytest.raises(NotAllowed):
        grant_role(account=meddler, role=ADMINISTRATOR, by=meddler, at=clock.now())


def test_a_role_nobody_knows_is_refused():
    admin, user = AdministratorFactory(), UserFactory()
    for action in (grant_role, revoke_role):
        with pytest.raises(UnknownRole):
            action(account=user, role="emperor", by=admin, at=clock.now())


def test_a_closed_account_is_given_no_role():
    with pytest.raises(AccountEnded):
        grant_role(account=UserFactory(is_active=False), role=EDITOR, by=AdministratorFactory(), at=clock.now())


def test_the_last_administrator_stays():
    admin = AdministratorFactory()
    AdministratorFactory(is_active=False)
    with pytest.raises(LastAdministrator):
        revoke_role(account=admin, role=ADMINISTRATOR, by=admin, at=clock.now())
    with pytest.raises(LastAdministrator):
        deactivate_account(account=admin, by=admin, at=clock.now())
    assert fresh(admin).has_role(ADMINISTRATOR)


def test_one_of_two_administrators_may_go():
    one, other = AdministratorFactory(), AdministratorFactory()
    revoke_role(account=one, role=ADMINISTRATOR, by=other, at=clock.now())
    with pytest.raises(LastAdministrator):
        revoke_role(account=other, role=ADMINISTRATOR, by=other, at=clock.now())


def test_an_account_opened_again_has_lost_its_roles():
    admin, user = AdministratorFactory(), ManagerFactory()
    deactivate_account(account=user, by=admin, at=clock.now())
    assert not fresh(user).is_secretariat
    reactivate_account(account=user, by=admin, at=clock.now())
    assert not fresh(user).is_secretariat
    assert [line.verb for line in history_of(user)] == ["people.reactivate_account", "people.deactivate_account"]


@pytest.mark.parametrize("role", ROLES)
def test_every_role_opens_the_admin(role, client):
    user = UserFactory(roles=[role])
    client.force_login(user)
    assert client.get("/admin/").status_code == 200


def test_nobody_else_enters_the_admin(client):
    client.force_login(UserFactory())
    for path in ("/admin/", "/admin/pages/", "/admin/people/person/", "/admin/nowhere/"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("factory", "may"),
    [
        (EditorFactory, {"add", "change", "choose"}),
        (ManagerFactory, {"add", "change", "choose"}),
        (AdministratorFactory, {"add", "change", "choose"}),
        (FinanceFactory, set()),
        (UserFactory, set()),
    ],
)
def test_pictures_and_documents_are_looked_after_by_those_who_write(factory, may):
    user = factory()
    for policy in (images.permission_policy, documents.permission_policy):
        assert {verb for verb in ("add", "change", "choose") if policy.user_has_permission(user, verb)} == may


def test_roles_are_made_again_without_harm():
    before = Group.objects.count()
    ensure_roles(apps)
    assert Group.objects.count() == before
    assert Group.objects.get(name=ADMINISTRATOR).permissions.filter(codename="add_locale").exists()
    assert not Group.objects.get(name=EDITOR).permissions.filter(codename="add_locale").exists()


def test_a_part_of_the_migrations_makes_no_roles():
    class NothingYet:
        def get_model(self, *_name):
            raise LookupError

    ensure_roles(NothingYet())
