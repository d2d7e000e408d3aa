"""The secretariat's screens: who may open them, what they do through actions, what they show."""

import csv
import io

import pytest
from django.urls import reverse

from grants.models import Application, Award, Call, Decision, Fund, Programme, Representative
from grants.queries.rounds import round_of
from portal.adminkit.addresses import list_url, staff_url
from portal.assessment.models import Entry
from portal.audit.queries.history import history_of
from portal.core.clock import now
from portal.mail.models import Letter
from tests.factories.assessment import ReviewFactory
from tests.factories.cities import OrganisationFactory
from tests.factories.grants import (
    ApplicationFactory,
    CallFactory,
    FundFactory,
    FundSeatFactory,
    ProgrammeFactory,
    RepresentativeFactory,
    accepted,
    decided,
    eligible,
    published,
    submitted,
)
from tests.factories.people import AdministratorFactory, EditorFactory, FinanceFactory, ManagerFactory, UserFactory
from tests.grants.pages import text_of
from tests.support.preflight import confirm

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client):
    user = ManagerFactory()
    client.force_login(user)
    return user


def score(application, points):
    Entry.objects.filter(subject_uuid=application.uuid).update(points=points, spread=0, submitted=2)


class TestApplications:
    def test_the_menu_leads_to_the_list(self, client, manager):
        page = client.get("/admin/").content.decode()
        assert f'"url": "{list_url(Application)}"' in page
        assert "scores.csv" not in page

    def test_the_list_holds_what_was_submitted_and_no_draft(self, client, manager):
        shown = submitted()
        ApplicationFactory(title="LEAK draft")
        page = text_of(client.get(list_url(Application)))
        assert shown.reference in page
        assert "LEAK" not in page

    @pytest.mark.parametrize("who", [EditorFactory, UserFactory])
    def test_others_do_not_find_them(self, client, who):
        application = submitted()
        client.force_login(who())
        assert client.get(staff_url(application)).status_code == 404
        assert application.title not in text_of(client.get(list_url(Application)))

    def test_finance_may_read_but_not_decide(self, client):
        application = eligible()
        client.force_login(FinanceFactory())
        assert application.title in text_of(client.get(staff_url(application)))
        assert client.get(staff_url(application, "action", "decide")).status_code == 404

    def test_they_are_filtered_by_call_state_and_country_and_searched_without_accents(self, client, manager):
        one, other = submitted(), eligible()
        page = text_of(client.get(list_url(Application), {"call": one.call.pk}))
        assert one.reference in page
        assert other.reference not in page
        page = text_of(client.get(list_url(Application), {"state": "eligible"}))
        assert other.reference in page
        assert one.reference not in page
        assert one.reference not in text_of(client.get(list_url(Application), {"country": "DK"}))
        assert one.reference in text_of(client.get(list_url(Application), {"q": "aeroy trygg"}))
        assert one.reference not in text_of(client.get(list_url(Application), {"q": "nothing like it"}))

    def test_the_check_names_each_point_and_what_the_portal_found(self, client, manager):
        application = submitted(CallFactory(eligibility={"kinds": ["municipality"], "countries": ["NO"]}))
        page = text_of(client.get(staff_url(application, "action", "check")))
        assert "of a type that can apply" in page
        assert "letters of intent" in page

    def test_a_dismissal_without_reasons_is_asked_again(self, client, manager):
        application = submitted(CallFactory(closed=True))
        answered = client.post(staff_url(application, "action", "check"), {"outcome": "dismiss"})
        assert "Give reasons" in text_of(answered)

    def test_the_decision_page_says_what_money_there_is(self, client, manager):
        page = text_of(client.get(staff_url(eligible(), "action", "decide")))
        assert "Applied for: NOK 400,000" in page
        assert "Left of the call’s budget: NOK 1,000,000" in page

    @pytest.mark.parametrize(
        ("sent", "said"),
        [
            ({"kind": "award_part", "sum": "lots", "reasons": "x"}, "as a number"),
            ({"kind": "award_part", "sum": "400 001", "reasons": "x"}, "must be less than"),
            ({"kind": "refuse", "sum": "5", "reasons": "x"}, "Only enter a sum for an award"),
            ({"kind": "refuse"}, "This field is required"),
        ],
    )
    def test_a_decision_that_does_not_add_up_is_told_beside_the_field(self, client, manager, sent, said):
        application = eligible()
        assert said in text_of(client.post(staff_url(application, "action", "decide"), sent))
        assert not Award.objects.exists()

    def test_decisions_are_announced_in_bulk(self, client, manager):
        call = CallFactory(budget_minor=5_000_000_00)
        applications = [decided(call, kind="refuse") for _ in range(2)]
        chosen = "&".join(f"id={application.uuid}" for application in applications)
        address = f"{reverse('grants_application:bulk', args=['announce'])}?{chosen}"
        asked = text_of(client.get(address))
        assert all(application.reference in asked for application in applications)
        assert all(application.contact.email in asked for application in applications)
        assert not Decision.objects.exclude(announced_at=None).exists()
        confirm(client, address)
        assert Decision.objects.exclude(announced_at=None).count() == 2
        assert Letter.objects.filter(template="grants/refused").count() == 2

    def test_the_page_of_a_published_award_tells_all_of_it(self, client, manager):
        application = published()
        page = text_of(client.get(staff_url(application)))
        assert "Public from" in page
        assert application.contact.name in page

    def test_a_dismissed_one_shows_why(self, client, manager):
        application = submitted(CallFactory(closed=True))
        confirm(
            client, staff_url(application, "action", "check"), {"outcome": "dismiss", "reasons": "Too late a start"}
        )
        assert "Too late a start" in text_of(client.get(staff_url(application)))

    def test_publishing_offers_the_reasons_and_the_calls_own_time(self, client, manager):
        application = accepted(reasons="Because it works.")
        page = text_of(client.get(staff_url(application, "action", "publish")))
        assert "Because it works." in page
        assert "Time zone: Copenhagen." in page
        assert client.post(staff_url(application, "action", "publish"), {"public_reasons": "x"}).status_code == 200


class TestExport:
    def rows(self, answered):
        return list(csv.DictReader(io.StringIO(b"".join(answered.streaming_content).decode("utf-8-sig"))))

    def test_all_applications_come_with_their_scores_and_no_reviewer(self, client, manager):
        application = decided()
        score(application, 81_250)
        submitted()
        answered = client.get(reverse("grants_application:scores"))
        rows = self.rows(answered)
        assert len(rows) == 2
        row = next(row for row in rows if row["Reference"] == application.reference)
        assert row["Points"] == "81.3"
        assert row["Sum awarded"] == "400000.00"
        assert row["City"] == application.city.name
        assert "no-store" in answered["Cache-Control"]
        assert history_of(manager)[0].verb == "grants.export_applications"

    def test_the_lists_filters_narrow_it(self, client, manager):
        one, _other = submitted(), submitted()
        rows = self.rows(client.get(reverse("grants_application:scores"), {"call": one.call.pk}))
        assert [row["Reference"] for row in rows] == [one.reference]

    def test_reviews_have_columns_of_their_own(self, client, manager):
        application = eligible()
        entry = Entry.objects.get()
        ReviewFactory(entry=entry, state="submitted", points=70_000, submitted_at=now())
        ReviewFactory(entry=entry, state="draft", points=10_000)
        score(application, 70_000)
        row = self.rows(client.get(reverse("grants_application:scores")))[0]
        assert (row["Review 1"], row["Review 2"]) == ("70.0", "")

    def test_editors_get_none(self, client):
        client.force_login(EditorFactory())
        assert client.get(reverse("grants_application:scores")).status_code == 404


class TestRanking:
    def test_most_points_come_first_and_the_budget_ends_somewhere(self, client, manager):
        call = CallFactory(budget_minor=900_000_00)
        low, high, none = eligible(call), eligible(call), eligible(call)
        score(low, 50_000)
        score(high, 90_000)
        page = text_of(client.get(staff_url(call, "ranking")))
        assert page.index(high.reference) < page.index(low.reference) < page.index(none.reference)
        assert page.count("over the budget") == 1
        assert "NOK 1,200,000" in page

    def test_a_refusal_costs_nothing_and_a_decision_its_sum(self, client, manager):
        call = CallFactory(budget_minor=500_000_00)
        score(decided(call, kind="refuse"), 99_000)
        score(eligible(call), 50_000)
        assert "over the budget" not in text_of(client.get(staff_url(call, "ranking")))

    def test_an_empty_field_says_so(self, client, manager):
        call = CallFactory()
        assert "formal check yet" in text_of(client.get(staff_url(call, "ranking")))
        assert "formal check yet" in text_of(client.get(staff_url(call)))

    def test_it_is_not_for_visitors_or_funders(self, client):
        call = CallFactory()
        client.force_login(FundSeatFactory(fund=call.fund).user)
        assert client.get(staff_url(call, "ranking")).status_code == 404

    def test_long_fields_are_paged(self, client, manager, monkeypatch):
        monkeypatch.setattr("grants.views.staff.PAGE_SIZE", 1)
        call = CallFactory()
        eligible(call)
        eligible(call)
        assert "Page 2 of 2" in text_of(client.get(staff_url(call, "ranking"), {"page": 2}))


def call_sent(programme, fund, **more):
    return {
        "programme": programme.pk,
        "fund": fund.pk,
        "reference_prefix": "SCN27",
        "budget": "5 000 000",
        "smallest": "100 000",
        "largest": "1 000 000",
        "opens_at": "10.01.2027 12:00",
        "closes_at": "2027-03-01T12:00",
        "zone": "Europe/Oslo",
        "answer_days": 14,
        "names_en": "Safer Cities Norway 2027",
        "names_nb": "Trygg by Norge 2027",
        **more,
    }


class TestCalls:
    def test_a_call_is_made_with_its_programmes_rule_and_a_round_and_announced(self, client, manager, clock):
        clock("2026-11-20T10:00:00Z")
        programme = ProgrammeFactory(safer_cities_norway=True)
        answered = client.post(reverse("grants_call:add"), call_sent(programme, FundFactory()))
        call = Call.objects.get()
        assert answered.url == staff_url(call)
        assert call.opens_at.isoformat() == "2027-01-10T11:00:00+00:00"
        assert call.eligibility["members_only"] is True
        assert call.names == {"en": "Safer Cities Norway 2027", "nb": "Trygg by Norge 2027"}
        assert round_of(call).criteria.count() == 5
        confirm(client, staff_url(call, "action", "announce"))
        call.refresh_from_db()
        assert call.state == "announced"
        assert "Safer Cities Norway 2027" in text_of(client.get(staff_url(call)))

    @pytest.mark.parametrize(
        ("more", "said"),
        [
            ({"reference_prefix": "scn-27"}, "Two to five capital letters"),
            ({"reference_prefix": "SC270"}, "Two to five capital letters"),
            ({"reference_prefix": "SCNOR2709"}, "8 characters"),
            ({"budget": "much"}, "as a number"),
            ({"closes_at": "2027-01-01T12:00"}, "must close after it opens"),
            ({"largest": "50 000"}, "less than the smallest"),
            ({"budget": "900 000"}, "less than the largest award"),
            ({"budget": "50 000 000"}, "The fund has NOK 10,000,000"),
            ({"names_en": ""}, "in English at least"),
        ],
    )
    def test_a_call_that_does_not_hold_together_is_told_beside_the_field(self, client, manager, more, said):
        sent = call_sent(ProgrammeFactory(), FundFactory(), **more)
        assert said in text_of(client.post(reverse("grants_call:add"), sent))
        assert not Call.objects.exists()

    def test_a_prefix_may_name_the_month(self, client, manager):
        client.post(
            reverse("grants_call:add"), call_sent(ProgrammeFactory(), FundFactory(), reference_prefix="SCN2709")
        )
        assert Call.objects.get().reference_prefix == "SCN2709"

    def test_a_prefix_belongs_to_one_call(self, client, manager):
        CallFactory(reference_prefix="SCN27")
        answered = client.post(reverse("grants_call:add"), call_sent(ProgrammeFactory(), FundFactory()))
        assert "Another call has this prefix" in text_of(answered)

    def test_an_open_call_may_close_later_but_its_terms_stand(self, client, manager):
        call = CallFactory()
        edit = staff_url(call, "edit")
        page = text_of(client.get(edit))
        assert call.reference_prefix in page
        sent = call_sent(call.programme, call.fund, reference_prefix=call.reference_prefix)
        assert "Applicants rely on this" in text_of(client.post(edit, sent))

    def test_editors_read_calls_but_do_not_make_them(self, client):
        call = CallFactory()
        client.force_login(EditorFactory())
        assert str(call) in text_of(client.get(staff_url(call)))
        assert client.get(reverse("grants_call:add")).status_code == 404

    def test_the_assessment_is_opened_from_the_call(self, client, manager):
        call = CallFactory()
        confirm(client, staff_url(call, "action", "open-assessment"))
        assert round_of(call).state == "open"


class TestFundsAndProgrammes:
    def test_a_fund_is_made_followed_and_shown(self, client, manager):
        funder = OrganisationFactory(kind="foundation", name="Havstiftelsen")
        sent = {"name": "Havfondet", "funder": funder.pk, "currency": "NOK", "sum": "2 000 000", "rules_en": "Be kind."}
        client.post(reverse("grants_fund:add"), sent)
        fund = Fund.objects.get()
        assert fund.sum_minor == 2_000_000_00
        follower = UserFactory(name="Frida Funder")
        step = staff_url(fund, "action", "add-funder")
        assert "No account has this address" in text_of(client.post(step, {"user": "nobody@example.org"}))
        client.post(step, {"user": follower.email.upper()})
        page = text_of(client.get(staff_url(fund)))
        assert "Frida Funder" in page
        client.post(staff_url(fund, "action", "remove-funder"), {"user": follower.email})
        assert not fund.seats.exists()

    @pytest.mark.parametrize("sum", ["0", "-5", "much"])
    def test_a_fund_holds_something(self, client, manager, sum):
        funder = OrganisationFactory(kind="foundation")
        sent = {"name": "Havfondet", "funder": funder.pk, "currency": "NOK", "sum": sum}
        assert client.post(reverse("grants_fund:add"), sent).status_code == 200
        assert not Fund.objects.exists()

    def test_a_fund_is_never_less_than_it_gave(self, client, manager):
        fund = decided().call.fund
        edit = staff_url(fund, "edit")
        sent = {"name": fund.name, "funder": fund.funder_id, "currency": "NOK", "sum": "399 999"}
        assert "NOK 400,000 of this fund has already been awarded" in text_of(client.post(edit, sent))
        assert "can&#x27;t change" in text_of(client.post(edit, {**sent, "currency": "DKK", "sum": "500 000"}))
        client.post(edit, {**sent, "sum": "400 000"})
        fund.refresh_from_db()
        assert fund.sum_minor == 400_000_00

    def test_a_programme_is_made_and_changed_in_several_languages(self, client, manager):
        sent = {
            "slug": "seed",
            "order": 1,
            "is_live": "on",
            "names_en": "Seed",
            "names_fi": "Siemen",
            "countries": ["NO"],
        }
        client.post(reverse("grants_programme:add"), sent)
        programme = Programme.objects.get()
        assert programme.names == {"en": "Seed", "fi": "Siemen"}
        assert programme.eligibility["countries"] == ["NO"]
        assert "Another programme" in text_of(client.post(reverse("grants_programme:add"), sent))
        edit = staff_url(programme, "edit")
        assert "Siemen" in text_of(client.get(edit))
        client.post(edit, {**sent, "names_en": "Seed funding"})
        programme.refresh_from_db()
        assert programme.names["en"] == "Seed funding"
        assert client.get(staff_url(programme)).status_code == 200

    def test_editors_change_none_of_them(self, client):
        fund, programme = FundFactory(), ProgrammeFactory()
        client.force_login(EditorFactory())
        assert client.get(staff_url(fund, "edit")).status_code == 404
        assert client.get(staff_url(programme, "edit")).status_code == 404


class TestRepresentatives:
    def test_staff_confirm_or_turn_down_and_end(self, client, manager):
        one, other = RepresentativeFactory(asked=True), RepresentativeFactory(asked=True)
        client.post(staff_url(one, "action", "confirm"))
        client.post(staff_url(other, "action", "turn-down"))
        assert Representative.objects.get(pk=one.pk).state == "confirmed"
        assert Representative.objects.get(pk=other.pk).state == "ended"
        assert one.user.email in text_of(client.get(staff_url(one)))
        client.post(staff_url(one, "action", "end"))
        assert Representative.objects.get(pk=one.pk).state == "ended"

    def test_editors_do_not_see_who_applies_for_whom(self, client):
        seat = RepresentativeFactory()
        client.force_login(EditorFactory())
        assert client.get(staff_url(seat)).status_code == 404
        assert seat.user.email not in text_of(client.get(list_url(Representative), follow=True))


def test_the_worklist_is_on_the_staff_home(client):
    manager = AdministratorFactory()
    closed = CallFactory(closed=True, budget_minor=5_000_000_00)
    rows = {
        "grants.check_eligibility": submitted(closed).reference,
        "grants.decide_application": eligible(closed).reference,
        "grants.announce_decision": decided(closed).reference,
        "grants.publish_award": accepted(closed).reference,
        "grants.confirm_representative": RepresentativeFactory(asked=True).organisation.name,
        "grants.close_call": None,
        "grants.answer_award": None,
    }
    client.force_login(manager)
    for kind, expected in rows.items():
        page = text_of(client.get("/admin/worklist/", {"kind": kind}))
        assert expected in page if expected else "Nothing to do here." in page, kind
    client.force_login(EditorFactory())
    assert "Nothing to do here." in text_of(client.get("/admin/worklist/"))
