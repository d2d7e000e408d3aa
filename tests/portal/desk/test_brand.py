"""Staff see the alliance's own logo and name in the admin, not those of the software it is made with."""

import re
from html import unescape

import pytest

pytestmark = pytest.mark.django_db
HIDDEN = re.compile(r"<(script|style|noscript|template)\b.*?</\1>", re.DOTALL)


def seen(page: str) -> str:
    """The title and what stands on the page, without its markup."""
    return unescape(re.sub(r"<[^>]*>", " ", HIDDEN.sub(" ", page)))


@pytest.mark.parametrize("role", ["manager", "editor", "finance", "administrator"])
@pytest.mark.parametrize("place", ["/admin/", "/admin/worklist/", "/admin/account/", "/admin/no-such-place/"])
def test_no_page_of_the_admin_names_the_software(client, sign_in, role, place):
    sign_in(role)
    page = client.get(place).content.decode()
    assert "- Nordic Safe Cities</title>" in page
    assert "wagtail" not in seen(page).lower()
    assert "portal/images/logo" in page
    assert "favicon.ico" not in page


def test_the_sidebar_shows_our_logo(client, sign_in):
    sign_in("manager")
    page = client.get("/admin/").content.decode()
    logo = re.search(r"<template data-wagtail-sidebar-branding-logo>(.*?)</template>", page, re.DOTALL)[1]
    assert "portal/images/logo" in logo
    assert "Nordic Safe Cities" in logo


def test_a_wrong_address_in_the_admin_leads_back_to_the_staff_home(client, sign_in):
    sign_in("manager")
    answer = client.get("/admin/no-such-place/")
    assert answer.status_code == 404
    assert 'href="/admin/"' in answer.content.decode()


def test_the_staff_home_and_the_sidebar_call_somebody_by_name(client, sign_in):
    user = sign_in("manager", name="Åse Lund")
    page = client.get("/admin/").content.decode()
    assert "Hello, Åse Lund" in page
    assert user.email not in page
