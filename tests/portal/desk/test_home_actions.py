"""The staff home begins with what somebody can do here; each card leads to a screen that opens for them."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from portal.content.models import HomePage, StoryIndexPage
from portal.desk import home_actions
from portal.desk.home_actions import HomeAction, home_cards, register_home_actions
from portal.people.roles import ROLES
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

CARD = re.compile(r'<a class="staff-card__link" href="([^"]+)">([^<]+)</a>')


def cards(client) -> dict[str, str]:
    """What the home offers, by its words: where it leads."""
    return {unescape(words): unescape(url) for url, words in CARD.findall(client.get("/admin/").content.decode())}


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        ("editor", ["Write a story", "Add to the library", "Edit the front page", "Add a picture", "Change the menus"]),
        (
            "manager",
            [
                "Open a call",
                "Check applications",
                "Screen nominations",
                "Follow the reviews",
                "Start an edition",
                "Start a membership",
                "Appoint a contact person",
                "Plan an event",
                "Write a story",
                "Add to the library",
                "Import experts",
            ],
        ),
        (
            "finance",
            [
                "See applications and sums",
                "See the funds",
                "Write an invoice",
                "See what is owed",
                "Add a fund",
                "Look up a membership",
            ],
        ),
        (
            "administrator",
            ["Invite a colleague", "Give or remove a role", "Look up who did what", "Set how long data is kept"],
        ),
    ],
)
def test_each_role_is_offered_its_own_work(client, sign_in, role, offered):
    sign_in(role)
    assert list(cards(client)) == offered


@pytest.mark.parametrize("role", ROLES)
def test_everything_offered_opens(client, sign_in, role):
    user, browser = sign_in(role), Client()
    browser.force_login(user)
    for words, url in cards(client).items():
        assert browser.get(url).status_code == 200, words


def test_the_first_thing_on_the_page_is_what_can_be_done(client, sign_in):
    sign_in("manager")
    page = client.get("/admin/").content.decode()
    assert page.index("What you can do here") < page.index(">To do</h2>")


def test_two_roles_are_offered_the_work_of_both(client, sign_in):
    sign_in("editor", "finance")
    assert {"Write a story", "See the funds"} <= set(cards(client))


def test_who_lost_their_role_is_offered_nothing():
    assert home_cards(UserFactory()) == []


def test_an_action_without_an_address_for_this_viewer_is_not_shown(monkeypatch):
    monkeypatch.setattr(home_actions, "_actions", {})
    one = {"note": "", "icon": "edit", "roles": ("editor", "manager")}
    register_home_actions(
        HomeAction(name="a", label="Nowhere", url=lambda viewer: "", order=1, **one),
        HomeAction(name="b", label="Somewhere", url=lambda viewer: "/there/", order=3, **one),
        HomeAction(name="c", label="First", url="desk_worklist", order=2, query="?kind=x", **one),
        HomeAction(name="d", label="Not theirs", url="desk_jobs", permission="desk.see_jobs", **one),
    )
    shown = home_cards(UserFactory(roles=["editor"]))
    assert [(card.label, card.url) for card in shown] == [
        ("First", "/admin/worklist/?kind=x"),
        ("Somewhere", "/there/"),
    ]


def test_a_story_is_written_among_those_of_the_editors_language(client, sign_in):
    sign_in("editor", language="nb")
    stories = StoryIndexPage.objects.get(locale__language_code="nb")
    home = HomePage.objects.get(locale__language_code="nb")
    offered = cards(client)
    assert offered["Write a story"] == reverse("wagtailadmin_pages:add", args=["content", "storypage", stories.pk])
    assert offered["Edit the front page"] == reverse("wagtailadmin_pages:edit", args=[home.pk])


def test_a_card_whose_page_is_not_there_is_left_out(client, sign_in):
    sign_in("editor")
    for page in StoryIndexPage.objects.all():
        page.delete()
    assert "Write a story" not in cards(client)
    assert "Edit the front page" in cards(client)
