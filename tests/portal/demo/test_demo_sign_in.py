"""The demo's accounts on the sign-in page: pressed, each is a sign-in like any other; elsewhere there are none."""

import re
import runpy
from html import unescape

import pytest
from allauth.account.views import LoginView
from django.test import Client
from django.urls.resolvers import RegexPattern, URLResolver

from portal.config import urls
from portal.config.settings import local
from portal.core import clock
from portal.demo.accounts import OTHERS, STAFF, open_accounts
from portal.demo.sign_in import SignInView
from portal.demo.things_to_try import ROLES
from portal.people.models import User

SIGN_IN = "/account/login/"
BUTTON = re.compile(r'<button class="demo-account" name="login" value="([^"]+)" formaction="([^"]+)">')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@pytest.fixture
def accounts(db):
    open_accounts(clock.now())


def buttons_at(client, address=SIGN_IN) -> dict[str, str]:
    return {email: unescape(action) for email, action in BUTTON.findall(client.get(address).content.decode())}


def press(client, email, address=SIGN_IN):
    return client.post(buttons_at(client, address)[email], {"login": email, "password": "demo"})


def test_every_account_of_the_demo_has_a_button(client, accounts):
    assert set(buttons_at(client)) == {*STAFF, *OTHERS}
    listed = [account.email for role in ROLES for account in role.accounts]
    assert sorted(listed) == sorted([*STAFF, *OTHERS])


def test_without_the_demos_content_there_is_no_list(client, db):
    page = client.get(SIGN_IN)
    assert page.status_code == 200
    assert "Try the demo" not in page.content.decode()


def test_an_account_that_was_closed_is_not_offered(client, accounts):
    User.objects.filter(email="juror1@demo.test").update(is_active=False)
    assert "juror1@demo.test" not in buttons_at(client)


def test_a_button_signs_in_and_leads_on(client, accounts):
    answer = press(client, "nominator@demo.test")
    assert answer["Location"] == "/account/"
    assert client.get("/account/").context["user"].email == "nominator@demo.test"


def test_a_button_in_another_language_stays_in_it(client, accounts):
    assert press(client, "nominator@demo.test", "/nb/account/login/")["Location"] == "/nb/account/"


def test_a_button_leads_to_the_page_that_was_asked_for(client, accounts):
    asked = f"{SIGN_IN}?next=/account/details/"
    assert "the page you asked for" in client.get(asked).content.decode()
    assert press(client, "funder@demo.test", asked)["Location"] == "/account/details/"


def test_a_button_does_not_lead_to_another_site(client, accounts):
    for evil in ("https://example.org/", "//example.org", "javascript:alert(1)"):
        assert press(Client(), "funder@demo.test", f"{SIGN_IN}?next={evil}")["Location"] == "/account/"


def test_a_button_needs_the_token_of_its_form(accounts):
    strict = Client(enforce_csrf_checks=True)
    sent = {"login": "funder@demo.test", "password": "demo"}
    action = buttons_at(strict)["funder@demo.test"]
    assert strict.post(action, sent).status_code == 403
    token = TOKEN.search(strict.get(SIGN_IN).content.decode())[1]
    assert strict.post(action, {**sent, "csrfmiddlewaretoken": token}).status_code == 302


def test_a_password_that_was_changed_is_respected(client, accounts):
    funder = User.objects.get(email="funder@demo.test")
    funder.set_password("correct horse battery staple")
    funder.save()
    answer = press(client, "funder@demo.test")
    assert answer.status_code == 200
    assert "address or the password is wrong" in answer.content.decode()


def test_pressing_too_often_is_stopped_like_any_sign_in(client, accounts):
    action = buttons_at(client)["funder@demo.test"]
    wrong = {"login": "funder@demo.test", "password": "wrong"}
    for _ in range(11):
        answer = client.post(action, wrong)
    assert "too many attempts" in answer.content.decode()


@pytest.mark.parametrize(("has_dev_pages", "view"), [(False, LoginView), (True, SignInView)])
def test_the_list_belongs_to_the_pages_for_developers(settings, has_dev_pages, view):
    settings.DEV_PAGES = has_dev_pages
    addresses = URLResolver(RegexPattern("^/"), runpy.run_path(urls.__file__)["urlpatterns"])
    assert addresses.resolve(SIGN_IN).func.view_class is view


def test_the_local_settings_have_these_pages():
    assert local.DEV_PAGES, "test_production.py sees that production has none"
