"""The search: stories and pages in the reader's language, and never people."""

import pytest

from tests.factories.content import PeoplePageFactory, StandardPageFactory, StoryPageFactory
from tests.factories.people import PersonFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def found(client, query, prefix=""):
    page = client.get(f"{prefix}/search/", query)
    assert page.status_code == 200
    return page.content.decode()


def test_an_empty_search_asks_for_words(client):
    page = found(client, {})
    assert 'name="q"' in page
    assert "Nothing found" not in page


def test_stories_and_pages_are_found_by_their_words(client):
    StoryPageFactory(title="Lanterns on the bridge", summary="Fredrikstad lights up.")
    StandardPageFactory(title="How we hold lanterns")
    page = found(client, {"q": "lanterns"})
    assert "2 pages match" in page
    assert "Lanterns on the bridge" in page
    assert "Fredrikstad lights up." in page


@pytest.mark.parametrize(
    ("kind", "seen", "hidden"), [("story", "Lantern night", "Lantern law"), ("page", "Lantern law", "Lantern night")]
)
def test_a_search_is_narrowed_to_one_kind(client, kind, seen, hidden):
    StoryPageFactory(title="Lantern night")
    StandardPageFactory(title="Lantern law")
    page = found(client, {"q": "lantern", "kind": kind})
    assert seen in page
    assert hidden not in page


@pytest.mark.usefixtures("every_language")
def test_drafts_and_other_languages_are_not_found(client):
    StoryPageFactory(title="Lantern draft", draft=True)
    StoryPageFactory(title="Lantern på svenska", language="sv")
    assert "Nothing found" in found(client, {"q": "lantern"})
    assert "Lantern på svenska" in found(client, {"q": "lantern"}, prefix="/sv")


def test_people_are_never_found(client):
    PeoplePageFactory(title="Who stands behind")
    PersonFactory(given_name="Sigríður", family_name="Unnarsdóttir")
    UserFactory(email="unnarsdottir@example.org")
    for words in ("Sigríður", "Unnarsdóttir", "unnarsdottir@example.org", "Who stands behind"):
        assert "Nothing found" in found(client, {"q": words})


@pytest.mark.each_value
@pytest.mark.parametrize(
    "words", ['"', "' OR 1=1 --", "lys*", "a AND", "(", "þ:ð", "x" * 121, "\u202eabc", "NEAR(", "-"]
)
def test_odd_signs_are_only_words(client, words):
    assert "Traceback" not in found(client, {"q": words})


def test_letters_of_the_north_are_found(client):
    StoryPageFactory(title="Þorpið við Ŋárga og Åland")
    assert "Þorpið" in found(client, {"q": "Þorpið"})
    assert "Þorpið" in found(client, {"q": "Åland"})


def test_results_come_in_pages_and_cost_the_same_for_one_and_for_three(client, cost):
    StoryPageFactory(title="Lantern 0")
    found(client, {"q": "lantern"})
    with cost() as one:
        found(client, {"q": "lantern"})
    for number in range(2):
        StoryPageFactory(title=f"Lantern {number + 1}")
    with cost() as three:
        found(client, {"q": "lantern"})
    assert one.queries == three.queries
    a_result = 4  # what the search matched, its language, the page, the story
    assert three.rows - one.rows <= 2 * a_result, three.statements
    for number in range(9):
        StoryPageFactory(title=f"Lantern more {number}")
    assert "page=2" in found(client, {"q": "lantern"})


def test_every_language_has_the_search(client):
    for prefix in ("/da", "/nb", "/sv", "/fi", "/is"):
        assert found(client, {"q": "x"}, prefix=prefix)
