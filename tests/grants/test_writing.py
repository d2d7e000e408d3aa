"""Writing an application: nothing typed is lost, nothing is overwritten, nobody else reads it."""

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from grants.forms.application import city_choices, read_city
from grants.models import Application
from grants.states import ApplicationState
from portal.core.clock import now
from portal.documents.models import PrivateFile
from tests.factories.cities import CityFactory
from tests.factories.grants import (
    ANSWERS,
    ApplicationFactory,
    CallFactory,
    MunicipalityFactory,
    RepresentativeFactory,
    contact_of,
    submitted,
)
from tests.factories.membership import MembershipFactory
from tests.factories.people import ManagerFactory, UserFactory
from tests.grants.pages import edit_url, page_url, text_of, typed
from tests.support.files import pdf

pytestmark = pytest.mark.django_db
PDF = pdf()


@pytest.fixture
def draft(client):
    application = ApplicationFactory(empty=True)
    client.force_login(application.contact)
    return application


def test_a_visitor_is_sent_to_sign_in(client):
    application = ApplicationFactory()
    answered = client.get(edit_url(application))
    assert answered.status_code == 302
    assert "login" in answered.url


@pytest.mark.parametrize("who", [UserFactory, ManagerFactory])
@pytest.mark.parametrize("name", ["edit", "application", "submit", "reopen", "withdraw", "answer"])
def test_a_draft_does_not_exist_for_anyone_else(client, who, name):
    application = ApplicationFactory()
    client.force_login(who())
    assert client.get(reverse(f"grants:{name}", args=[application.uuid])).status_code == 404


def test_a_former_contact_person_no_longer_finds_it(client):
    application = ApplicationFactory()
    was = application.contact
    application.organisation.city.contact_persons.update(until=now())
    client.force_login(was)
    assert client.get(page_url(application)).status_code == 404


def test_the_button_saves_what_was_typed_exactly(client, draft):
    answered = client.post(edit_url(draft), typed(draft, need="Ð þ ŋ š é\u0301 العربية <script>alert(1)</script>"))
    assert answered.status_code == 302
    draft.refresh_from_db()
    assert draft.answers["need"] == "Ð þ ŋ š é\u0301 العربية <script>alert(1)</script>"
    assert draft.sought_minor == 400_000_00
    page = text_of(client.get(edit_url(draft)))
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page


def test_the_script_saves_the_same_and_is_told_the_version(client, draft):
    answered = client.post(reverse("grants:autosave", args=[draft.uuid]), typed(draft))
    told = json.loads(answered.content)
    assert told["saved"] is True
    assert told["version"] == 1


def test_saving_the_same_again_is_no_conflict(client, draft):
    url = reverse("grants:autosave", args=[draft.uuid])
    first = client.post(url, typed(draft)).json()
    assert client.post(url, typed(draft)).json()["version"] == first["version"]


def test_two_tabs_overwrite_nothing(client, draft):
    url = reverse("grants:autosave", args=[draft.uuid])
    client.post(url, typed(draft, need="from one tab"))
    answered = client.post(url, typed(draft, need="from the other"))
    assert answered.status_code == 409
    assert "another tab" in answered.json()["message"]
    draft.refresh_from_db()
    assert draft.answers["need"] == "from one tab"


def opened(client, draft) -> dict:
    """The whole page as a browser that opened it now would send it, with what it was opened with."""
    page = client.get(edit_url(draft))
    hidden = {name: page.context["page"].answers[name].value() for name in ("version", "base", "tab")}
    return typed(draft) | hidden


def read(draft) -> dict:
    draft.refresh_from_db()
    return draft.answers


@pytest.fixture
def two_tabs(client, draft):
    """Two pages opened on the same text; the first of them was saved since."""
    client.post(edit_url(draft), typed(draft))
    first, second = opened(client, draft), opened(client, draft)
    client.post(edit_url(draft), {**first, "need": "from one tab"})
    return second


def test_what_only_one_of_two_tabs_changed_is_joined_by_itself(client, draft, two_tabs):
    answered = client.post(reverse("grants:autosave", args=[draft.uuid]), {**two_tabs, "title": "from the other"})
    assert "Also changed elsewhere: The need" in answered.json()["message"]
    assert (read(draft)["need"], draft.title) == ("from one tab", "from the other")


def test_a_tab_that_goes_on_after_joining_still_overwrites_nothing(client, draft, two_tabs):
    url = reverse("grants:autosave", args=[draft.uuid])
    told = client.post(url, {**two_tabs, "title": "from the other"}).json()
    client.post(url, {**two_tabs, "title": "from the other tab", "version": told["version"], "base": told["base"]})
    assert (read(draft)["need"], draft.title) == ("from one tab", "from the other tab")


def test_without_a_script_both_versions_stand_side_by_side(client, draft, two_tabs):
    answered = client.post(edit_url(draft), {**two_tabs, "need": "from the other"}, follow=True)
    page = text_of(answered)
    assert "from one tab" in page
    assert "from the other" in page
    assert "Budget line" not in page, "only what differs"
    assert read(draft)["need"] == "from one tab"


@pytest.mark.parametrize(
    ("do", "choice", "need"),
    [
        ("mine", "", "from the other"),
        ("theirs", "", "from one tab"),
        ("choose", "mine", "from the other"),
        ("choose", "theirs", "from one tab"),
        ("choose", "both", "from the other\n\nfrom one tab"),
    ],
)
def test_whatever_is_chosen_no_word_is_lost(client, draft, two_tabs, do, choice, need):
    sent = client.post(edit_url(draft), {**two_tabs, "need": "from the other"})
    asking = client.get(sent.url).context
    answer = {"held": asking["token"], "seen": asking["version"], "do": do}
    page = text_of(client.post(edit_url(draft), answer | ({"choice-need": choice} if choice else {}), follow=True))
    assert read(draft)["need"] == need
    assert "from one tab" in page
    assert "from the other" in page
    assert ("Words you didn’t keep" in page) == (choice != "both")
    client.post(edit_url(draft), {"do": "drop-words"})
    assert "Words you didn’t keep" not in text_of(client.get(edit_url(draft)))


@pytest.mark.parametrize(("do", "need"), [("mine", "from the other"), ("theirs", "from one tab")])
def test_one_tap_on_the_page_itself_settles_it(client, draft, two_tabs, do, need):
    page = client.post(edit_url(draft), {**two_tabs, "need": "from the other", "do": do}, follow=True)
    assert read(draft)["need"] == need
    assert "Words you didn’t keep" in text_of(page)


def test_reloading_the_question_asks_it_again_and_answers_nothing(client, draft, two_tabs):
    sent = client.post(edit_url(draft), {**two_tabs, "need": "from the other"})
    for _time in range(2):
        assert "Side by side" in text_of(client.get(sent.url))
    assert read(draft)["need"] == "from one tab"


def test_what_is_saved_while_somebody_chooses_is_asked_about_again(client, draft, two_tabs):
    asking = client.post(edit_url(draft), {**two_tabs, "need": "from the other"}, follow=True).context
    client.post(edit_url(draft), {**opened(client, draft), "need": "newer still"})
    answer = {"held": asking["token"], "seen": asking["version"], "do": "choose", "choice-need": "mine"}
    assert "newer still" in text_of(client.post(edit_url(draft), answer, follow=True))
    assert read(draft)["need"] == "newer still"


def test_rows_that_two_people_added_are_both_kept_when_asked_for(client, draft):
    client.post(edit_url(draft), typed(draft))
    first, second = opened(client, draft), opened(client, draft)
    rows = ["r1", "r2", "r3", "r4"]
    client.post(edit_url(draft), {**first, "budget": rows, "budget-r4-text": "Bus", "budget-r4-sum": "100"})
    sent = {**second, "budget": rows, "budget-r4-text": "Boat", "budget-r4-sum": "200", "budget-r1-text": "Two days"}
    asking = client.post(edit_url(draft), sent, follow=True).context
    answer = {"held": asking["token"], "seen": asking["version"], "do": "choose", "choice-budget.r4": "both"}
    client.post(edit_url(draft), answer)
    assert [row["text"] for row in read(draft)["budget"]] == ["Two days", "Lokale", "Samlinger", "Boat", "Bus"]


def test_a_row_removed_in_one_tab_is_not_brought_back_by_the_other(client, draft):
    client.post(edit_url(draft), typed(draft))
    first, second = opened(client, draft), opened(client, draft)
    client.post(edit_url(draft), {**first, "do": "remove:budget:r2"})
    client.post(edit_url(draft), {**second, "title": "from the other"})
    assert [row["id"] for row in read(draft)["budget"]] == ["r1", "r3"]


def test_a_page_whose_answer_was_lost_goes_on_saving(client, draft, two_tabs):
    url = reverse("grants:autosave", args=[draft.uuid])
    client.post(url, {**two_tabs, "title": "half a"})
    assert client.post(url, {**two_tabs, "title": "half a thought"}).status_code == 200
    assert read(draft)["title"] == "half a thought"


def test_a_page_loaded_again_speaks_for_the_one_before_it(client, draft, two_tabs):
    url = reverse("grants:autosave", args=[draft.uuid])
    client.post(url, {**two_tabs, "title": "half a"})
    again = {**two_tabs, "title": "half a thought", "tab": f"new {two_tabs['tab']}"}
    assert client.post(url, again).status_code == 200
    assert client.post(url, {**again, "title": "stray", "tab": two_tabs["tab"]}).status_code == 409


@pytest.mark.parametrize("version", ["", "-1", "abc", "9" * 40])
@pytest.mark.parametrize("base", ["", "{", "[]", '{"need": 1}'])
def test_a_tampered_page_overwrites_nothing(client, draft, version, base):
    client.post(edit_url(draft), typed(draft, need="from one tab"))
    client.post(edit_url(draft), typed(draft, need="tampered", version=version, base=base))
    assert read(draft)["need"] == "from one tab"


def test_a_signed_out_script_is_told_so(client, draft):
    client.logout()
    assert client.post(reverse("grants:autosave", args=[draft.uuid]), {}).status_code == 401


def test_rows_are_added_and_removed_by_buttons_and_keep_what_is_typed(client, draft):
    client.post(edit_url(draft), typed(draft, do="add:budget"))
    draft.refresh_from_db()
    assert [row["id"] for row in draft.answers["budget"]] == ["r1", "r2", "r3", "r4"]
    client.post(edit_url(draft), typed(draft, do="remove:budget:r2"))
    draft.refresh_from_db()
    assert [row["text"] for row in draft.answers["budget"]] == ["Koordinator 50 %", "Samlinger"]
    answered = client.post(edit_url(draft), typed(draft, do="add:partners"))
    assert answered.url.endswith("#partners")


def test_there_is_an_end_to_rows(client, draft):
    ids = [f"r{number}" for number in range(1, 21)]
    client.post(edit_url(draft), typed(draft, partners=ids, do="add:partners"))
    draft.refresh_from_db()
    assert len(draft.answers["partners"]) == 20


@pytest.mark.parametrize("do", ["add:nothing", "remove:nothing:r1", "explode", ""])
def test_an_unknown_button_only_saves(client, draft, do):
    assert client.post(edit_url(draft), typed(draft, do=do, need="typed")).status_code == 302
    draft.refresh_from_db()
    assert draft.answers["need"] == "typed"
    assert [row["id"] for row in draft.answers["budget"]] == ["r1", "r2", "r3"]
    assert [row["id"] for row in draft.answers["partners"]] == [row["id"] for row in ANSWERS["partners"]]
    assert draft.state == ApplicationState.DRAFT


def test_text_over_its_limit_is_kept_and_told_beside_the_field(client, draft):
    answered = client.post(edit_url(draft), typed(draft, title="x" * 66, do="check"), follow=True)
    page = text_of(answered)
    assert "This is 66 characters long. It can be at most 65." in page
    assert 'id="id_title_error"' in page
    draft.refresh_from_db()
    assert draft.answers["title"] == "x" * 66


def test_a_row_over_its_limit_is_kept_and_told_beside_the_row(client, draft):
    words = {"partners-r1-role": "x" * 301, "budget-r2-text": "y" * 121}
    page = text_of(client.post(edit_url(draft), typed(draft, do="check", **words), follow=True))
    assert 'id="id_partners-r1-role_error"' in page
    assert "This is 301 characters long. It can be at most 300." in page
    assert 'id="id_budget-r2-text_error"' in page
    assert '<span>Partner 1, What it does</span> <a href="#id_partners-r1-role">' in page
    assert '<span>Budget line 2, Purpose</span> <a href="#id_budget-r2-text">' in page
    draft.refresh_from_db()
    assert (draft.answers["partners"][0]["role"], draft.answers["budget"][1]["text"]) == ("x" * 301, "y" * 121)
    before = text_of(client.get(reverse("grants:submit", args=[draft.uuid])))
    assert f"{edit_url(draft)}#id_partners-r1-role" in before
    assert "Submit</button>" not in before


def test_an_answer_far_beyond_any_limit_is_turned_away_but_stays_on_the_page(client, draft):
    answered = client.post(edit_url(draft), typed(draft, need="x" * 20_001))
    assert "far too long" in text_of(answered)
    assert "x" * 20_001 in text_of(answered)
    script = client.post(reverse("grants:autosave", args=[draft.uuid]), typed(draft, need="x" * 20_001))
    assert script.status_code == 422


def test_an_empty_page_is_told_what_is_missing_field_by_field(client, draft):
    answered = client.post(edit_url(draft), {"version": 0, "do": "check"}, follow=True)
    page = text_of(answered)
    assert page.count("Answer this question.") >= 9 * 2
    assert "The smallest award of this call" in page


def test_sums_are_computed_by_the_server_as_they_are_typed(client, draft):
    answered = client.post(reverse("grants:totals", args=[draft.uuid]), typed(draft))
    assert "NOK 550,000.50" in text_of(answered)
    draft.refresh_from_db()
    assert draft.answers == {}


def test_unreadable_sums_are_said_to_be_left_out(client, draft):
    sent = typed(draft, **{"budget-r1-sum": "lots"})
    totals = text_of(client.post(reverse("grants:totals", args=[draft.uuid]), sent))
    assert "can’t be read" in totals
    assert '<a href="#id_budget-r1-sum">Budget line 1</a>: Write the sum as a number' in totals


@pytest.mark.parametrize(
    ("sum", "sentence"),
    [
        ("4512345678901234567", "This sum is too large"),
        ("9" * 20, "This sum is too large"),
        ("33333,333", "Did you mean"),
        ("20 000 €", "stands for another currency"),
    ],
)
def test_a_sum_that_cannot_be_read_is_asked_about_beside_its_line_and_the_rest_is_saved(client, draft, sum, sentence):
    answered = client.post(edit_url(draft), typed(draft, **{"budget-r2-sum": sum}), follow=True)
    draft.refresh_from_db()
    assert draft.answers["title"] == ANSWERS["title"]
    assert draft.answers["budget"][1]["sum"] == sum
    page = text_of(answered)
    assert sentence in page.partition('id="id_budget-r2-sum_error"')[2].partition("</ul>")[0]
    assert 'id="id_budget-r1-sum_error"' not in page
    checked = text_of(
        client.post(edit_url(draft), typed(draft, **{"budget-r2-sum": sum}, do="check", version=1), follow=True)
    )
    assert '<span>Budget line 2, Sum</span> <a href="#id_budget-r2-sum">' in checked
    assert checked.count(sentence) == 3  # in the summary, beside the line, below the totals


def test_what_is_saved_after_the_call_closed_is_kept_and_the_page_says_when(client, draft, clock):
    clock(draft.call.closes_at + timedelta(minutes=1))
    client.post(edit_url(draft), typed(draft))
    draft.refresh_from_db()
    assert draft.answers["title"] == ANSWERS["title"]
    page = text_of(client.get(edit_url(draft)))
    assert "This call has closed" in page
    assert "Check and submit" not in page


def test_a_city_outside_the_call_cannot_be_chosen():
    seat = RepresentativeFactory()
    call = CallFactory(eligibility={"countries": ["NO"]})
    application = ApplicationFactory(call=call, organisation=seat.organisation, city=None, contact=seat.user)

    foreign, home = CityFactory(country="DK"), CityFactory()
    assert str(home.uuid) in dict(city_choices(application))
    assert str(foreign.uuid) not in dict(city_choices(application))
    assert read_city({"city": str(foreign.uuid)}, application) is None


def test_a_municipality_applies_for_its_own_city():
    application = ApplicationFactory()
    CityFactory()
    assert [value for value, _ in city_choices(application)] == [str(application.city.uuid)]


def test_only_members_can_be_chosen_where_the_call_is_for_members():
    seat, member = RepresentativeFactory(), MembershipFactory()
    CityFactory()
    call = CallFactory(eligibility={"members_only": True})
    application = ApplicationFactory(call=call, organisation=seat.organisation, city=None, contact=seat.user)
    assert [value for value, _ in city_choices(application)] == [str(member.city.uuid)]


def test_a_city_chosen_earlier_stays_in_the_list():
    seat = RepresentativeFactory()
    call = CallFactory(eligibility={"members_only": True})
    chosen = CityFactory()
    application = ApplicationFactory(call=call, organisation=seat.organisation, city=chosen, contact=seat.user)
    assert [value for value, _ in city_choices(application)] == [str(chosen.uuid)]


def test_what_saving_as_it_is_typed_reads_does_not_grow_with_the_cities(client, cost):
    seat = RepresentativeFactory()
    call = CallFactory(eligibility={"countries": ["NO"]})
    application = ApplicationFactory(
        call=call, organisation=seat.organisation, city=None, contact=seat.user, empty=True
    )
    client.force_login(seat.user)

    def save(city):
        draft = Application.objects.get(pk=application.pk)
        draft.city = None
        draft.save()
        with cost() as spent:
            answered = client.post(reverse("grants:autosave", args=[draft.uuid]), typed(draft, city=str(city.uuid)))
        assert answered.json()["saved"]
        assert Application.objects.get(pk=draft.pk).city == city
        return spent

    three = CityFactory.create_batch(3)
    save(three[0])
    few = save(three[1])
    CityFactory.create_batch(27)
    many = save(three[2])
    assert (many.queries, many.rows) == (few.queries, few.rows)


@pytest.mark.parametrize("sent", ["", "no such thing", "\0", "00000000-0000-4000-8000-000000000000"])
def test_a_city_that_is_none_is_left_out_and_the_words_are_saved(client, draft, sent):
    answered = client.post(reverse("grants:autosave", args=[draft.uuid]), typed(draft, city=sent))
    assert answered.json()["saved"]
    assert Application.objects.get(pk=draft.pk).city is None


def test_a_city_chosen_earlier_is_kept_though_it_could_not_be_chosen_now(client):
    seat, chosen = RepresentativeFactory(), CityFactory()
    call = CallFactory(eligibility={"members_only": True})
    application = ApplicationFactory(
        call=call, organisation=seat.organisation, city=chosen, contact=seat.user, empty=True
    )
    client.force_login(seat.user)
    client.post(reverse("grants:autosave", args=[application.uuid]), typed(application))
    assert Application.objects.get(pk=application.pk).city == chosen


def test_a_file_is_attached_and_removed_and_the_words_beside_it_are_saved(client, draft):
    upload = SimpleUploadedFile("letter of intent – Þór.pdf", PDF, content_type="application/pdf")
    answered = client.post(edit_url(draft), typed(draft, do="attach", attachments=upload))
    assert answered.status_code == 302
    file = PrivateFile.objects.get(purpose="grants.attachment")
    draft.refresh_from_db()
    assert draft.answers["title"] == ANSWERS["title"]
    assert file.name in text_of(client.get(edit_url(draft)))
    client.post(edit_url(draft), typed(draft, do=f"detach:{file.uuid}"))
    assert file.name not in text_of(client.get(edit_url(draft)))
    assert client.post(edit_url(draft), typed(draft, do="detach:nonsense")).status_code == 302


@pytest.mark.parametrize("do", ["save", "check", "add:budget"])
def test_files_are_taken_in_whichever_button_is_pressed(client, draft, do):
    upload = SimpleUploadedFile("letter.pdf", PDF, content_type="application/pdf")
    client.post(edit_url(draft), typed(draft, do=do, attachments=upload))
    assert PrivateFile.objects.get(purpose="grants.attachment").name == "letter.pdf"


def test_a_wrong_file_is_turned_away_in_words_and_nothing_typed_is_lost(client, draft):
    upload = SimpleUploadedFile("budget.pdf", b"MZ\x90\x00 this is a program", content_type="application/pdf")
    page = text_of(client.post(edit_url(draft), typed(draft, do="check", attachments=upload)))
    assert page.count("budget.pdf:") == 2, "above the form and beside the field"
    assert ANSWERS["need"] in page
    assert not PrivateFile.objects.exists()


def test_a_wrong_file_chosen_beside_it_stops_no_removal(client, draft):
    client.post(
        edit_url(draft), typed(draft, do="attach", attachments=SimpleUploadedFile("a.pdf", PDF, "application/pdf"))
    )
    file, wrong = PrivateFile.objects.get(), SimpleUploadedFile("b.pdf", b"MZ\x90\x00", "application/pdf")
    page = text_of(client.post(edit_url(draft), typed(draft, do=f"detach:{file.uuid}", attachments=wrong)))
    assert "b.pdf:" in page
    assert "a.pdf" not in page


def test_another_applicants_file_cannot_be_removed(client, draft):
    other = ApplicationFactory()
    client.force_login(other.contact)
    client.post(
        edit_url(other), typed(other, do="attach", attachments=SimpleUploadedFile("a.pdf", PDF, "application/pdf"))
    )
    file = PrivateFile.objects.get()
    client.force_login(draft.contact)
    client.post(edit_url(draft), typed(draft, do=f"detach:{file.uuid}"))
    file.refresh_from_db()
    assert file.state == "accepted"


def test_what_was_submitted_can_no_longer_be_typed_over(client):
    application = submitted()
    client.force_login(application.contact)
    assert client.get(edit_url(application)).url == page_url(application)
    answered = client.post(reverse("grants:autosave", args=[application.uuid]), typed(application))
    assert answered.status_code == 409
    assert "Reopen it" in answered.json()["message"]


def test_who_acts_for_several_bodies_chooses_and_gets_one_draft(client):
    body, seat = MunicipalityFactory(), RepresentativeFactory()
    seat.organisation.representatives.update(user=contact_of(body))
    call = CallFactory()
    client.force_login(contact_of(body))
    url = reverse("grants:start", args=[call.uuid])
    assert seat.organisation.name in text_of(client.get(url))
    client.post(url, {"organisation": str(seat.organisation.uuid)})
    client.post(url, {"organisation": str(seat.organisation.uuid)})
    assert Application.objects.get().organisation == seat.organisation


def test_nobody_starts_for_a_stranger_by_changing_the_form(client):
    body, stranger = MunicipalityFactory(), MunicipalityFactory()
    client.force_login(contact_of(body))
    client.post(reverse("grants:start", args=[CallFactory().uuid]), {"organisation": str(stranger.uuid)})
    assert not Application.objects.exists()


def test_the_start_page_says_why_not(client):
    call = CallFactory(eligibility={"members_only": True})
    body = MunicipalityFactory()
    client.force_login(contact_of(body))
    url = reverse("grants:start", args=[call.uuid])
    assert "not a member" in text_of(client.post(url, {"organisation": str(body.uuid)}))


@pytest.mark.parametrize("kind", ["closed", "coming"])
def test_the_start_page_of_a_call_that_is_not_open_offers_nothing(client, kind):
    body = MunicipalityFactory()
    client.force_login(contact_of(body))
    page = text_of(client.get(reverse("grants:start", args=[CallFactory(**{kind: True}).uuid])))
    assert "does not take applications now" in page


def test_the_start_page_of_a_draft_call_is_not_found(client):
    client.force_login(UserFactory())
    assert client.get(reverse("grants:start", args=[CallFactory(draft=True).uuid])).status_code == 404


def test_who_applies_for_nobody_yet_is_shown_the_way(client):
    client.force_login(UserFactory())
    page = text_of(client.get(reverse("grants:start", args=[CallFactory().uuid])))
    assert reverse("grants:organisation") in page
