"""What everyone may read: awards accepted and published, and nothing else."""

import csv
import io
import json
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.urls import reverse

from grants.actions.awards import publish_award
from grants.errors import NotAccepted, PublicReasonsMissing
from grants.queries.open_data import organisation_id
from grants.queries.site import GrantsOnSite
from portal.adminkit.addresses import staff_url
from portal.content import sources
from portal.core.clock import now
from portal.core.errors import NotAllowed
from portal.core.money import Money
from portal.core.states import TransitionRefused
from portal.mail.models import Letter
from tests.factories.cities import CityFactory, OrganisationFactory
from tests.factories.grants import (
    ANSWERS,
    ApplicationFactory,
    CallFactory,
    FundFactory,
    MunicipalityFactory,
    ProgrammeFactory,
    RepresentativeFactory,
    accepted,
    announced,
    decided,
    eligible,
    published,
    submitted,
)
from tests.factories.people import EditorFactory, ManagerFactory
from tests.grants.pages import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def publish(application, reasons="It reaches many.", publish_at=None, by=None):
    return publish_award(
        award=application.award,
        public_reasons=reasons,
        publish_at=publish_at or now(),
        by=by or ManagerFactory(),
        at=now(),
    )


def open_data(client):
    return json.loads(b"".join(client.get("/open-data/360giving.json").streaming_content))


def leaky(title):
    return {**ANSWERS, "title": f"LEAK {title}", "summary": f"LEAK {title}", "need": "LEAK need"}


def test_nothing_that_is_not_published_shows_anywhere(client):
    """A draft, one submitted, one in the field, a refusal, an offer, a declined and an unpublished award are there."""
    call = CallFactory(budget_minor=10_000_000_00)
    shown = published(call)
    ApplicationFactory(call=call, answers=leaky("draft"))
    submitted(call, answers=leaky("submitted"))
    eligible(call, answers=leaky("eligible"))
    decided(call, kind="refuse", answers=leaky("refused"), reasons="LEAK reasons")
    announced(call, answers=leaky("offered"), reasons="LEAK reasons")
    accepted(call, answers=leaky("accepted"), reasons="LEAK reasons")
    published(call, answers=leaky("tomorrow"), publish_at=now() + timedelta(days=1))
    CallFactory(draft=True, names={"en": "LEAK draft call"})
    for url in (
        reverse("grants:home"),
        reverse("grants:call", args=[call.uuid]),
        reverse("grants:award", args=[shown.award.uuid]),
        "/open-data/360giving.json",
        "/open-data/360giving.csv",
    ):
        answered = client.get(url)
        content = b"".join(answered.streaming_content) if answered.streaming else answered.content
        assert b"LEAK" not in content, url
        assert shown.contact.email.encode() not in content
        assert shown.contact.name.encode() not in content
    assert len(open_data(client)["grants"]) == 1


def test_an_award_is_public_from_its_instant_and_not_before(client, clock):
    clock("2026-11-20T10:00:00Z")
    instant = now() + timedelta(hours=1)
    award = published(publish_at=instant).award
    url = reverse("grants:award", args=[award.uuid])
    assert client.get(url).status_code == 404
    clock(instant)
    page = text_of(client.get(url))
    assert "It reaches those who need it." in page
    assert "NOK 400,000" in page


def test_an_award_is_never_published_as_of_a_day_that_has_passed(clock):
    clock("2026-11-20T10:00:00Z")
    assert publish(accepted(), publish_at=now() - timedelta(days=40)).published_at == now()


def test_a_draft_call_is_not_found(client):
    assert client.get(reverse("grants:call", args=[CallFactory(draft=True).uuid])).status_code == 404


def test_only_an_accepted_award_is_published():
    with pytest.raises(NotAccepted):
        publish(announced())


def test_publishing_needs_words_for_everyone():
    with pytest.raises(PublicReasonsMissing):
        publish(accepted(), reasons=" ")


def test_only_managers_publish():
    with pytest.raises(NotAllowed):
        publish(accepted(), by=EditorFactory())


def test_published_twice_the_same_is_once_and_the_applicant_is_told_once():
    application, instant = accepted(), now() + timedelta(days=2)
    assert publish(application, publish_at=instant) == publish(application, publish_at=instant)
    publish(application, reasons="Better words.", publish_at=instant)
    assert Letter.objects.filter(template="grants/published", state="waiting").count() == 1


def test_a_moved_publication_is_told_and_what_told_of_the_earlier_day_is_stopped(clock):
    clock("2026-11-20T10:00:00Z")
    application = accepted(language="en")
    publish(application, publish_at=now() + timedelta(days=2))
    publish(application, publish_at=now() + timedelta(days=9))
    told = {letter.state: letter.text for letter in Letter.objects.filter(template="grants/published")}
    assert set(told) == {"dropped", "waiting"}
    assert "29 November 2026" in told["waiting"]


def test_what_is_public_is_not_reworded():
    application = accepted()
    publish(application)
    with pytest.raises(TransitionRefused):
        publish(application, reasons="Other words")


def test_an_award_in_part_says_so(client):
    award = published(kind="award_part", sum=Money(100_000_00, "NOK")).award
    assert "partial award" in text_of(client.get(reverse("grants:award", args=[award.uuid])))


class TestFilters:
    @pytest.fixture
    def awards(self):
        seed = ProgrammeFactory(slug="seed", names={"en": "Seed funding"})
        safer = ProgrammeFactory(slug="safer", names={"en": "Safer Cities"})
        norway = published(CallFactory(programme=safer), answers={**ANSWERS, "title": "In Norway"})
        danish = MunicipalityFactory(city=CityFactory(country="DK"), country="DK")
        denmark = published(
            CallFactory(programme=seed, fund=FundFactory(currency="DKK")),
            organisation=danish,
            answers={**ANSWERS, "title": "In Denmark"},
        )
        return norway, denmark

    @pytest.mark.parametrize(
        ("query", "found", "hidden"),
        [
            ("country=NO", "In Norway", "In Denmark"),
            ("country=DK", "In Denmark", "In Norway"),
            ("programme=seed", "In Denmark", "In Norway"),
        ],
    )
    def test_each_filter_narrows_the_list_and_is_shown_with_a_way_out(self, client, awards, query, found, hidden):
        page = text_of(client.get(f"{reverse('grants:home')}?{query}"))
        assert found in page
        assert hidden not in page
        assert "Remove the filter" in page

    def test_a_year_without_awards_is_no_choice_and_finds_all(self, client, awards):
        page = text_of(client.get(f"{reverse('grants:home')}?year=1999"))
        assert "Select a valid choice" in page

    def test_sums_are_told_by_currency(self, client, awards):
        page = text_of(client.get(reverse("grants:home")))
        assert "DKK 400,000" in page
        assert "NOK 400,000" in page

    def test_nothing_found_is_said(self, client, awards):
        page = text_of(client.get(f"{reverse('grants:home')}?country=IS"))
        assert "Nothing found" in page


def test_a_site_without_programmes_says_so(client):
    assert "Calls are announced here." in text_of(client.get(reverse("grants:home")))


def test_the_call_page_says_who_how_and_until_when(client):
    call = CallFactory(
        programme=ProgrammeFactory(safer_cities_norway=True), eligibility={"countries": ["NO"], "members_only": True}
    )
    page = text_of(client.get(reverse("grants:call", args=[call.uuid])))
    assert "Norway" in page
    assert "Working together" in page
    assert "Copenhagen time" in page
    assert reverse("grants:start", args=[call.uuid]) in page


@pytest.mark.parametrize(("kind", "said"), [("coming", "Opens later"), ("closed", "Closed")])
def test_a_call_that_is_not_open_offers_no_way_in(client, kind, said):
    call = CallFactory(**{kind: True}, round=False)
    page = text_of(client.get(reverse("grants:call", args=[call.uuid])))
    assert said in page
    assert "criteria are published before" in page
    assert reverse("grants:start", args=[call.uuid]) not in page


def test_a_coming_call_is_on_the_list_with_its_opening(client):
    CallFactory(coming=True)
    assert "Opens" in text_of(client.get(reverse("grants:home")))


class TestOpenData:
    def test_each_award_names_bodies_sums_and_dates_as_the_standard_asks(self, client):
        application = published()
        package = open_data(client)
        grant = package["grants"][0]
        assert package["version"] == "1.4"
        assert grant["id"] == f"360G-nordicsafecities-{application.reference}"
        assert grant["currency"] == "NOK"
        assert (grant["amountAppliedFor"], grant["amountAwarded"]) == (400_000, 400_000)
        assert grant["awardDate"] == application.award.awarded_on.isoformat()
        assert grant["plannedDates"] == [{"startDate": "2027-03-01", "endDate": "2028-02-28"}]
        assert grant["beneficiaryLocation"] == [{"countryCode": "NO", "name": application.city.name}]
        assert grant["fundingOrganization"][0]["name"] == "Stiftelsen Fjord"
        assert grant["dateModified"].endswith("Z")
        required = {"id", "title", "description", "recipientOrganization", "fundingOrganization", "url"}
        assert required <= grant.keys()

    @pytest.mark.parametrize(
        ("country", "number", "wanted"),
        [
            ("NO", "988077917", "NO-BRC-988077917"),
            ("DK", "24256790", "DK-CVR-24256790"),
            ("SE", "5567037485", "SE-ON-556703-7485"),
            ("SE", "556703-7485", "SE-ON-556703-7485"),
            ("FI", "20774740", "FI-PRO-20774740"),
            ("IS", "4504013150", "IS-KEN-4504013150"),
        ],
    )
    def test_bodies_are_named_by_their_public_register(self, country, number, wanted):
        assert (
            organisation_id(OrganisationFactory.build(country_id=country, country=None, registration_number=number))
            == wanted
        )

    def test_a_body_without_a_public_number_gets_one_of_ours(self):
        body = OrganisationFactory()
        assert organisation_id(body) == f"360G-nordicsafecities-org-{body.uuid}"

    def test_oere_are_told_with_decimals(self, client):
        budget = [{**ANSWERS["budget"][0], "sum": "100 000,50"}]
        published(answers={**ANSWERS, "budget": budget})
        assert open_data(client)["grants"][0]["amountAwarded"] == 100_000.5

    def test_the_table_says_the_same_and_runs_no_formula(self, client):
        application = published(answers={**ANSWERS, "title": "=HYPERLINK(1)"})
        answered = client.get("/open-data/360giving.csv")
        rows = list(csv.DictReader(io.StringIO(b"".join(answered.streaming_content).decode("utf-8-sig"))))
        assert rows[0]["Title"] == "'=HYPERLINK(1)"
        assert rows[0]["Recipient Org:Name"] == application.organisation.name
        assert rows[0]["Amount Awarded"] == "400000"
        assert answered["Access-Control-Allow-Origin"] == "*"

    def test_before_the_first_award_the_package_is_there_and_empty(self, client):
        accepted()
        assert open_data(client)["grants"] == []
        table = b"".join(client.get("/open-data/360giving.csv").streaming_content).decode()
        assert len(table.splitlines()) == 1

    def test_an_award_without_a_city_still_has_a_country(self, client):
        seat = RepresentativeFactory()
        published(organisation=seat.organisation, city=None, contact=seat.user)
        assert open_data(client)["grants"][0]["beneficiaryLocation"] == [{"countryCode": "NO"}]
        assert client.get(reverse("grants:home")).status_code == 200

    def test_without_awards_the_package_is_empty_and_still_json(self, client):
        assert open_data(client)["grants"] == []

    @pytest.mark.parametrize("name", ["awards.json", "awards.csv"])
    def test_the_command_writes_it_to_a_file(self, tmp_path, capsys, name):
        published()
        call_command("export_360giving", str(tmp_path / name))
        assert "360G-nordicsafecities-" in (tmp_path / name).read_text()
        assert "1 awards" in capsys.readouterr().out


class TestOnTheSite:
    def test_open_calls_stand_on_the_first_page_and_in_the_sitemap(self):
        call, award = CallFactory(), published().award
        CallFactory(draft=True)
        CallFactory(coming=True)
        shown = [one.url for one in sources.open_now(now())]
        assert reverse("grants:call", args=[call.uuid]) in shown
        addresses = sources.addresses(now())
        assert reverse("grants:home") in addresses
        assert reverse("grants:award", args=[award.uuid]) in addresses
        assert not [one for one in sources.people(now()) if "grants" in one.url]

    def test_the_first_page_costs_the_same_for_one_call_and_for_three(self, client, cost):
        def with_one_more():
            call = CallFactory()
            client.get("/")
            caches["pages"].clear()
            with cost() as spent:
                assert reverse("grants:call", args=[call.uuid]) in client.get("/").content.decode()
            return spent

        one = with_one_more()
        with_one_more()
        three = with_one_more()
        assert three.queries == one.queries, "\n".join(three.statements)
        assert three.rows - one.rows == 2

    def test_a_kept_page_changes_the_instant_a_call_closes(self, client, clock):
        clock("2026-11-20T10:00:00Z")
        call = CallFactory(closes_at=now() + timedelta(minutes=2))
        url = reverse("grants:call", args=[call.uuid])
        apply = reverse("grants:start", args=[call.uuid])
        assert apply in text_of(client.get(url))
        assert apply in text_of(client.get(url))
        clock(call.closes_at)
        assert apply not in text_of(client.get(url))

    def test_a_kept_page_is_served_without_a_query(self, client, cost):
        url = reverse("grants:home")
        client.get(url)
        with cost() as spent:
            assert client.get(url).status_code == 200
        assert spent.queries == 0

    @pytest.mark.parametrize("name", ["json", "csv"])
    def test_nothing_between_keeps_open_data(self, client, name):
        published()
        assert client.get(f"/open-data/360giving.{name}")["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    ("step", "typed"),
    [
        ("publish", {"public_reasons": "It reaches many.", "publish_at": "20.12.2030 00:00"}),
        ("correct-words", {"public_reasons": "It reaches many.", "why": "A slip."}),
        ("unpublish", {"public_reasons": "A slip.", "why": "A slip."}),
        ("republish", {"why": "A slip."}),
    ],
)
def test_an_award_that_is_gone_by_now_is_said_to_be(client, step, typed):
    """The page stood open while a colleague took the decision back."""
    application = eligible(CallFactory(closed=True))
    client.force_login(ManagerFactory())
    address = staff_url(application, "action", step)
    assert client.get(address).status_code == 200
    said = text_of(client.post(address, typed))
    assert "something changed after you opened the page." in said
    assert "What will happen" not in said


def test_a_publication_that_is_moved_begins_with_what_was_set(client):
    application, later = accepted(CallFactory()), now() + timedelta(days=9)
    publish(application, reasons="It reaches many.", publish_at=later)
    client.force_login(ManagerFactory())
    form = client.get(staff_url(application, "action", "publish")).context["form"]
    assert form["public_reasons"].value() == "It reaches many."
    there = later.astimezone(ZoneInfo(application.call.zone)).replace(tzinfo=None, microsecond=0)
    assert form["publish_at"].value() == there


def test_what_was_awarded_in_a_city_is_on_its_page_once_published():
    waiting, told = accepted(), published()
    city = told.city
    part = GrantsOnSite().of_city(city, now())
    assert [line.title for line in part.lines] == [told.title]
    assert part.lines[0].url == reverse("grants:award", args=[told.award.uuid])
    assert told.organisation.name in part.lines[0].meta
    assert GrantsOnSite().of_city(waiting.city, now()) is None
    assert GrantsOnSite().of_city(CityFactory(), now()) is None
    assert GrantsOnSite().of_city(city, told.award.published_at - timedelta(seconds=1)) is None
