"""In the admin one name leads to one's account, and another to how the admin looks; nothing is set in two places."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.users.models import UserProfile

from portal.people.roles import ROLES
from tests.factories.content import drawn
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

NAMED = [("Your account", "/account/"), ("Language and appearance", "/admin/account/")]


@pytest.fixture(params=ROLES)
def user(request, client):
    user = UserFactory(roles=[request.param], name="Elina Korpela")
    client.force_login(user)
    return user


def hanging_on_the_name(page: str) -> list[tuple[str, str]]:
    """The links at the foot of the side menu, by their words."""
    props = re.search(r'id="wagtail-sidebar-props" type="application/json">(.*?)</script>', page, re.DOTALL)[1]
    menu = next(one for one in json.loads(props)["modules"] if one["_type"] == "wagtail.sidebar.MainMenuModule")
    entries = [entry["_args"][0] for entry in menu["_args"][1]]
    return [(entry["label"], entry.get("url", "")) for entry in entries]


def test_ones_name_at_the_foot_of_the_menu_leads_to_two_things_by_their_names(client, user):
    page = client.get("/admin/").content.decode()
    assert hanging_on_the_name(page) == [*NAMED, ("Sign out", "")]


def test_the_first_page_has_no_picture_for_a_link(client, user):
    page = client.get("/admin/").content.decode()
    summary = re.search(r'<ul class="staff-account".*?</ul>', page, re.DOTALL)[0]
    assert "<img" not in summary
    for words, url in NAMED:
        assert re.search(rf'<a\s+href="{url}">.*?{words}</a>', summary, re.DOTALL)


def test_the_admins_settings_hold_nothing_that_the_account_holds(client, user):
    page = client.get("/admin/account/").content.decode()
    assert "Language of these screens" in page
    for field in ("avatar", "first_name", "email", "password1", "current_time_zone"):
        assert not re.search(rf'name="[a-z_]+-{field}"', page)
    assert 'href="/account/"' in page


def test_a_picture_sent_anyway_is_not_taken(client, user):
    file = SimpleUploadedFile("me.jpg", drawn(), "image/jpeg")
    answers = {
        "locale-preferred_language": "nb",
        "theme-theme": "dark",
        "theme-density": "default",
        "theme-contrast": "system",
        "avatar-avatar": file,
    }
    assert client.post("/admin/account/", answers).status_code == 302
    profile = UserProfile.objects.get(user=user)
    assert (profile.preferred_language, profile.theme) == ("nb", "dark")
    assert not profile.avatar


def test_the_admin_speaks_the_languages_offered(client, user):
    page = client.get("/admin/account/").content.decode()
    field = re.search(r'<select name="locale-preferred_language".*?</select>', page, re.DOTALL)[0]
    assert sorted(re.findall(r'<option value="([a-z-]+)"', field)) == ["en", "nb"]
