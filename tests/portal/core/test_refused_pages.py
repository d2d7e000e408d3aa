"""Post, redirect, get: a refused form can be gone back to and reloaded, and only by who sent it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from portal.core.clock import now
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
BROWSER = {"Sec-Fetch-Mode": "navigate"}


def refuse(client, **headers):
    told = {"login": "nobody@example.org", "password": "wrong"}
    return client.post(f"{reverse('account_login')}?next=/review/", told, headers=headers)


def test_a_browser_is_led_to_the_page_that_says_what_is_wrong(client):
    sent = refuse(client, **BROWSER)
    assert sent.status_code == 303
    assert "next=%2Freview%2F" in sent.url
    for _reload in range(2):
        page = client.get(sent.url)
        assert page.status_code == 200
        assert 'value="nobody@example.org"' in page.content.decode()
        assert "no-store" in page["Cache-Control"]
        assert "default-src" in page["Content-Security-Policy"]


def test_what_a_script_or_a_test_sends_is_answered_at_once(client):
    assert refuse(client).status_code == 200
    assert refuse(client, **{"Sec-Fetch-Mode": "cors"}).status_code == 200


def test_nobody_else_is_shown_the_page(client):
    sent = refuse(client, **BROWSER)
    assert "nobody@example.org" not in Client().get(sent.url).content.decode()


def test_the_page_is_gone_after_half_an_hour_and_on_signing_out(client, clock):
    clock(now())
    sent = refuse(client, **BROWSER)
    clock.shift(timedelta(minutes=31))
    assert "nobody@example.org" not in client.get(sent.url).content.decode()
    sent = refuse(client, **BROWSER)
    client.force_login(UserFactory())
    client.logout()
    assert "nobody@example.org" not in client.get(sent.url).content.decode()


def test_the_page_answers_under_its_own_address_only(client):
    sent = refuse(client, **BROWSER)
    other = reverse("pioneers:gallery")
    assert "nobody@example.org" not in client.get(f"{other}?{sent.url.partition('?')[2]}").content.decode()


def test_only_a_few_pages_are_kept(client):
    for _time in range(5):
        refuse(client, **BROWSER)
    assert len(client.session["refused_pages"]) == 3


def test_the_admin_is_left_alone(client):
    client.force_login(UserFactory(roles=("manager",)))
    answered = client.post("/admin/pioneers/edition/new/", {}, headers=BROWSER)
    assert "answer=" not in answered.headers.get("Location", "")
