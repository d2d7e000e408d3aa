"""Languages that are not offered: named nowhere, and a page asked for in one is answered in English, which says so."""

import re

import pytest
from django.core.checks import run_checks
from wagtail.models import Locale

from portal.content.models import HomePage
from portal.content.queries.help import SITE_ROLES, STAFF_ROLES, TEXTS
from portal.core.languages import SENTENCES
from tests.factories.assessment import PanelMemberFactory
from tests.factories.content import StandardPageFactory, StoryPageFactory
from tests.factories.people import UserFactory
from tests.support.translations import COMPLETE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("committed")]

NOT_OFFERED = ("da", "sv", "fi", "is")
PREFIXED = re.compile(rf"""["'>](?:http://localhost:8000)?/(?:{"|".join(NOT_OFFERED)})/""")


def note_of(page: str) -> str:
    """The line about language at the top of a page, as its tags; empty where there is none."""
    found = re.search(r'<aside class="language-note".*?</aside>', page, re.DOTALL)
    return " ".join(found[0].split()) if found else ""


def translated(page, language: str, **fields):
    """A page as an editor translated and published it."""
    copy = page.copy_for_translation(Locale.objects.get(language_code=language))
    for name, value in fields.items():
        setattr(copy, name, value)
    copy.save_revision().publish()
    return copy


@pytest.mark.parametrize(
    "path", ["/", "/stories/", "/pioneers/", "/grants/", "/help/juror/", "/search/", "/account/login/"]
)
def test_a_page_names_no_language_that_is_not_offered(client, path):
    page = client.get(path).content.decode()
    assert set(re.findall(r'hreflang="([a-z-]+)"', page)) <= {"en", "nb", "x-default"}
    assert set(re.findall(r'lang="([a-z]+)"', page)) <= {"en", "nb"}
    assert not PREFIXED.search(page)
    assert 'href="/nb/' in page


def test_a_story_translated_ahead_of_its_language_is_told_of_nowhere(client):
    story = StoryPageFactory(slug="night-ravens")
    translated(story, "da", title="Natteravnene", slug="natteravne")
    translated(story, "nb", title="Natteravnene", slug="natteravner")
    page = client.get(story.url).content.decode()
    assert 'hreflang="nb" href="http://localhost:8000/nb/stories/natteravner/"' in page
    for told in (page, client.get("/sitemap.xml").content.decode(), client.get("/stories/feed/").content.decode()):
        assert "night-ravens" in told
        assert "/da/" not in told


def test_machines_are_told_of_languages_offered_alone(client):
    robots, site = (client.get(path).content.decode() for path in ("/robots.txt", "/sitemap.xml"))
    assert "Disallow: /nb/account/" in robots
    assert "/nb/" in site
    for code in NOT_OFFERED:
        assert f"/{code}/" not in robots
        assert f"/{code}/" not in site
        assert f'hreflang="{code}"' not in site


@pytest.mark.parametrize("language", NOT_OFFERED)
@pytest.mark.parametrize("path", ["/stories/", "/search/?q=x", "/help/juror/", "/account/login/"])
def test_a_page_asked_for_in_one_is_answered_in_english_and_says_so(client, language, path):
    answer = client.get(f"/{language}{path}")
    page = answer.content.decode()
    assert '<html lang="en"' in page
    assert answer["Content-Language"] == "en"
    note = note_of(page)
    assert f'lang="{language}"' in note
    assert SENTENCES[language].not_offered in note
    assert f'<a href="{path}" hreflang="en">{SENTENCES[language].in_english}</a>' in note
    rest = page.replace(re.search(r'<aside class="language-note".*?</aside>', page, re.DOTALL)[0], "")
    assert set(re.findall(r'lang="([a-z]+)"', rest)) <= {"en", "nb"}
    assert not PREFIXED.search(rest)


def test_search_engines_leave_the_answer_out_and_are_sent_to_the_english_address(client):
    story = StoryPageFactory(slug="night-ravens")
    answer = client.get("/da/stories/night-ravens/")
    assert answer["X-Robots-Tag"] == "noindex"
    assert f'<link rel="canonical" href="http://localhost:8000{story.url}">' in answer.content.decode()
    assert not client.get(story.url).has_header("X-Robots-Tag")


def test_an_address_without_its_last_slash_is_found(client):
    assert client.get("/da").status_code == 200
    assert client.get("/da/help", follow=True).status_code == 200


def test_english_and_the_others_never_share_a_kept_page(client):
    for _again in range(2):
        assert note_of(client.get("/stories/").content.decode()) == ""
        assert 'lang="da"' in note_of(client.get("/da/stories/").content.decode())
        assert 'lang="fi"' in note_of(client.get("/fi/stories/").content.decode())
        assert '<html lang="nb"' in client.get("/nb/stories/").content.decode()


def test_no_date_is_written_in_a_language_that_is_not_offered(client):
    StoryPageFactory(slug="night-ravens", date="2026-03-03")
    assert "3 March 2026" in client.get("/fi/stories/night-ravens/").content.decode()


def test_a_danish_address_of_a_translated_page_shows_the_english_one(client):
    story = StoryPageFactory(slug="night-ravens", title="The night ravens")
    translated(story, "da", title="Natteravnene", slug="natteravne")
    page = client.get("/da/stories/natteravne/").content.decode()
    assert "The night ravens" in page
    assert "Natteravnene" not in page
    assert f'<a href="{story.url}" hreflang="en">' in note_of(page)


def test_the_first_page_is_answered_in_english_as_well(client):
    page = client.get("/da/").content.decode()
    assert "Safer cities" in page
    assert "Tryggere byer" not in page
    assert '<a href="/" hreflang="en">' in note_of(page)


def test_a_page_that_is_there_in_danish_alone_keeps_its_text_and_says_what_is_english(client):
    story = StoryPageFactory(language="da", slug="natteravne", title="Natteravnene", place="Odense")
    page = client.get("/da/stories/natteravne/").content.decode()
    assert '<html lang="en"' in page
    assert re.search(r'<article class="story" lang="da">.*?<h1>Natteravnene</h1>', page, re.DOTALL)
    assert re.search(r'<p class="story__meta" lang="en">', page)
    assert SENTENCES["da"].text_only in note_of(page)
    assert SENTENCES["da"].not_offered not in page
    assert "/da/" not in client.get("/sitemap.xml").content.decode()
    assert story.text_language == "da"


def test_a_wrong_address_is_not_found_in_english_and_promises_nothing(client):
    answer = client.get("/da/nothing/")
    assert answer.status_code == 404
    page = answer.content.decode()
    assert '<html lang="en"' in page
    assert "language-note" not in page.partition("<body")[2]


def test_a_form_sent_below_such_an_address_works_and_goes_on_in_english(client):
    answer = client.post("/da/account/signup/", {"email": "ny@example.org"})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/")


def test_someone_who_is_not_signed_in_is_sent_to_the_english_door(client):
    assert client.get("/sv/account/")["Location"] == "/account/login/?next=/account/"


def test_a_browser_that_prefers_danish_is_not_answered_in_danish(client):
    page = client.get("/stories/", headers={"Accept-Language": "da, en;q=0.5"}).content.decode()
    assert '<html lang="en"' in page


@pytest.mark.usefixtures("every_language")
def test_once_it_is_offered_the_page_is_in_it(client):
    page = client.get("/da/").content.decode()
    assert '<html lang="da"' in page
    assert "Tryggere byer" in page
    assert note_of(page) == ""


class TestSuggesting:
    """A visitor whose browser would rather read Norwegian, or a neighbour's language, is offered Bokmål once."""

    def get(self, client, path="/pioneers/", accept="nb, en;q=0.5", **options):
        return client.get(path, headers={"Accept-Language": accept, **options.pop("headers", {})}, **options)

    @pytest.mark.parametrize(
        "accept",
        [
            "nb",
            "no",
            "nn-NO, en;q=0.8",
            "nb-NO,nb;q=0.9,en;q=0.5",
            "da, en;q=0.5",
            "sv-SE",
            "de, sv;q=0.8, en;q=0.5",
        ],
    )
    def test_it_is_offered_in_bokmal(self, client, accept):
        answer = self.get(client, accept=accept)
        note = note_of(answer.content.decode())
        assert 'lang="nb"' in note
        assert '<a href="/nb/pioneers/" hreflang="nb">Les denne siden på norsk</a>' in note
        assert "Accept-Language" in answer["Vary"]

    @pytest.mark.parametrize(
        "accept", ["", "en", "en-GB, nb;q=0.9", "en;q=0.9, da;q=0.1", "fi, en;q=0.5", "is", "de", "*", "de, nb;q=0"]
    )
    def test_it_is_not_offered_to_others(self, client, accept):
        assert note_of(self.get(client, accept=accept).content.decode()) == ""

    def test_nor_on_a_page_in_bokmal(self, client):
        assert note_of(self.get(client, "/nb/pioneers/").content.decode()) == ""

    def test_a_query_is_kept(self, client):
        note = note_of(self.get(client, "/search/?q=a%26b").content.decode())
        assert 'href="/nb/search/?q=a%26b"' in note
        assert 'href="/language/english/?next=%2Fsearch%2F%3Fq%3Da%2526b"' in note

    def test_two_browsers_never_share_a_kept_page(self, client):
        for _again in range(2):
            for accept, offered in (("nb", True), ("en", False), ("da", True)):
                assert bool(note_of(self.get(client, accept=accept).content.decode())) is offered
        english, norwegian = self.get(client, accept="en"), self.get(client, accept="nb")
        assert english["ETag"] != norwegian["ETag"]

    def test_it_goes_away_for_good_when_they_stay_in_english(self, client):
        note = note_of(self.get(client, "/search/?q=x").content.decode())
        answer = client.get(re.search(r'href="(/language/[^"]+)"', note)[1])
        assert answer["Location"] == "/search/?q=x"
        cookie = answer.cookies["chosen_language"]
        assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("en", True, "Lax")
        assert note_of(self.get(client).content.decode()) == ""

    @pytest.mark.parametrize(
        "back",
        [
            "https://elsewhere.example/",
            "//elsewhere.example/",
            "javascript:alert(1)",
            "",
            "elsewhere",
            "/\\e.example",
        ],
    )
    def test_it_leads_back_to_our_own_pages_alone(self, client, back):
        assert client.get("/language/english/", {"next": back})["Location"] == "/"

    def test_somebody_who_chose_english_on_a_norwegian_page_is_not_asked(self, client):
        chosen = self.get(client, headers={"Referer": "http://testserver/nb/pioneers/"})
        assert note_of(chosen.content.decode()) == ""
        assert chosen.cookies["chosen_language"].value == "en"
        assert note_of(self.get(client, "/grants/").content.decode()) == ""

    @pytest.mark.parametrize("referrer", ["http://elsewhere.example/nb/", "http://testserver/grants/", ""])
    def test_coming_from_elsewhere_chooses_nothing(self, client, referrer):
        answer = self.get(client, headers={"Referer": referrer})
        assert note_of(answer.content.decode())
        assert not answer.cookies

    def test_somebody_signed_in_is_not_asked(self, client):
        client.force_login(UserFactory())
        assert note_of(self.get(client, "/account/").content.decode()) == ""
        assert note_of(self.get(client).content.decode()) == ""

    def test_a_form_with_faults_does_not_lose_what_was_typed(self, client):
        assert note_of(self.get(client, "/account/signup/").content.decode())
        sent = client.post("/account/signup/", {"email": "no address"}, headers={"Accept-Language": "nb"})
        assert sent.status_code == 200
        assert note_of(sent.content.decode()) == ""

    def test_a_page_that_nobody_has_translated_is_not_promised_in_norwegian(self, client):
        page = StandardPageFactory(slug="rules")
        page.copy_for_translation(Locale.objects.get(language_code="nb"), alias=True, copy_parents=True)
        assert note_of(self.get(client, page.url).content.decode()) == ""
        story = StoryPageFactory()
        translated(story, "nb", slug="fortelling")
        assert 'href="/nb/stories/fortelling/"' in note_of(self.get(client, story.url).content.decode())

    def test_nothing_is_suggested_where_bokmal_is_not_offered(self, client, settings):
        settings.LANGUAGES_OFFERED = ["en"]
        assert note_of(self.get(client).content.decode()) == ""

    @pytest.mark.usefixtures("every_language")
    def test_a_dane_is_offered_danish_once_it_is_complete(self, client):
        note = note_of(self.get(client, accept="da").content.decode())
        assert '<a href="/da/pioneers/" hreflang="da">Læs denne side på dansk</a>' in note


def test_staff_choose_among_languages_offered_for_help(client):
    client.force_login(UserFactory(roles=["editor"], language="da"))
    page = client.get("/admin/help/")
    assert page.context["help"].language == "en"
    assert [code for code, *_rest in page.context["languages"]] == ["en", "nb"]
    assert client.get("/admin/help/?language=fi").context["help"].language == "en"


def test_the_site_opens_in_english_for_staff_whose_language_is_not_offered(client):
    client.force_login(UserFactory(roles=["editor"], language="da"))
    page = client.get("/admin/").content.decode()
    assert "/da/" not in page


def test_a_juror_below_such_an_address_reads_their_reviews_in_english(client):
    client.force_login(PanelMemberFactory().user)
    page = client.get("/is/review/").content.decode()
    assert '<html lang="en"' in page
    assert SENTENCES["is"].not_offered in page
    assert 'href="/help/juror/"' in page


def test_what_is_offered_where_nothing_is_set_is_complete(settings):
    assert settings.LANGUAGES_OFFERED == ["en", "nb"]
    for code in settings.LANGUAGES_OFFERED:
        assert code == "en" or code in COMPLETE
        assert all((TEXTS / f"{role}.{code}.md").exists() for role in (*SITE_ROLES, *STAFF_ROLES))


@pytest.mark.parametrize(
    ("offered", "faults"),
    [(["en", "nb"], []), (["en"], []), (["en", "xx"], ["portal.E001"]), (["nb"], ["portal.E002"])],
)
def test_the_site_does_not_start_with_a_language_it_does_not_know_or_without_english(settings, offered, faults):
    settings.LANGUAGES_OFFERED = offered
    assert [error.id for error in run_checks() if error.id.startswith("portal.")] == faults


def test_every_language_of_the_site_can_say_it(settings):
    assert set(SENTENCES) == {code for code, _name in settings.LANGUAGES} - {"en"}
    assert HomePage.objects.count() == len(settings.LANGUAGES)
