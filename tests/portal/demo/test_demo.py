"""The demo, loaded once on SQLite, where it lives, late on a leap day that is over in the Nordic countries: whatever
the day, there is something of everything."""

from datetime import datetime

import pytest
from django.urls import resolve
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, WorkflowState

from grants.models import Application, Award, Call, Decision, Representative
from grants.queries.open_data import grants
from grants.states import AwardState, CallPhase, CallState, DecisionKind, SeatState
from pioneers import states
from pioneers.models import Candidacy, Edition, Nomination, Nominee
from pioneers.queries.editions import edition_for_nominating
from pioneers.queries.laureates import published
from portal.assessment.models import Entry, Recusal, Review, Round
from portal.assessment.queries.queue import queue_of
from portal.assessment.states import EntryState, RecusalOrigin, ReviewState, RoundState
from portal.content.models import EditorialImage, StoryPage
from portal.content.models.blocks import StoryBlocks
from portal.demo.load import OF_A_STAGE, OF_EVERY_STAGE, load_demo
from portal.demo.things_to_try import ROLES
from portal.desk.models import Case
from portal.desk.queries.worklist import MINE, UNOWNED, worklist_now
from portal.mail.models import Letter
from portal.people.models import User
from tests.portal.demo.landings import assert_each_thing_can_be_tried
from tests.portal.demo.loading import loaded

AT = datetime.fromisoformat("2028-02-29T23:30:00+00:00")
BLOCKS = set(StoryBlocks().child_blocks)

# What each stage is made of is loaded on PostgreSQL too (test_demo_stages.py).
pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture(scope="module")
def _files(django_db_setup, django_db_blocker, tmp_path_factory):
    """The whole demo; where its files are."""
    with loaded((*OF_EVERY_STAGE, *OF_A_STAGE), AT, tmp_path_factory.mktemp("demo"), django_db_blocker) as files:
        yield files


@pytest.fixture(autouse=True)
def _at_that_time(_files, db, clock, settings):
    clock(AT)
    for name, folder in _files.items():
        setattr(settings, name, folder)


def states_of(model, field="state"):
    return set(model.objects.values_list(field, flat=True))


def test_the_secretariat_has_its_hands_full():
    manager, finance = (User.objects.get(email=f"{name}@demo.test") for name in ("manager", "finance"))
    everything, mine = worklist_now(manager, AT), worklist_now(manager, AT, cases=MINE)
    for urgency in ("stuck", "closing", "waiting"):
        assert everything[urgency].total > mine[urgency].total >= 1, urgency
    kinds = {row.kind for row in everything["closing"].rows}
    assert {"grants.close_call", "pioneers.answers", "assessment.short_of_reviews", "membership.ending"} <= kinds
    shown = [row for section in mine.values() for row in section.rows]
    assert any(row.owner == "Mikkel Aagaard" and row.stand_in for row in shown)
    assert any(row.stand_in == "Mikkel Aagaard" for row in shown)
    assert worklist_now(manager, AT, cases=UNOWNED)["waiting"].total
    assert worklist_now(finance, AT, cases=MINE)["stuck"].total == 1


def test_every_state_of_the_prize_has_an_example_and_one_edition_is_open():
    for model, wanted in (
        (Edition, states.EditionState),
        (Nomination, states.NominationState),
        (Candidacy, states.CandidacyState),
        (Nominee, states.NomineeState),
        (Round, RoundState),
        (Entry, EntryState),
        (Review, ReviewState),
    ):
        assert set(model.objects.values_list("state", flat=True)) == set(wanted.values), model
    assert set(Recusal.objects.values_list("origin", flat=True)) == set(RecusalOrigin.values)
    assert edition_for_nominating(AT).takes_nominations(AT)
    assert published(AT).count() == 8
    for number in range(1, 6):
        assert len(queue_of(User.objects.get(email=f"juror{number}@demo.test"), AT)) >= 3


def test_the_grants_show_every_state_and_spare_real_cities():
    assert states_of(Call) == set(CallState)
    decided = {"dismissed", "awarded", "refused", "accepted", "declined", "withdrawn"}
    assert states_of(Application) >= {"draft", "submitted", "eligible", *decided}
    assert states_of(Award) == set(AwardState)
    assert states_of(Decision, "kind") == set(DecisionKind)
    assert states_of(Representative) == set(SeatState)
    of_calls = Round.objects.filter(owner_kind="grants.call")
    assert set(of_calls.values_list("state", flat=True)) == set(RoundState)
    entries = Entry.objects.filter(round__in=of_calls)
    assert set(entries.values_list("state", flat=True)) == set(EntryState)
    assert set(Review.objects.filter(entry__in=entries).values_list("state", flat=True)) == set(ReviewState)
    assert {call.programme.slug for call in Call.objects.all() if call.takes_applications(AT)} == {
        "seed-funding",
        "safer-cities-norway",
    }
    assert {call.phase(AT) for call in Call.objects.filter(state=CallState.ANNOUNCED)} == set(CallPhase)
    assert not Application.objects.exclude(city=None).exclude(city__latitude=None).exists(), "a real city applied"
    assert len(list(grants(AT))) >= 5


def test_the_ways_back_of_grants_are_there_to_be_seen():
    standing = Decision.objects.filter(voided_at=None)
    [stoppable] = [decision for decision in standing if decision.can_be_stopped(AT)]
    assert Letter.objects.filter(about_uuid=stoppable.application.uuid, template="grants/refused", state="waiting")
    corrected = standing.exclude(replaces=None)
    assert {(one.replaces.kind, one.kind) for one in corrected} == {
        ("award_full", "award_part"),
        ("award_full", "refuse"),
    }
    assert Award.objects.exclude(unpublished_at=None).exclude(unpublished_reasons="").count() == 1


@pytest.mark.usefixtures("every_language")
def test_there_are_pages_to_read_in_every_language_and_a_story_to_approve(client):
    stories = StoryPage.objects.filter(locale__language_code="en")
    assert stories.live().count() == 6
    assert {block.block_type for story in stories for block in story.body} == BLOCKS
    waiting = WorkflowState.objects.get(status=WorkflowState.STATUS_IN_PROGRESS)
    assert waiting.content_object.title == "Open until one"
    assert set(stories.not_live().values_list("title", flat=True)) == {"Open until one", "Nine lanterns on a bridge"}
    assert not Page.objects.filter(slug="open-until-one").exclude(locale__language_code="en").exists()
    for picture in EditorialImage.objects.all():
        assert picture.alternative_text
        assert picture.credit
    for moved in Redirect.objects.all():
        assert client.get(f"{moved.old_path}/")["Location"] == moved.redirect_page.url
    for code in ("en", "da", "nb", "sv", "fi", "is"):
        home = client.get("/" if code == "en" else f"/{code}/")
        site = home.context["site"]
        links = [*site.header, *(link for _heading, links in site.columns for link in links)]
        assert len(links) >= 12
        assert all(resolve(link.url) for link in links)
    assert "Årets lengste natt" in client.get("/nb/stories/four-grown-ups-and-a-thermos/").content.decode()
    standing_in = client.get("/sv/about/privacy/").content.decode()
    assert "If somebody nominated you" in standing_in
    assert 'class="notice note"' in standing_in


def test_each_account_finds_what_the_sign_in_page_promises():
    texts = {offer.email: offer.text for offer in assert_each_thing_can_be_tried(AT)}
    for role in ROLES:
        for account in role.accounts:
            assert texts[account.email] == str(account.things[0].text), "the first thing is there in the whole demo"


def test_loaded_once_more_nothing_is_there_twice():
    before = [model.objects.count() for model in (Case, Nomination, Application, Page)]
    load_demo(lambda line: None)
    assert [model.objects.count() for model in (Case, Nomination, Application, Page)] == before
