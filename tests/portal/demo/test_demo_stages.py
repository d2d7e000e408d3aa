"""The stages of the demo, each loaded once, at an instant that is awkward: what it is for is there to be seen."""

from collections import Counter
from datetime import UTC, datetime, timedelta

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
from portal.demo.load import OF_A_STAGE, OF_EVERY_STAGE, STAGES, load_demo
from portal.demo.pioneers.editions import first_living_year, past_reveal
from portal.demo.stages import Prize, stage_named
from portal.people.models import User
from tests.portal.demo.landings import assert_each_thing_can_be_tried
from tests.portal.demo.loading import loaded

BEFORE = datetime.fromisoformat("2026-01-15T12:00:00+00:00")

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture(scope="module")
def _files(django_db_setup, django_db_blocker, tmp_path_factory):
    """What every stage has (test_demo.py loads all at one instant); where its files are."""
    with loaded(OF_EVERY_STAGE, BEFORE, tmp_path_factory.mktemp("demo"), django_db_blocker) as files:
        yield files


@pytest.fixture
def load(_files, db, clock, settings):
    """Loads a stage at an instant, and answers it."""
    for name, folder in _files.items():
        setattr(settings, name, folder)

    def load(name: str, instant: str) -> datetime:
        at = datetime.fromisoformat(instant)
        clock(at)
        for _title, part in OF_A_STAGE:
            part(at, stage_named(name))
        return at

    return load


@pytest.fixture
def texts(client):
    """Opens a stage's pages as those they are for, and what each account may try; returns each page's text."""

    def texts(name: str, at: datetime) -> dict[str, str]:
        assert_each_thing_can_be_tried(at)
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


def test_nominating_on_a_leap_day(load, texts):
    at = load("nominating", "2028-02-29T23:30:00+00:00")
    edition = edition_for_nominating(at)
    assert edition.takes_nominations(at)
    assert edition.year == 2028
    assert not Edition.objects.filter(state=EditionState.JUDGING).exists()
    assert Nomination.objects.filter(state=NominationState.SUBMITTED).count() == 3
    assert Candidacy.objects.filter(state=CandidacyState.ASKED).count() >= 3
    home = texts("nominating", at)["/", ""]
    assert home.index("Nominate a young person") < home.index("Read the call")


def test_the_jury_on_the_last_evening_of_a_year(load, texts):
    at = load("jury", "2026-12-31T22:50:00+00:00")
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


def test_the_reveal_was_last_night_on_new_years_day(load, texts, client):
    at = load("revealed", "2027-01-01T00:10:00+00:00")
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


def test_calls_close_in_a_few_days_in_the_night_clocks_go_forward(load, texts):
    at = load("call-open", "2026-03-29T00:59:00+00:00")
    open_now = open_calls(at)
    assert {call.programme.slug for call in open_now} == {"seed-funding", "safer-cities-norway"}
    assert all(call.closes_at - at < timedelta(days=6) for call in open_now)
    for programme in ("seed-funding", "safer-cities-norway"):
        held = Application.objects.filter(call__in=open_now, call__programme__slug=programme)
        assert {ApplicationState.DRAFT, ApplicationState.SUBMITTED} <= set(held.values_list("state", flat=True))
    read = texts("call-open", at)
    assert "Kajkiosken blir kvällsöppen" in read["/applications/", "applicant@demo.test"]


def test_decided_in_the_hour_that_comes_twice(load, texts, client):
    at = load("decided", "2026-10-25T00:30:00+00:00")
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
    assert "ungdomsstyret får ikke noe å bestemme over" in client.get(f"/applications/{refused.uuid}/").content.decode()


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
