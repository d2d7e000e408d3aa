"""The secretariat's screens: who gets in, what stands there, what the steps do."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from pioneers.actions.editions import open_judging, plan_jury, update_edition
from pioneers.errors import DatesStand
from pioneers.models import Candidacy, Category, Ceremony, ConsentAge, Edition, Nomination, Nominee
from pioneers.states import EditionState, NominationState, NomineeState
from portal.adminkit.addresses import list_url, staff_url
from portal.assessment.models import Entry
from portal.core.clock import now
from portal.desk.queries.worklist import worklist_of
from portal.desk.worklist import worklist_sources
from portal.mail.models import Letter
from tests.factories.people import AdministratorFactory, EditorFactory, FinanceFactory, ManagerFactory, UserFactory
from tests.factories.pioneers import (
    CandidacyFactory,
    CeremonyFactory,
    ConsentAgeFactory,
    EditionFactory,
    NominationFactory,
    PossibleMatchFactory,
)
from tests.support.preflight import confirm

pytestmark = pytest.mark.django_db
MODELS = (Edition, Nomination, Candidacy, Nominee, Category, Ceremony, ConsentAge)


@pytest.fixture
def staff(client, manager):
    client.force_login(manager)
    return client


@pytest.fixture
def everything():
    """One of each noun."""
    edition = EditionFactory()
    CeremonyFactory(edition=edition)
    ConsentAgeFactory()
    NominationFactory(edition=edition, sent=True)


def first_of(model):
    return model.objects.exclude(state=NominationState.DRAFT).first() if model is Nomination else model.objects.first()


def test_a_nominee_whose_name_is_gone_is_called_so(staff, everything):
    Nominee.objects.update(name="")
    page = staff.get(staff_url(Nominee.objects.get())).content.decode()
    assert page.count("name removed") >= 2  # its heading and its name


def test_a_list_names_countries(staff, everything):
    Nomination.objects.update(nominee_country="DK")
    assert "Denmark" in staff.get(f"{list_url(Nomination)}results/").content.decode()


@pytest.mark.parametrize("model", MODELS)
def test_managers_and_administrators_see_each_screen(client, everything, model):
    for factory in (ManagerFactory, AdministratorFactory):
        client.force_login(factory())
        page = staff_url(first_of(model))
        assert page in client.get(list_url(model)).content.decode()
        assert client.get(page).status_code == 200


@pytest.mark.parametrize("model", MODELS)
def test_nobody_else_finds_them(client, everything, model):
    for factory in (EditorFactory, FinanceFactory, UserFactory):
        client.force_login(factory())
        for address in (list_url(model), staff_url(first_of(model))):
            assert client.get(address).status_code == 404
            assert b"Nominee" not in client.get(address).content


def test_drafts_are_on_no_screen(staff, edition):
    draft = NominationFactory(edition=edition, nominee_name="Unsent Person")
    assert "Unsent Person" not in staff.get(list_url(Nomination)).content.decode()
    assert staff.get(staff_url(draft)).status_code == 404


@pytest.mark.parametrize("model", [Nomination, Candidacy, Nominee])
def test_each_list_costs_the_same_for_one_and_for_three(staff, edition, model, cost):
    def another():
        NominationFactory(edition=edition, sent=True)

    another()
    staff.get(list_url(model))
    with cost() as one:
        staff.get(list_url(model))
    another()
    another()
    with cost() as three:
        staff.get(list_url(model))
    assert one.queries == three.queries
    assert three.rows - one.rows == 2


def test_lists_filter_and_search(staff, edition):
    NominationFactory(edition=edition, sent=True, nominee_name="Þóra Ŋálla", nominee_country="IS")
    NominationFactory(edition=edition, screened=True, nominee_name="Somebody Else")
    page = staff.get(list_url(Nomination), {"state": "submitted", "q": "thora"}).content.decode()
    assert "Þóra" in page
    assert "Somebody Else" not in page
    assert "Somebody Else" in staff.get(list_url(Nomination), {"nominee_country": "NO"}).content.decode()
    assert staff.get(list_url(Candidacy), {"country": "NO", "state": "screening"}).status_code == 200


def step(client, record, name, data=None):
    return client.post(staff_url(record, "action", name), data or {})


def sure(client, record, name, data=None, **more):
    """A step with a page before it."""
    return confirm(client, staff_url(record, "action", name), data, **more)


def test_the_check_for_abuse_on_screen(staff, edition):
    good, bad = (NominationFactory(edition=edition, sent=True) for _number in range(2))
    page = staff.get(staff_url(good)).content.decode()
    assert good.did in page
    assert "Pass on" in page
    assert staff.get(staff_url(good, "action", "accept")).status_code == 200
    assert step(staff, good, "accept").status_code == 302
    refused = step(staff, bad, "refuse", {"reason": ""})
    assert refused.status_code == 200
    assert sure(staff, bad, "refuse", {"reason": "Mocks somebody."}).status_code == 302
    good.refresh_from_db()
    bad.refresh_from_db()
    assert (good.state, bad.state) == (NominationState.SCREENED, NominationState.REFUSED)
    assert "Mocks somebody." in staff.get(staff_url(bad)).content.decode()


def test_several_are_passed_on_at_once(staff, edition):
    sent = [NominationFactory(edition=edition, sent=True) for _number in range(3)]
    address = reverse("pioneers_nomination:bulk", args=["accept"])
    query = "&".join(f"id={nomination.uuid}" for nomination in sent)
    assert staff.get(f"{address}?{query}").status_code == 200
    staff.post(f"{address}?{query}")
    assert set(Nomination.objects.values_list("state", flat=True)) == {NominationState.SCREENED}


def test_moving_and_splitting_on_screen(staff, edition):
    one, two = (NominationFactory(edition=edition, sent=True) for _number in range(2))
    assert two.candidacy.reference in staff.get(staff_url(one, "action", "attach")).content.decode()
    step(staff, one, "attach", {"candidacy": two.candidacy.pk})
    one.refresh_from_db()
    assert one.candidacy == two.candidacy
    assert step(staff, one, "split").status_code == 302
    one.refresh_from_db()
    assert one.candidacy != two.candidacy


def test_possible_doubles_are_shown_beside_a_nomination_and_a_candidacy(staff, edition):
    nomination = NominationFactory(edition=edition, sent=True)
    match = PossibleMatchFactory(earlier=nomination.candidacy)
    for record in (nomination, nomination.candidacy):
        assert match.later.reference in staff.get(staff_url(record)).content.decode()


def edition_form(**changes):
    return {
        "year": "2040",
        "titles_en": "The prize 2040",
        "titles_nb": "Prisen 2040",
        "zone": "Europe/Helsinki",
        "opens_at": "01.03.2040 12:00",
        "closes_at": "2040-05-01T23:59",
        "reveal_at": "2040-09-25T19:30",
        "min_age": "15",
        "max_age": "25",
        "age_on": "2040-09-01",
        "countries": ["DK", "GL"],
        "prize": "25 000",
        "prize_currency": "DKK",
        "laureate_limit": "4",
        "shortlist_limit": "10",
        "words_did": "250",
        "words_changed": "200",
        "words_courage": "200",
        "links_limit": "5",
        "files_limit": "5",
        "members_limit": "6",
        "consent_days": "21",
        "consent_years": "3",
        "wording_version": "2040-1",
        **changes,
    }


def test_an_edition_is_made_in_its_own_zone_with_the_blueprint_themes(staff):
    response = staff.post(reverse("pioneers_edition:add"), edition_form())
    assert response.status_code == 302, response.content.decode()
    edition = Edition.objects.get()
    assert edition.titles == {"en": "The prize 2040", "nb": "Prisen 2040"}
    assert edition.opens_at.isoformat() == "2040-03-01T10:00:00+00:00"
    assert edition.prize_minor == 2_500_000
    assert edition.countries == ["DK", "GL"]
    assert edition.categories.count() == 3
    assert edition.state == EditionState.DRAFT
    page = staff.get(staff_url(edition, "edit")).content.decode()
    assert 'value="01.03.2040 12:00"' in page
    assert 'value="Prisen 2040"' in page
    response = staff.post(staff_url(edition, "edit"), edition_form(titles_en="Changed"))
    assert response.status_code == 302, response.content.decode()
    edition.refresh_from_db()
    assert edition.titles["en"] == "Changed"
    assert edition.opens_at.isoformat() == "2040-03-01T10:00:00+00:00"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"closes_at": "2040-02-01T12:00"}, "Nominations close after they open."),
        ({"reveal_at": "2040-04-01T12:00"}, "The reveal comes after nominations close."),
        ({"max_age": "14"}, "The highest age can’t be below the lowest."),
        ({"prize": "a lot"}, "Write the sum as a number"),
        ({"titles_en": ""}, "required"),
    ],
)
def test_what_does_not_fit_together_is_said_beside_the_field(staff, changes, words):
    response = staff.post(reverse("pioneers_edition:add"), edition_form(**changes))
    assert response.status_code == 200
    assert words in response.content.decode()
    assert not Edition.objects.exists()


def test_a_year_has_one_edition(staff, edition):
    response = staff.post(reverse("pioneers_edition:add"), edition_form(year=str(edition.year)))
    assert response.status_code == 200
    assert Edition.objects.count() == 1


def test_what_was_announced_stands(staff, edition):
    by = ManagerFactory()
    with pytest.raises(DatesStand):
        update_edition(edition=edition, by=by, at=now(), min_age=10)
    later = edition.closes_at + timedelta(days=2)
    assert update_edition(edition=edition, by=by, at=now(), closes_at=later).closes_at == later
    over = EditionFactory(revealed=True)
    with pytest.raises(DatesStand):
        update_edition(edition=over, by=by, at=now(), reveal_at=now())


def test_themes_ceremonies_and_ages_are_made_and_changed(staff, edition):
    made = staff.post(
        reverse("pioneers_category:add"),
        {"edition": edition.pk, "slug": "sea", "names_en": "The sea", "position": "9"},
    )
    assert made.status_code == 302, made.content.decode()
    category = Category.objects.get(slug="sea")
    staff.post(
        staff_url(category, "edit"), {"edition": edition.pk, "slug": "sea", "names_en": "The Sea", "position": "9"}
    )
    category.refresh_from_db()
    assert category.name == "The Sea"
    ceremony = {"edition": edition.pk, "starts_at": "2040-09-25T19:00", "place": "Embassy", "city": "Copenhagen"}
    made = staff.post(reverse("pioneers_ceremony:add"), ceremony)
    assert made.status_code == 302, made.content.decode()
    assert Ceremony.objects.get().starts_at.isoformat() == "2040-09-25T17:00:00+00:00"
    staff.post(staff_url(Ceremony.objects.get(), "edit"), {**ceremony, "place": "Town hall"})
    assert Ceremony.objects.get().place == "Town hall"
    assert "Ceremony changed" in staff.get(staff_url(Ceremony.objects.get())).content.decode()
    age = {"act": "nomination", "country": "NO", "age": "15", "starts": "2026-01-01", "source": "A law"}
    made = staff.post(reverse("pioneers_consentage:add"), age)
    assert made.status_code == 302, made.content.decode()
    staff.post(staff_url(ConsentAge.objects.get(), "edit"), {**age, "age": "16"})
    assert ConsentAge.objects.get().age == 16


def test_an_edition_goes_its_way_on_screen(staff, clock, manager):
    edition = EditionFactory(draft=True)
    opens = edition.opens_at.astimezone(ZoneInfo(edition.zone))
    assert sure(staff, edition, "announce", typed_day=f"{opens:%d.%m.%Y}").status_code == 302
    candidacy = CandidacyFactory(edition=edition, accepted=True)
    NominationFactory(edition=edition, screened=True, candidacy=candidacy)
    assert staff.get(staff_url(edition, "action", "jury")).status_code == 200
    late = (edition.reveal_at + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    assert (
        "The jury is done before the reveal."
        in step(staff, edition, "jury", {"due_at": late, "min_reviews": "1"}).content.decode()
    )
    due = (edition.closes_at + timedelta(days=9)).strftime("%Y-%m-%dT%H:%M")
    assert step(staff, edition, "jury", {"due_at": due, "min_reviews": "1"}).status_code == 302
    assert b"Nominations are open until" in staff.get(staff_url(edition, "action", "judging")).content
    clock(edition.closes_at)
    staff.force_login(manager)  # three weeks later
    assert sure(staff, edition, "judging").status_code == 302
    assert "Criteria, panel, who reads what" in staff.get(staff_url(edition)).content.decode()
    assert step(staff, candidacy, "shortlist").status_code == 302
    assert step(staff, candidacy, "unshortlist").status_code == 302
    assert step(staff, candidacy, "choose", {"reasons_en": ""}).status_code == 200
    assert step(staff, candidacy, "choose", {"reasons_en": "They opened a door."}).status_code == 302
    assert "They opened a door." in staff.get(staff_url(candidacy)).content.decode()
    assert step(staff, candidacy, "unchoose").status_code == 302
    assert step(staff, candidacy, "choose", {"reasons_en": "They opened a door."}).status_code == 302
    assert step(staff, edition, "conclude").status_code == 200
    assert sure(staff, edition, "conclude", {"override_reasons": "The jury read together."}).status_code == 302
    assert "The jury read together." in staff.get(staff_url(edition)).content.decode()
    edition.refresh_from_db()
    assert edition.state == EditionState.DECIDED


def test_letters_of_the_reveal_are_read_before_they_go(staff):
    edition = EditionFactory(decided=True)
    for trait in ("laureate", "not_chosen"):
        CandidacyFactory(edition=edition, **{trait: True})
    address = reverse("pioneers_edition:letters", args=[edition.uuid])
    assert address in staff.get(staff_url(edition)).content.decode()
    page = staff.get(address).content.decode()
    assert "you are a Nordic Pioneer" in page
    assert "this time the choice fell on others" in page
    assert "••••••" in page

    assert not Letter.objects.exists()
    staff.force_login(AdministratorFactory())
    assert staff.get(address).status_code == 404


def test_the_letters_page_of_an_edition_without_a_choice(staff, edition):
    address = reverse("pioneers_edition:letters", args=[edition.uuid])
    assert "Nobody gets an e-mail yet." in staff.get(address).content.decode()


def test_no_safe_guardian_is_decided_on_screen(staff, edition):
    for name, state in (("allow", NomineeState.ACCEPTED), ("disallow", NomineeState.GUARDIAN_DECLINED)):
        candidacy = CandidacyFactory(edition=edition, asked=True, nominee_state=NomineeState.NO_SAFE_GUARDIAN)
        assert staff.get(staff_url(candidacy.nominee)).status_code == 200
        assert step(staff, candidacy.nominee, name, {"reason": "Talked with them."}).status_code == 302
        candidacy.nominee.refresh_from_db()
        assert candidacy.nominee.state == state


def test_the_worklist_stands_on_the_staff_home(manager, edition):
    nomination = NominationFactory(edition=edition, sent=True)
    soon = CandidacyFactory(edition=edition, asked=True, answer_by=now() + timedelta(days=2))
    guardian = CandidacyFactory(edition=edition, asked=True, nominee_state=NomineeState.NO_SAFE_GUARDIAN)
    EditionFactory(closed=True)
    EditionFactory(judging=True)
    found = waiting_for(manager)
    assert {
        "pioneers.screen",
        "pioneers.answers",
        "pioneers.guardian",
        "pioneers.judging",
        "pioneers.conclude",
    } <= found.keys()
    assert nomination.reference in found["pioneers.screen"]
    assert soon.reference in found["pioneers.answers"]
    assert guardian.nominee.name in found["pioneers.guardian"]
    for factory in (EditorFactory, UserFactory):
        assert not waiting_for(factory())


def waiting_for(viewer) -> dict[str, str]:
    """What of the prize waits for somebody: the titles by kind."""
    sources = [source for source in worklist_sources() if source.kind.startswith("pioneers.")]
    rows = {source: worklist_of(source, viewer, now()) for source in sources}
    return {source.kind: " ".join(map(source.title, found)) for source, found in rows.items() if found}


def test_a_candidacy_with_points_shows_them(staff, manager):
    edition = EditionFactory(closed=True)
    candidacy = CandidacyFactory(edition=edition, accepted=True)
    plan_jury(edition=edition, due_at=now() + timedelta(days=20), min_reviews=2, by=manager, at=now())
    open_judging(edition=edition, by=manager, at=now())
    assert "of 100, from" not in staff.get(staff_url(candidacy)).content.decode()
    Entry.objects.filter(subject_uuid=candidacy.uuid).update(points=70_000, spread=0, submitted=1)
    assert "70.0 of 100, from 1 of 2 reviews" in staff.get(staff_url(candidacy)).content.decode()
