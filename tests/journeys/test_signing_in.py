"""Making an account, signing in by code and by passkey, and looking after it."""

import re
from urllib.parse import urlsplit

import pytest

from portal.core import clock
from portal.demo.accounts import open_accounts
from portal.people.actions.accounts import open_account
from portal.people.actions.roles import grant_role
from portal.people.models import User
from tests.journeys.conftest import DESK
from tests.portal.people.letters import code_sent_to

PASSWORD = "correct horse battery staple"


def press(page, words):
    with page.expect_navigation():
        page.get_by_role("button", name=words, exact=True).click()


def with_passkeys(visitor):
    """Gives the visitor's browser a place to keep passkeys, behind a finger it always has."""
    devtools = visitor.context.new_cdp_session(visitor.page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return visitor


@pytest.mark.postgresql
@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_somebody_makes_an_account_and_gives_their_name(visit, javascript):
    visitor = visit(javascript=javascript)
    page = visitor.go("/nb/account/signup/")
    visitor.check()
    page.fill("[name=email]", "Ny.Bruker@example.org")
    page.locator("form:has([name=email]) button").click()
    page.wait_for_load_state()
    visitor.check()
    page.fill("[name=code]", "000000")
    page.locator("form:has([name=code]) button").click()
    page.wait_for_load_state()
    assert page.locator(".error-summary").is_visible()
    visitor.check()
    page.fill("[name=code]", code_sent_to("ny.bruker@example.org"))
    page.locator("form:has([name=code]) button").click()
    page.wait_for_url("**/nb/account/")
    visitor.check()
    visitor.go("/nb/account/details/")
    page.fill("[name=name]", "Ŋuolla Þórsdóttir")
    page.locator("form:has([name=name]) button").click()
    page.wait_for_url("**/nb/account/")
    assert "Ŋuolla Þórsdóttir" in page.inner_text("h1")
    assert User.objects.get(email="ny.bruker@example.org").language == "nb"


@pytest.mark.postgresql
def test_a_passkey_is_added_signs_in_and_is_removed(visit, db):
    user = open_account(email="asa@example.org", name="Ása", at=clock.now(), confirmed=True)
    user.set_password(PASSWORD)
    user.save()
    visitor = with_passkeys(visit())
    visitor.sign_in("asa@example.org", PASSWORD)
    page = visitor.go("/account/2fa/")
    visitor.check()
    page.get_by_role("link", name="Add a passkey").click()
    page.wait_for_load_state()
    page.fill("[name=password]", PASSWORD)
    visitor.check()
    press(page, "Continue")
    visitor.check()
    page.fill("[name=name]", "My phone")
    page.get_by_role("button", name="Add a passkey").click()
    page.wait_for_url("**/recovery-codes/")
    visitor.check()
    visitor.go("/account/2fa/webauthn/")
    visitor.check()
    visitor.go("/account/")
    press(page, "Sign out")
    visitor.go("/account/login/?next=/account/sessions/")
    visitor.check()
    press(page, "Sign in with a passkey")
    assert urlsplit(page.url).path == "/account/sessions/"
    visitor.check()
    visitor.go("/account/")
    press(page, "Sign out")
    visitor.go("/account/login/")
    page.fill("[name=login]", "asa@example.org")
    page.fill("[name=password]", PASSWORD)
    press(page, "Sign in")
    visitor.check()
    page.get_by_role("button", name="Use your passkey").click()
    page.wait_for_url("**/account/")


@pytest.mark.postgresql
def test_staff_add_a_second_factor_before_the_admin_opens(visit, settings, db):
    settings.STAFF_SECOND_FACTOR_REQUIRED = True
    user = open_account(email="manager@example.org", name="Måns", at=clock.now(), confirmed=True)
    grant_role(account=user, role="manager", by=None, at=clock.now())
    visitor = with_passkeys(visit(DESK))
    page = visitor.go("/admin/")
    page.fill("[name=login]", "manager@example.org")
    press(page, "Send me a code")
    page.fill("[name=code]", code_sent_to("manager@example.org"))
    press(page, "Continue")
    assert page.url.endswith("/account/2fa/")
    visitor.check()
    page.get_by_role("link", name="Add a passkey").click()
    page.wait_for_load_state()
    page.get_by_role("button", name="Add a passkey").click()
    page.wait_for_url("**/recovery-codes/")
    visitor.go("/admin/")
    assert page.url.endswith("/admin/")


@pytest.mark.postgresql
def test_a_device_without_a_passkey_says_so_and_leaves_other_ways_open(visit):
    visitor = visit()
    devtools = visitor.context.new_cdp_session(visitor.page)
    devtools.send("WebAuthn.enable")
    page = visitor.go("/account/login/")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new DOMException('', 'NotAllowedError')) }")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_role("alert").wait_for()
    assert "Try again" in page.get_by_role("alert").inner_text()
    visitor.check()
    without = visit(javascript=False)
    assert "passkey" not in without.go("/account/login/").inner_text("main").lower()


@pytest.mark.postgresql
@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_a_name_of_the_demo_is_pressed(visit, db, javascript):
    open_accounts(clock.now())
    visitor = visit(javascript=javascript)
    page = visitor.go("/nb/account/login/")
    visitor.check()
    press(page, re.compile("^Oskar Brekke"))
    assert urlsplit(page.url).path == "/nb/account/"
    assert page.inner_text("h1") == "Oskar Brekke"
