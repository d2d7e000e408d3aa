"""What every test stands on: cloned databases, templates that fail on undefined variables, a clock to move."""

import gc
import itertools
import os
import re
from functools import lru_cache

import pytest
import time_machine
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test import Client, TransactionTestCase
from django.utils import translation

from portal.documents.inspection import pdf
from tests.support.databases import databases_for
from tests.support.queries import measured
from tests.support.s3 import S3Server, use_buckets
from tests.support.stripe.double import running_double

# What commits to the database, and what lies in no database.
COMMITS = {"transactional_db", "live_server"}
ELSEWHERE = {"client", "visit", "s3"}
# Where a single test, or what its module loads, takes half a minute.
LONG = ("tests/journeys/", "tests/portal/demo/")


def pytest_collection_modifyitems(config, items):
    """Which tests run on which database: all on PostgreSQL, and on SQLite what the two may answer differently.

    In a run of all of them (`make test`) SQLite tries what counts queries (`cost`: each list), what commits, what is
    marked `both` (its queries or constraints are of a kind that differs) or `each_value`, and what is marked `sqlite`
    (the whole demo, through every action). The rest belongs to PostgreSQL: rules and their refusals, pages, browsers,
    buckets. Tests marked `postgresql` or `once` belong there as well. Of a test that is asked for several values,
    SQLite tries the first, unless it is marked `each_value`, counts queries or commits. Whoever chose the tests gets
    all of them: only what says something of the other database alone is skipped, and says so.
    """
    other = "postgresql" if on_sqlite() else "sqlite"
    if os.environ.get("TESTS_SHARED_OUT") != "1":
        for item in items:
            if item.get_closest_marker(other):
                item.add_marker(pytest.mark.skip(reason=f"says something of {other} alone: run it with ON={other}"))
        return
    elsewhere = [item for item in items if (_skips_sqlite(item) if on_sqlite() else item.get_closest_marker(other))]
    if elsewhere:
        config.hook.pytest_deselected(items=elsewhere)
        gone = set(elsewhere)
        items[:] = [item for item in items if item not in gone]
    # The first worker has the first half: it goes through what is long, with the one browser and the one demo, while
    # the other does the rest and then takes over what is left, all of it short.
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


def on_sqlite() -> bool:
    return settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")


def _skips_sqlite(item) -> bool:
    if item.get_closest_marker("postgresql") or item.get_closest_marker("once"):
        return True
    asked, database = set(item.fixturenames), item.get_closest_marker("django_db")
    stays = "cost" in asked or any(map(item.get_closest_marker, ("both", "sqlite")))
    commits = asked & COMMITS or (database and database.kwargs.get("transaction"))
    all_values = "cost" in asked or commits or item.get_closest_marker("each_value")
    if not stays and (not all_values or asked & ELSEWHERE or _makes_a_client(item)):
        return True
    return not all_values and hasattr(item, "callspec") and any(item.callspec.indices.values())


def _makes_a_client(item) -> bool:
    """Whether the test, a fixture it asks for or a function they call by its name makes a browser beside `client`."""
    found = item._fixtureinfo.name2fixturedefs
    made = [item.function, *(fixture.func for name in item.fixturenames for fixture in found.get(name, ()))]
    made = [one for one in made if hasattr(one, "__code__")]
    called = [one.__globals__.get(name) for one in made for name in one.__code__.co_names]
    return any("Client" in one.__code__.co_names for one in [*made, *called] if hasattr(one, "__code__"))


def pytest_collection_finish():
    """What is loaded by now stays: the collector of garbage need not look through Django and Wagtail again."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker):
    """A clone of the template database for this worker; made anew, not flushed, after a test that commits."""
    databases = databases_for(os.environ.get("PYTEST_XDIST_WORKER", "main"))
    with django_db_blocker.unblock():
        databases.prepare()
    flush = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = lambda self: databases.restore()
    yield
    TransactionTestCase._fixture_teardown = flush
    with django_db_blocker.unblock():
        databases.drop()


@pytest.fixture(scope="session")
def _folders(tmp_path_factory):
    """A folder for the files of each test. Few tests store any, so none is made before it is written to."""
    folder = tmp_path_factory.mktemp("files")
    return (folder / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def _fresh_cache(_folders, settings):
    """No page, rate limit or file of one test is seen by the next."""
    folder = next(_folders)
    settings.MEDIA_ROOT = folder / "media"
    settings.PRIVATE_ROOT = folder / "private"
    for name in settings.CACHES:
        caches[name].clear()


@pytest.fixture(scope="session")
def s3_server():
    """A real S3 server with the three buckets, for the whole run of this worker."""
    server = S3Server().start()
    yield server
    server.stop()


@pytest.fixture
def s3(s3_server, settings):
    """Private, public and locked files lie in buckets for this test; gives the boto3 client to look into them."""
    with use_buckets(settings, s3_server) as client:
        yield client


@pytest.fixture
def stripe_double():
    """Stripe as this test finds it: nothing has happened there yet (see tests/support/stripe)."""
    double = running_double()
    double.reset()
    return double


@pytest.fixture(scope="session", autouse=True)
def _read_once():
    """A PDF that many tests send is read once, with the same bounds: each reading starts a program of its own."""
    read = pdf._run
    kept = lru_cache(maxsize=200)(lambda _bound, *asked: read(*asked))
    pdf._run = lambda *asked: kept(pdf.MAX_SECONDS, *asked)
    yield
    pdf._run = read


@pytest.fixture(autouse=True)
def _own_language():
    """A request in one language leaves its thread in it; the next test begins in the site's own."""
    translation.activate(settings.LANGUAGE_CODE)
    yield
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def every_language(settings):
    """As if each language of the site were complete and offered, for what a page does in one of them."""
    settings.LANGUAGES_OFFERED = [code for code, _name in settings.LANGUAGES]


@pytest.fixture
def clock():
    """Moves the one clock: `clock("2026-09-01T12:00:00Z")`, then `clock.shift(seconds)` or again `clock(…)`."""
    traveller = []

    class Clock:
        def __call__(self, instant):
            while traveller:
                traveller.pop().stop()
            travel = time_machine.travel(instant, tick=False)
            traveller.append(travel)
            self.coordinates = travel.start()

        def shift(self, by):
            self.coordinates.shift(by)

    yield Clock()
    while traveller:
        traveller.pop().stop()


class CheckedClient(Client):
    """A client that notices a form which posts to us without its CSRF token."""

    FORM = re.compile(rb"<form\b[^>]*method=[\"']?post[^>]*>.*?</form>", re.IGNORECASE | re.DOTALL)

    def request(self, **request):
        response = super().request(**request)
        if response.get("Content-Type", "").startswith("text/html") and not response.streaming:
            for form in self.FORM.findall(response.content):
                assert b"csrfmiddlewaretoken" in form, f"a form without CSRF token at {request.get('PATH_INFO')}"
        return response


@pytest.fixture
def client():
    return CheckedClient()


@pytest.fixture
def cost():
    """`with cost() as spent:` counts SQL queries and rows fetched (spent.queries, spent.rows)."""
    return measured


@pytest.fixture
def on_postgresql():
    return connection.vendor == "postgresql"
