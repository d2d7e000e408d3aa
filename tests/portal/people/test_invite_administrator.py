"""The first administrator is invited from the command line."""

import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from portal.audit.queries.history import history_of
from portal.mail.models import Letter
from portal.people.models import Invitation, User
from portal.people.roles import ADMINISTRATOR
from tests.factories.people import AdministratorFactory, ManagerFactory

pytestmark = pytest.mark.django_db


def invite(email) -> str:
    said = io.StringIO()
    call_command("invite_administrator", email, stdout=said)
    return said.getvalue()


def test_a_letter_goes_out_and_the_command_says_so(clock):
    clock("2026-09-01T12:00:00Z")
    said = invite("First@Example.org")
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.roles) == ("first@example.org", [ADMINISTRATOR])
    assert said == (
        "first@example.org is invited as administrator. The letter's link can be used until "
        "08 September 2026 12:00 UTC.\n"
    )
    assert Letter.objects.get().to_email == "first@example.org"
    assert [line.verb for line in history_of(invitation)] == ["people.invite_staff"]
    assert not User.objects.filter(email="first@example.org").exists()


def test_asked_twice_it_is_sent_once():
    invite("first@example.org")
    invite("first@example.org")
    assert Letter.objects.count() == Invitation.objects.count() == 1


def test_who_is_of_the_secretariat_already_is_not_invited():
    for member in (AdministratorFactory(), ManagerFactory()):
        with pytest.raises(CommandError, match="already has an account"):
            invite(member.email)
    assert not Letter.objects.exists()


def test_what_is_no_address_is_refused():
    with pytest.raises(CommandError, match="first is not an e-mail address"):
        invite("first")
