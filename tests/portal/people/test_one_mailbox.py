"""One mailbox, one account: whatever the spelling of its address."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from portal.people.actions.accounts import open_account
from portal.people.actions.invitations import invite_staff
from portal.people.errors import AlreadyHolds, AlreadyInvited
from portal.people.models import Invitation, User
from portal.people.roles import EDITOR, MANAGER
from tests.factories.people import AdministratorFactory, ManagerFactory, UserFactory
from tests.portal.people.letters import last_letter

pytestmark = pytest.mark.django_db

SPELLINGS = [
    ("kim@ærø.example", "kim@xn--r-3fa9c.example"),
    ("kim@xn--r-3fa9c.example", "kim@ærø.example"),
    ("kim@ærø.example", "KIM@ÆRØ.EXAMPLE"),
    ("kim@ærø.example", "kim+pris@ærø.example"),
    ("kim+a@example.org", "kim+b@example.org"),
    ("kim+a@example.org", "kim@example.org"),
]


@pytest.mark.each_value
@pytest.mark.parametrize(("first", "second"), SPELLINGS)
def test_the_account_of_a_mailbox_is_found_under_every_spelling(first, second):
    user = open_account(email=first, at=timezone.now(), confirmed=True)
    assert open_account(email=second, at=timezone.now(), confirmed=True) == user
    assert User.objects.get(pk=user.pk).email == first


@pytest.mark.each_value
@pytest.mark.parametrize(("first", "second"), SPELLINGS)
def test_the_database_holds_one_account_a_mailbox(first, second):
    UserFactory(email=first.lower())
    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(email=second.lower())


@pytest.mark.parametrize(("first", "second"), SPELLINGS)
def test_signing_up_under_another_spelling_makes_no_second_account_and_says_nothing(first, second):
    UserFactory(email=first)
    known = Client().post("/account/signup/", {"email": second}, follow=True)
    unknown = Client().post("/account/signup/", {"email": "unheard@example.org"}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain
    assert User.objects.exclude(email="unheard@example.org").count() == 1
    if first != second.lower():
        assert first not in known.content.decode()
    letter = last_letter(first)
    assert "You have an account already" in letter.subject
    assert first in letter.text


def test_asking_for_a_code_under_another_spelling_names_the_account_in_the_e_mail_alone(client):
    UserFactory(email="kim@ærø.example")
    page = client.post("/account/login/", {"login": "kim+x@ærø.example", "code": ""}, follow=True)
    assert "kim@ærø.example" not in page.content.decode()
    letter = last_letter("kim@ærø.example")
    assert "You have an account already" in letter.subject
    assert "kim@ærø.example" in letter.text


@pytest.mark.parametrize(("first", "second"), SPELLINGS)
def test_staff_are_invited_once_a_mailbox(first, second):
    by = AdministratorFactory()
    invite_staff(email=first, roles=[EDITOR], by=by, at=timezone.now())
    invite_staff(email=second, roles=[EDITOR], by=by, at=timezone.now())
    assert Invitation.objects.count() == 1
    with pytest.raises(AlreadyInvited):
        invite_staff(email=second, roles=[MANAGER], by=by, at=timezone.now())


@pytest.mark.parametrize(("first", "second"), SPELLINGS)
def test_whoever_is_staff_already_is_not_invited_under_another_spelling(first, second):
    ManagerFactory(email=first)
    with pytest.raises(AlreadyHolds):
        invite_staff(email=second, roles=[EDITOR], by=AdministratorFactory(), at=timezone.now())
