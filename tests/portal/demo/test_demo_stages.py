"""The stages of the demo, each loaded at an instant that is awkward: what it is for is there to be seen."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from grants.models import Application, Award, Call
from grants.queries.calls import open_calls
from grants.queries.open_data import grants
from grants.states import ApplicationState
from pioneers.models import Candidacy, Edition, Nomination
from pioneers.queries.editions import edition_for_nominating
from pioneers.queries.laureates import published
from pioneers.states import CandidacyState, EditionState, NominationState
from portal.assessment.queries.queue import queue_of
from portal.assessment.states import AssignmentState
from portal.demo.accounts import open_accounts
from portal.demo.grants import calls, load_calls, load_grants
from portal.demo.load import EVERYTHING, OF_A_STAGE, OF_EVERY_STAGE, STAGES, load_demo
from portal.demo.pioneers.editions import first_living_year, past_reveal
from portal.demo.stages import Prize, stage_named
from portal.people.models import User
from tests.portal.demo.landings import assert_each_thing_can_be_tried
from tests.portal.demo.loading import loaded

BEFORE = datetime.fromisoformat("2026-01-15T12:00:00+00:00")
# In the Nordic countries it is the next year already.
TURN_OF_THE_YEAR = datetime.fromisoformat("2026-12-31T23:30:00+00:00")
HOUR_THAT_COMES_TWICE = datetime.fromisoformat("2026-10-25T00:30:00+00:00")
CITIES, ALLIANCE, CALLS, PRIZE, CASES, MAIL = OF_A_STAGE
# Calls that lie elsewhere in time in some stage, and those that never do.
MOVED = frozenset({"seed_open", "seed_closing", "seed_assessment", "norway_open"})
UNMOVED = frozenset(path.stem for path in Path(calls.__file__).parent.glob("*.toml")) - MOVED

# The demo as a whole is loaded on SQLite (test_demo.py).
pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture(scope="module")
def files(django_db_setup, django_db_blocker, tmp_path_factory):
    """What every stage has; where its files are."""
    with loaded(OF_EVERY_STAGE, BEFORE, tmp_path_factory.mktemp("demo"), django_db_blocker) as files:
        yield files


@pytest.fixture(scope="class", autouse=True)
def _shared(request, django_db_blocker):
    """The parts that the stages of a class have in common."""
    if not request.cls:
        yield
        return
    folder = request.getfixturevalue("files")["MEDIA_ROOT"].parent
    with loaded(request.cls.SHARED, request.cls.AT, folder, django_db_blocker):
        yield


@pytest.fixture(scope="class")
def known():
    """What was offered, and opened, in the shared parts."""
    return set()


@pytest.fixture
def load(files, db, clock, settings, request):
    """Loads a stage's own parts, and answers the instant it stands at."""
    for name, folder in files.items():
        setattr(settings, name, folder)

    def load(name: str) -> datetime:
        clock(request.cls.AT)
        for _title, part in request.cls.OWN:
            part(request.cls.AT, stage_named(name))
        return request.cls.AT

    return load


@pytest.fixture
def texts(client, known, request):
    """Opens a stage's pages as those they are for, and what each account may try; returns each page's text."""

    def texts(name: str, at: datetime) -> dict[str, str]:
        offers = assert_each_thing_can_be_tried(at, known)
        known.update(offer for offer in offers if offer.email.startswith(request.cls.WHO_MEETS_SHARED))
        read = {}
        for page in stage_named(name).pages:
            client.logout()
            if page.account:
                client.force_login(User.objects.get(email=page.account))
            response = client.get(page.path)
            assert response.status_code == 200, page
            content = b"".join(response.streaming_content) if response.streaming else response.content
            read[page.path, page.account] = content.decode()
        return read

    return texts


class TestThePrizeAsTheYearTurns:
    """Stages that differ in the prize: their calls, and the letters about these, are the same."""

    AT = TURN_OF_THE_YEAR
    SHARED = (CITIES, ALLIANCE, CALLS, MAIL)
    OWN = (PRIZE, CASES)
    WHO_MEETS_SHARED = ("applicant", "contact", "reviewer", "funder", "mayor", "advisor", "expert")

    def test_their_calls_are_those_of_the_whole_demo(self):
        for name in ("nominating", "jury", "revealed"):
            assert (stage_named(name).windows, stage_named(name).without) == (EVERYTHING.windows, EVERYTHING.without)

    def test_nominating(self, load, texts):
        at = load("nominating")
        edition = edition_for_nominating(at)
        assert edition.takes_nominations(at)
        assert edition.year == 2027
        assert not Edition.objects.filter(state=EditionState.JUDGING).exists()
        assert Nomination.objects.filter(state=NominationState.SUBMITTED).count() == 3
        assert Candidacy.objects.filter(state=CandidacyState.ASKED).count() >= 3
        home = texts("nominating", at)["/", ""]
        assert home.index("Nominate a young person") < home.index("Read the call")

    def test_the_jury_reads(self, load, texts):
        at = load("jury")
        edition = Edition.objects.get(state=EditionState.JUDGING)
        assert edition.year == edition.reveal_at.year == 2027
        assert not edition_for_nominating(at).takes_nominations(at)
        assert set(edition.candidacies.values_list("state", flat=True)) == {
            CandidacyState.IN_FIELD,
            CandidacyState.WITHDRAWN,
        }
        for number in (1, 4):
            duties = Counter(line.state for line in queue_of(User.objects.get(email=f"juror{number}@demo.test"), at))
            assert set(duties) == set(AssignmentState), "read, begun and to be read"
        assert "to read" in texts("jury", at)["/review/", "juror1@demo.test"].lower()

    def test_the_reveal_was_last_night(self, load, texts, client):
        at = load("revealed")
        latest = published(at).filter(edition__year=2026)
        assert {candidacy.name for candidacy in latest} == {
            "Halima Osman Berg",
            "Saga Ekvall",
            "Nivi Olsvig-Berthelsen",
            "Hrafn Sólrúnarson",
        }
        assert timedelta(0) < at - latest[0].edition.reveal_at < timedelta(days=2)
        assert not Edition.objects.filter(state=EditionState.DECIDED, reveal_at__gt=at).exists()
        assert not Edition.objects.filter(state=EditionState.JUDGING).exists()
        read = texts("revealed", at)
        for candidacy in latest:
            assert candidacy.name in read["/", ""]
            assert candidacy.name in read["/pioneers/", ""]
        ceremony = client.get("/pioneers/ceremony/2026/").content.decode()
        assert "Hrafn Sólrúnarson" in ceremony
        assert "The jury is reading" not in ceremony


class TestCallsInTheHourThatComesTwice:
    """Stages that differ in some of their calls: the prize is the same."""

    AT = HOUR_THAT_COMES_TWICE
    SHARED = (
        CITIES,
        ALLIANCE,
        PRIZE,
        ("calls that are not moved", lambda at, stage: load_grants(at, windows={}, without=stage.without | MOVED)),
    )
    OWN = (
        ("its calls", lambda at, stage: load_calls(at, windows=stage.windows, without=stage.without | UNMOVED)),
        CASES,
    )
    WHO_MEETS_SHARED = ("juror", "nominator")

    def test_they_have_in_common_what_is_shared(self):
        for stage in map(stage_named, ("call-open", "decided")):
            assert stage.prize == EVERYTHING.prize
            assert {*stage.windows, *stage.without} <= MOVED

    def test_calls_close_in_a_few_days(self, load, texts):
        at = load("call-open")
        open_now = open_calls(at)
        assert {call.programme.slug for call in open_now} == {"seed-funding", "safer-cities-norway"}
        assert all(call.closes_at - at < timedelta(days=6) for call in open_now)
        for programme in ("seed-funding", "safer-cities-norway"):
            held = Application.objects.filter(call__in=open_now, call__programme__slug=programme)
            assert {ApplicationState.DRAFT, ApplicationState.SUBMITTED} <= set(held.values_list("state", flat=True))
        read = texts("call-open", at)
        assert "Kajkiosken blir kvällsöppen" in read["/applications/", "applicant@demo.test"]

    def test_calls_are_decided(self, load, texts, client):
        at = load("decided")
        assert not open_calls(at).exists()
        latest = Call.objects.filter(closes_at__gt=at - timedelta(days=90), closes_at__lt=at)
        assert {call.programme.slug for call in latest} == {"seed-funding", "safer-cities-norway"}
        held = Application.objects.filter(call__in=latest)
        assert not held.filter(state__in=(ApplicationState.SUBMITTED, ApplicationState.ELIGIBLE)).exists()
        for call in latest:
            assert Award.objects.filter(call=call, published_at__lte=at).exists()
            waiting = Award.objects.filter(call=call, state="offered", answer_due__gt=at)
            assert waiting.exists(), "somebody can answer in time"
        titles = {grant["title"] for grant in grants(at)}
        assert {"Keys to the Ice Hall", "Frokost klokka sju"} <= titles
        texts("decided", at)
        refused = Application.objects.get(title="Bygda i byen: ungdom leier ut sentrum")
        client.force_login(User.objects.get(email="contact-no@demo.test"))
        assert (
            "ungdomsstyret får ikke noe å bestemme over"
            in client.get(f"/applications/{refused.uuid}/").content.decode()
        )


def test_on_any_day_both_past_editions_were_revealed_before_and_the_next_has_the_year_of_its_reveal():
    for day in range(366):
        at = datetime(2028, 1, 1, 0, 10, tzinfo=UTC) + timedelta(days=day)
        for prize in {stage.prize for stage in STAGES} | {Prize()}:
            year = first_living_year(at, prize)
            assert past_reveal(year - 1) < at
            if prize.reveal_in is not None:
                assert year == (at + timedelta(days=prize.reveal_in)).year


def test_a_stage_that_is_not_there_is_named():
    with pytest.raises(CommandError, match="spring"):
        call_command("load_demo", "--stage", "spring")
    with pytest.raises(LookupError, match="nominating, jury"):
        load_demo(lambda line: None, stage="spring")


def test_a_stage_that_was_loaded_is_left_as_it_is():
    open_accounts(BEFORE)
    told = []
    load_demo(told.append, stage="jury")
    assert not told
    assert not Edition.objects.exists()
