"""Being forgotten: what goes, what stays, what is kept for now; accounts and sessions past their term."""

from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client

from portal.adminkit.addresses import staff_url
from portal.audit import erasure
from portal.audit.actions.erasure import erase_person, lift_restriction
from portal.audit.erasure import ErasureSource, Obstacle
from portal.audit.models import Restriction
from portal.audit.queries.history import history_of
from portal.audit.retention import Expiry
from portal.core import clock as the_clock
from portal.people.models import Invitation, Person, Tie, User
from portal.people.portal_hooks import account_names, person_names
from portal.people.retention import expire_accounts, expire_invitations
from portal.people.tasks import clear_sessions
from tests.factories.people import (
    PASSWORD,
    AdministratorFactory,
    ManagerFactory,
    PersonFactory,
    TieFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def complaint(monkeypatch):
    """Another app that must keep what it holds, until it is told otherwise."""
    open_complaints = [True]

    class Complaints(ErasureSource):
        name, label = "test.complaints", "Complaints"

        def held(self, subject):
            return 1

        def obstacles_to_erasure(self, subject, at):
            return [Obstacle("A complaint is open.", review_on=date(2027, 1, 1))] if open_complaints else []

        def erase(self, subject, *, by, at):
            return 1

    monkeypatch.setitem(erasure._sources, "test.complaints", Complaints())
    return open_complaints


def test_a_person_and_their_account_are_emptied_and_stay_counted():
    person = PersonFactory(with_account=True, given_name="Þóra", birth_date=date(2008, 1, 1), country="IS")
    user = person.user
    Authenticator.objects.create(user=user, type="totp", data={})
    ward = PersonFactory(guardian=person)
    TieFactory(person=person)
    TieFactory(kind="people.person", target=person.uuid)
    outcome = erase_person(person=person, by=AdministratorFactory(), at=the_clock.now())
    assert outcome.complete
    person, user = Person.objects.get(pk=person.pk), User.objects.get(pk=user.pk)
    assert (person.name, person.email, person.birth_date, person.search_text) == ("", "", None, "")
    assert person.country == "IS"
    assert person.user is None
    assert "example.org" not in user.email + user.search_text
    assert not user.is_active
    assert not EmailAddress.objects.filter(user=user).exists()
    assert not Authenticator.objects.filter(user=user).exists()
    assert not Tie.objects.exists()
    ward.refresh_from_db()
    assert ward.guardian is None


def test_nobody_can_sign_in_with_an_erased_account():
    user = UserFactory(with_password=True, email="gone@example.org")
    theirs = Client()
    theirs.force_login(user)
    erase_person(person=user, by=user, at=the_clock.now())
    assert theirs.get("/account/").status_code == 302
    theirs.post("/account/login/", {"login": "gone@example.org", "password": PASSWORD})
    assert theirs.get("/account/").status_code == 302


def test_asked_twice_it_is_done_once():
    person = PersonFactory(with_account=True)
    admin = AdministratorFactory()
    erase_person(person=person, by=admin, at=the_clock.now())
    first = Person.objects.get(pk=person.pk).erased_at
    outcome = erase_person(person=Person.objects.get(pk=person.pk), by=admin, at=the_clock.now())
    assert outcome.erased["people.persons"] == 0
    assert Person.objects.get(pk=person.pk).erased_at == first


def test_while_a_complaint_is_open_the_person_is_kept_out_of_use_instead(client, complaint):
    person = PersonFactory(given_name="Klagende")
    admin = AdministratorFactory()
    client.force_login(admin)
    page = client.get(staff_url(person, "action", "erase")).content.decode()
    assert "A complaint is open." in page
    client.post(staff_url(person, "action", "erase"), {"sure": "on"})
    person.refresh_from_db()
    assert person.given_name == "Klagende"
    assert person.restricted_at
    client.force_login(ManagerFactory())
    assert client.get(staff_url(person)).status_code == 404
    complaint.clear()
    restriction = Restriction.objects.get(source="people.persons")
    lift_restriction(restriction=restriction, by=admin, at=the_clock.now())
    person.refresh_from_db()
    assert person.restricted_at is None
    assert {"people.lift_person", "people.restrict_person"} <= {line.verb for line in history_of(person)}


def test_the_last_administrator_is_not_erased():
    admin = AdministratorFactory()
    outcome = erase_person(person=admin, by=admin, at=the_clock.now())
    assert outcome.restricted == ["people.accounts"]
    admin.refresh_from_db()
    assert admin.is_active
    AdministratorFactory()
    assert erase_person(person=admin, by=admin, at=the_clock.now()).complete


def test_erasing_on_screen_asks_to_be_sure(client):
    person = PersonFactory()
    client.force_login(AdministratorFactory())
    client.post(staff_url(person, "action", "erase"), {})
    person.refresh_from_db()
    assert person.erased_at is None
    client.post(staff_url(person, "action", "erase"), {"sure": "on"})
    person.refresh_from_db()
    assert person.erased_at
    assert client.get(staff_url(person)).status_code == 404


@pytest.mark.both
def test_accounts_nobody_signs_in_with_go_and_staff_stay(clock):
    clock("2023-01-01T00:00:00Z")
    idle, staff = UserFactory(), ManagerFactory()
    User.objects.update(created_at=the_clock.now())
    clock("2026-09-01T00:00:00Z")
    recent = UserFactory()
    seen = UserFactory(last_login=the_clock.now())
    at = the_clock.now()
    expiry = Expiry(noun="people.user", country="", own_rules=(), before=at - timedelta(days=1000), at=at)
    assert expire_accounts(expiry) == 1
    assert expire_accounts(expiry) == 0
    assert User.objects.get(pk=idle.pk).erased_at
    assert not User.objects.filter(pk__in=[staff.pk, recent.pk, seen.pk]).exclude(erased_at=None).exists()


def test_invitations_past_their_term_go():
    at = the_clock.now()
    Invitation.objects.create(email="a@example.org", invited_at=at, expires_at=at - timedelta(days=400))
    Invitation.objects.create(email="b@example.org", invited_at=at, expires_at=at)
    expiry = Expiry(noun="people.invitation", country="", own_rules=(), before=at - timedelta(days=365), at=at)
    assert expire_invitations(expiry) == 1
    assert Invitation.objects.get().email == "b@example.org"


def test_sessions_that_ran_out_are_cleared_with_what_is_known_of_the_browser():
    for _each in range(2):
        Client().post("/account/login/", {"login": UserFactory(with_password=True).email, "password": PASSWORD})
    old = UserSession.objects.first()
    Session.objects.filter(session_key=old.session_key).update(expire_date=the_clock.now() - timedelta(days=1))
    for _time in range(2):
        clear_sessions(the_clock.now())
    assert UserSession.objects.count() == 1
    assert not Session.objects.filter(session_key=old.session_key).exists()


def test_the_record_names_who_is_still_known():
    user, person = UserFactory(name=""), PersonFactory(given_name="Kari", family_name="")
    erased = UserFactory()
    erase_person(person=erased, by=erased, at=the_clock.now())
    assert account_names({user.uuid, erased.uuid}) == {user.uuid: user.email}
    assert person_names({person.uuid}) == {person.uuid: "Kari"}
