"""Pages kept for anonymous visitors: nothing of one visitor in them, never older than what changed them."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import caches
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory
from django.utils.translation import override

from portal.audit.actions.events import log_event
from portal.content.caching import GENERATION, cached_until, clear_cached_pages
from portal.content.release import release
from portal.core import clock as the_clock
from tests.factories.content import StoryPageFactory
from tests.factories.people import UserFactory

PATH = "/stories/"


class Counted:
    """A view that says how often it was asked."""

    def __init__(self, next_instant=None, answer=None):
        self.asked = 0
        self.answer = answer
        self.view = cached_until(next_instant)(self)
        self.__name__ = "counted"

    def __call__(self, request, **kwargs):
        self.asked += 1
        return self.answer(request) if self.answer else HttpResponse(f"asked {self.asked}")

    def get(self, path=PATH, cookies=None, method="get", **headers):
        request = getattr(RequestFactory(), method)(path, **headers)
        request.COOKIES.update(cookies or {})
        return self.view(request)


def test_a_page_is_made_once():
    view = Counted()
    assert view.get().content == view.get().content == b"asked 1"


@pytest.mark.parametrize(
    "again",
    [
        {"path": "/stories/?year=2026"},
        {"path": "/grants/"},
        {"headers": {"HX-Request": "true"}},
        {"HTTP_HOST": "testserver:81"},
        {"cookies": {"sessionid": "x"}},
        {"cookies": {"messages": "x"}},
        {"headers": {"Authorization": "Basic x"}},
        {"method": "post"},
    ],
)
def test_another_question_is_answered_anew(again):
    view = Counted()
    view.get()
    assert view.get(**again).content == b"asked 2"


def test_each_language_has_its_own():
    view = Counted()
    with override("da"):
        view.get()
    with override("fi"):
        assert view.get().content == b"asked 2"


def test_an_endless_query_is_never_kept():
    view = Counted()
    for _time in range(2):
        view.get(path="/stories/?q=" + "x" * 300)
    assert view.asked == 2


def token(request):
    return HttpResponse(get_token(request))


def cookie(request):
    response = HttpResponse("hello")
    response.set_cookie("draft", "x")
    return response


def private(request):
    return HttpResponse("mine", headers={"Cache-Control": "private"})


@pytest.mark.parametrize("answer", [token, cookie, private, lambda request: HttpResponse("no", status=404)])
def test_nothing_of_one_visitor_is_kept(answer):
    view = Counted(answer=answer)
    view.get()
    view.get()
    assert view.asked == 2


def test_a_page_is_not_kept_past_the_instant_that_changes_it(clock):
    clock("2026-09-24T17:59:50Z")
    reveal = the_clock.now() + timedelta(seconds=10)
    view = Counted(next_instant=lambda at: reveal if at < reveal else None)
    view.get()
    clock("2026-09-24T17:59:59Z")
    assert view.get().content == b"asked 1"
    clock("2026-09-24T18:00:00Z")
    assert view.get().content == b"asked 2"


def test_an_instant_that_is_here_keeps_nothing():
    view = Counted(next_instant=lambda at: at)
    view.get()
    view.get()
    assert view.asked == 2


@pytest.mark.django_db
def test_every_recorded_action_begins_anew(django_capture_on_commit_callbacks):
    view = Counted()
    view.get()
    with django_capture_on_commit_callbacks(execute=True):
        log_event(verb="pioneers.withdraw_consent", by=None, about=UserFactory(), at=the_clock.now())
    assert view.get().content == b"asked 2"


@pytest.mark.django_db
def test_clearing_waits_for_the_commit(django_capture_on_commit_callbacks):
    view = Counted()
    view.get()
    with django_capture_on_commit_callbacks(execute=True):
        clear_cached_pages()
        assert view.get().content == b"asked 1"
    assert view.get().content == b"asked 2"


def test_browsers_ask_again_and_get_a_short_answer():
    view = Counted()
    first = view.get()
    assert first["Cache-Control"] == "no-cache"
    assert "Cookie" in first["Vary"]
    kept = view.get()
    assert view.get(headers={"If-None-Match": kept["ETag"]}).status_code == 304


@pytest.mark.django_db
def test_a_page_asked_again_costs_no_query(client, cost):
    story = StoryPageFactory()
    client.get(story.url)
    with cost() as spent:
        page = client.get(story.url)
    assert page.status_code == 200
    assert spent.queries == 0
    assert "Cookie" in page["Vary"]
    assert "Content-Security-Policy" in page


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/stories/", "/da/", "/robots.txt", "/sitemap.xml"])
def test_no_public_page_holds_a_token_or_opens_a_session(client, path):
    page = client.get(path)
    assert b"csrfmiddlewaretoken" not in page.content
    assert not page.cookies


@pytest.mark.django_db
def test_the_userbar_is_on_no_public_page(client):
    client.force_login(UserFactory(is_superuser=True))
    assert b"wagtail-userbar" not in client.get(StoryPageFactory().url).content


def test_a_generation_crowded_out_never_comes_back():
    """A full cache throws entries out at random. A page from before a withdrawal must not be found again by that."""
    view = Counted()
    caches["pages"].delete(GENERATION)
    view.get()
    caches["pages"].delete(GENERATION)
    assert view.get().content == b"asked 2"


def test_asking_for_many_pages_crowds_out_no_rate_limit():
    assert settings.CACHES["pages"]["LOCATION"] != settings.CACHES["default"]["LOCATION"]
    counters = caches["default"]
    counters.set("allauth:rl:login", [1])
    view = Counted()
    for number in range(400):
        view.get(f"/stories/?page={number}")
    assert counters.get("allauth:rl:login") == [1]


def test_a_release_finds_no_page_of_the_one_before(monkeypatch):
    view = Counted()
    view.get()
    monkeypatch.setattr("portal.content.caching.release", lambda: "another")
    assert view.get().content == b"asked 2"


def test_another_template_is_another_release(tmp_path, settings):
    for folder in ("portal", "pioneers", "grants", "templates", "requirements"):
        (tmp_path / folder).mkdir()
    (tmp_path / "requirements" / "base.txt").write_text("django==5.2\n")
    template = tmp_path / "templates" / "home.html"
    template.write_text("Welcome")
    settings.BASE_DIR = tmp_path
    before = release.__wrapped__()
    assert before == release.__wrapped__()
    template.write_text("Velkommen")
    assert before != release.__wrapped__()


def test_whoever_changes_a_template_sees_it_at_once(settings):
    settings.DEBUG = True
    view = Counted()
    assert [view.get().content, view.get().content] == [b"asked 1", b"asked 2"]
