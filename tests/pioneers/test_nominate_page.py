"""Nominating in a browser without a script: the draft kept, the address confirmed, sent once."""

import html
import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from pioneers.models import Nomination
from pioneers.states import NominationState
from pioneers.views.devices import COOKIE
from portal.core.clock import now
from portal.documents.queries.files import files_of
from portal.people.models import User
from tests.factories.people import ManagerFactory, UserFactory
from tests.factories.pioneers import EditionFactory, NominationFactory
from tests.pioneers.support import answers, code_in, letters
from tests.support.files import pdf, upload

pytestmark = pytest.mark.django_db


def url(name="nominate", *args):
    return reverse(f"pioneers:{name}", args=args)


def send(client, edition, **changes):
    client.get(url())
    return client.post(url(), {**answers(edition), "do": "send", **changes}, follow=True)


def confirm(client, code=None):
    return client.post(url("confirm"), {"code": code or code_in(letters("pioneers.confirm_address")[-1])}, follow=True)


def text(response):
    return response.content.decode()


def test_without_an_edition_the_page_says_so(client):
    assert "No edition has been announced yet" in text(client.get(url()))
    assert client.post(url("forget")).status_code == 404
    assert client.get(url("reopen")).status_code == 302
    assert client.post(url("autosave")).status_code == 404


def test_before_the_window_the_page_says_when_it_opens(client):
    EditionFactory(coming=True)
    page = text(client.get(url()))
    assert "You can start when nominations open." in page
    assert "Send the nomination" not in page


def test_the_open_edition_comes_before_one_that_is_announced_for_later(client):
    EditionFactory(coming=True, titles={"en": "Later"}, introductions={"en": "About later"})
    EditionFactory(introductions={"en": "About the open one"})
    assert "About the open one" in text(client.get(url()))


def test_opening_the_page_keeps_nothing_but_a_cookie_that_scripts_cannot_read(client, edition):
    response = client.get(url())
    assert not Nomination.objects.exists()
    cookie = response.cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == 21 * 24 * 3600


def test_the_button_saves_a_draft_whole_or_not(client, edition):
    client.get(url())
    response = client.post(
        url(), {"nominee_name": "Þóra", "did": "   half a", "version": "0", "do": "save"}, follow=True
    )
    assert "The draft is saved" in text(response)
    draft = Nomination.objects.get()
    assert (draft.nominee_name, draft.did, draft.state, draft.version) == ("Þóra", "half a", "draft", 1)
    assert "half a" in text(client.get(url()))


def test_only_the_hash_of_the_cookie_is_stored(client, edition):
    client.get(url())
    client.post(url(), {"nominee_name": "Þóra", "version": "0"})
    key = client.cookies[COOKIE].value
    draft = Nomination.objects.get()
    assert len(draft.draft_key_hash) == 64
    assert key not in str(Nomination.objects.values().get())


def test_another_device_sees_nothing_of_the_draft(client, edition, django_user_model):
    client.get(url())
    client.post(url(), {"nominee_name": "Secretly Nominated", "version": "0"})
    other = type(client)()
    assert "Secretly Nominated" not in text(other.get(url()))


def test_whoever_sends_is_asked_for_the_code_and_then_it_is_sent(client, edition):
    response = send(client, edition)
    assert "ase@example.org" in text(response)
    assert not letters("pioneers.receipt")
    page = text(confirm(client))
    nomination = Nomination.objects.get()
    assert nomination.state == NominationState.SUBMITTED
    assert nomination.reference in page
    assert nomination.nominator.email == "ase@example.org"
    assert len(letters("pioneers.receipt")) == 1
    assert nomination.reference in text(client.get(reverse("pioneers:nominations")))  # signed in by the code
    assert client.cookies[COOKIE].value == ""


def test_a_wrong_code_sends_nothing_and_says_so(client, edition):
    send(client, edition)
    right = code_in(letters("pioneers.confirm_address")[-1])
    wrong = "000000" if right != "000000" else "111111"
    response = confirm(client, wrong)
    assert response.status_code == 422
    assert "That is not the code in the e-mail" in text(response)
    assert Nomination.objects.get().state == NominationState.DRAFT


def test_a_code_typed_twice_sends_once(client, edition):
    send(client, edition)
    code = code_in(letters("pioneers.confirm_address")[-1])
    first, second = confirm(client, code), confirm(client, code)
    assert Nomination.objects.filter(state=NominationState.SUBMITTED).count() == 1
    reference = Nomination.objects.get().reference
    assert reference in text(first)
    assert reference in text(second)
    assert len(letters("pioneers.receipt")) == 1


def test_a_new_code_can_be_asked_for_but_not_in_a_hurry(client, edition, clock):
    clock(now())
    send(client, edition)
    assert "We have just sent you a code" in text(client.post(url("confirm"), {"do": "again"}))
    clock.shift(timedelta(minutes=1))
    assert "A new code is on its way" in text(client.post(url("confirm"), {"do": "again"}))
    assert len(letters("pioneers.confirm_address")) == 2


def test_sending_twice_in_a_hurry_leads_to_the_same_page(client, edition, clock):
    clock(now())
    send(client, edition)
    draft = Nomination.objects.get()
    response = client.post(url(), {**answers(edition), "version": draft.version, "do": "send"}, follow=True)
    assert response.redirect_chain[-1][0] == url("confirm")
    assert len(letters("pioneers.confirm_address")) == 1


def test_confirming_never_signs_in_a_member_of_staff(client, edition):
    staff = ManagerFactory(email="ase@example.org")
    send(client, edition)
    page = text(confirm(client))
    assert Nomination.objects.get().nominator == staff
    assert "_auth_user_id" not in client.session
    assert "Sign in to read what you sent" in page


def test_confirming_never_signs_in_whoever_has_a_second_factor(client, edition):
    guarded = UserFactory(email="ase@example.org")
    Authenticator.objects.create(user=guarded, type=Authenticator.Type.TOTP, data={"secret": "x"})
    send(client, edition)
    confirm(client)
    assert Nomination.objects.get().nominator == guarded
    assert "_auth_user_id" not in client.session


def test_confirming_keeps_the_name_of_an_account_that_exists(client, edition):
    UserFactory(email="ase@example.org", name="Another Name")
    send(client, edition)
    confirm(client)
    assert User.objects.get(email="ase@example.org").name == "Another Name"


def test_what_is_missing_stands_beside_its_field_and_nothing_is_lost(client, edition):
    response = send(client, edition, nominee_email="not an address", did="", courage="word " * 201)
    page = text(response)
    assert response.redirect_chain, "a page that can be reloaded and gone back to"
    assert "Write their e-mail address" in page
    assert "Tell us what they did." in page
    assert "This is 201 words long. The limit is 200 words" in page
    assert "not an address" in page
    assert "word word" in page
    assert Nomination.objects.get().nominee_email == "not an address"
    assert not letters("pioneers.confirm_address")


def said_beside(page, field):
    """What stands in the list of errors of a field."""
    found = re.search(rf'id="id_{field}_error".*?</ul>', page, re.DOTALL)
    return found.group() if found else ""


@pytest.mark.parametrize("address", ["ase@example.org", "Ase+one@Example.org"])
def test_nobody_can_be_nominated_at_the_nominators_own_address(client, edition, address):
    page = text(send(client, edition, nominee_email=address))
    assert "This is your own address." in said_beside(page, "nominee_email")
    assert address.lower() in page
    assert "There were threats, and they stayed." in page
    assert Nomination.objects.get().nominee_email == address.lower()
    assert not letters("pioneers.confirm_address")


def test_what_is_wrong_with_one_of_a_group_stands_beside_them_though_a_row_was_left_empty(client, edition):
    group = {
        "kind": "group",
        "nominee_email": "",
        "member_1_name": "Máret",
        "member_1_email": "maret@example.org",
        "member_3_name": "Jóhann",
        "member_3_email": "maret+j@example.org",
        "member_5_name": "Åse",
        "member_5_email": "ase@example.org",
    }
    page = text(send(client, edition, **group))
    assert "Person 1 already has this address" in html.unescape(said_beside(page, "member_2_email"))
    assert 'value="maret+j@example.org"' in page
    assert "This is your own address." in said_beside(page, "member_3_email")
    assert 'id="id_member_5_email_error"' not in page


def test_a_group_needs_two_named_people_with_an_address_each(client, edition):
    page = text(send(client, edition, kind="group", nominee_email="", member_1_name="Máret", member_1_email="x"))
    assert "Name at least two people in the group" in page
    assert "Write this person" in page
    response = client.post(
        url(),
        {
            **answers(edition, kind="group", nominee_email="", nominee_name="Lys"),
            "member_1_name": "Máret",
            "member_1_email": "maret@example.org",
            "member_2_name": "Jóhann",
            "member_2_email": "johann@example.org",
            "version": Nomination.objects.get().version,
            "do": "send",
        },
        follow=True,
    )
    assert response.redirect_chain[-1][0] == url("confirm")


def test_one_minute_late_the_page_says_when_it_closed_and_nothing_typed_is_lost(client, edition, clock):
    clock(edition.closes_at - timedelta(minutes=1))
    client.get(url())
    client.post(url(), {**answers(edition), "do": "save"})
    clock(edition.closes_at + timedelta(minutes=1))
    version = Nomination.objects.get().version
    late = {**answers(edition, did="The last words"), "version": version, "do": "send"}
    page = text(client.post(url(), late, follow=True))
    assert "Nominations are closed" in page
    assert "Europe/Copenhagen" in page
    assert "The last words" in page
    assert Nomination.objects.get().did == "The last words"
    assert Nomination.objects.get().state == NominationState.DRAFT
    again = text(client.get(url()))
    assert "The last words" in again
    assert "Send the nomination" not in again


def test_the_closing_instant_itself_is_too_late_and_the_second_before_is_not(client, edition, clock):
    clock(edition.closes_at - timedelta(seconds=1))
    response = send(client, edition)
    assert response.redirect_chain[-1][0] == url("confirm")
    Nomination.objects.all().delete()
    clock(edition.closes_at)
    assert "closed" in text(send(type(client)(), edition))
    assert not letters("pioneers.receipt")


def test_a_code_typed_after_closing_counts_for_what_was_sent_before_it(client, edition, clock):
    clock(edition.closes_at - timedelta(seconds=1))
    send(client, edition)
    clock(edition.closes_at + timedelta(minutes=5))
    assert "With the code it still counts" in text(client.get(url("confirm")))
    assert "Type the code" in text(client.get(url()))
    assert Nomination.objects.get().reference is None
    confirm(client)
    assert Nomination.objects.get().state == NominationState.SUBMITTED


def test_what_was_sent_cannot_be_changed_after_closing(client, edition, clock):
    clock(edition.closes_at - timedelta(seconds=1))
    send(client, edition)
    clock(edition.closes_at + timedelta(minutes=5))
    later = {**answers(edition, did="Better words"), "version": Nomination.objects.get().version}
    refused = client.post(url("autosave"), later)
    assert refused.status_code == 409
    assert "kept in this browser" in refused.json()["message"]
    assert client.post(url(), later).url == url("confirm")
    assert Nomination.objects.get().did == answers(edition)["did"]


def test_a_draft_changed_after_it_was_sent_is_sent_anew_or_comes_too_late(client, edition, clock):
    clock(edition.closes_at - timedelta(minutes=2))
    send(client, edition)
    version = Nomination.objects.get().version
    client.post(url("autosave"), {**answers(edition, did="Second thoughts"), "version": version})
    clock(edition.closes_at + timedelta(minutes=5))
    confirm(client)
    assert Nomination.objects.get().state == NominationState.DRAFT


def test_a_first_save_after_the_window_keeps_the_words_on_the_page(client, edition, clock):
    clock(edition.closes_at + timedelta(minutes=1))
    client.get(url())
    page = text(client.post(url(), {**answers(edition), "do": "send"}))
    assert "Nominations closed on" in page
    assert "Opened a meeting place for everyone." in page
    assert not Nomination.objects.exists()


def opened(client) -> dict:
    """What a page that is opened now knows."""
    page = text(client.get(url()))
    found = {name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("version", "base", "tab")}
    return {name: html.unescape(value) for name, value in found.items()}


@pytest.fixture
def two_devices(client, edition):
    """Two pages opened on one draft, the first saved since; what the second was opened with."""
    client.get(url())
    client.post(url(), {**answers(edition), "version": "0"})
    first, second = opened(client), opened(client)
    client.post(url(), {**answers(edition, did="First tab"), **first})
    return second


def test_what_only_one_of_two_pages_changed_is_joined(client, edition, two_devices):
    sent = {**answers(edition, changed="Second tab", link_1="www.example.org"), **two_devices}
    assert "Also changed elsewhere: What did they do?" in client.post(url("autosave"), sent).json()["message"]
    draft = Nomination.objects.get()
    assert (draft.did, draft.changed, draft.links) == ("First tab", "Second tab", ["https://www.example.org"])


def test_two_tabs_overwrite_nothing(client, edition, two_devices):
    response = client.post(url(), {**answers(edition, did="Second tab"), **two_devices}, follow=True)
    assert "saved in another tab" in text(response)
    assert "Second tab" in text(response)
    assert "First tab" in text(response)
    assert Nomination.objects.get().did == "First tab"


@pytest.mark.parametrize(
    ("do", "choice", "did"),
    [
        ("mine", "", "Second tab"),
        ("theirs", "", "First tab"),
        ("choose", "both", "Second tab\n\nFirst tab"),
    ],
)
def test_whatever_is_chosen_no_word_is_lost(client, edition, two_devices, do, choice, did):
    asking = client.post(url(), {**answers(edition, did="Second tab"), **two_devices}, follow=True).context
    answer = {"held": asking["token"], "seen": asking["version"], "do": do, "choice-did": choice}
    page = text(client.post(url(), answer, follow=True))
    assert Nomination.objects.get().did == did
    assert "First tab" in page
    assert "Second tab" in page


def test_a_page_whose_draft_was_removed_elsewhere_asks_before_it_begins_a_new_one(client, edition, two_devices):
    Nomination.objects.all().delete()
    asked = client.post(url(), {**answers(edition, did="Second tab"), **two_devices}, follow=True)
    assert "Side by side" in text(asked)
    assert not Nomination.objects.exists()
    client.post(url(), {"held": asked.context["token"], "seen": asked.context["version"], "do": "mine"})
    assert Nomination.objects.get().did == "Second tab"


def test_the_same_words_sent_again_are_no_conflict(client, edition):
    client.get(url())
    client.post(url(), {**answers(edition), "version": "0"})
    assert client.post(url(), {**answers(edition), "version": "0"}).status_code == 302
    draft = Nomination.objects.get()
    assert draft.did == answers(edition)["did"]
    assert draft.version == 1


def test_autosave_answers_with_the_next_version(client, edition):
    client.get(url())
    first = client.post(url("autosave"), {**answers(edition, did="a"), "version": "0"})
    assert first.json()["saved"] is True
    assert first.json()["version"] == 1
    second = client.post(url("autosave"), {**answers(edition, did="b"), "version": "1"})
    assert second.json()["version"] == 2
    stale = client.post(url("autosave"), {**answers(edition, did="c"), "version": "1"})
    assert stale.status_code == 409
    assert stale.json()["version"] == 2
    assert "Nothing was overwritten" in stale.json()["message"]
    assert Nomination.objects.get().did == "b"


def test_autosave_keeps_what_was_typed_after_the_window_but_begins_nothing(client, edition, clock):
    clock(edition.closes_at - timedelta(minutes=1))
    client.get(url())
    client.post(url("autosave"), {**answers(edition), "version": "0"})
    clock(edition.closes_at)
    told = client.post(url("autosave"), {**answers(edition, did="later"), "version": "1"}).json()
    assert told["saved"] is True
    assert Nomination.objects.get().did == "later"
    other = type(client)()
    other.get(url())
    refused = other.post(url("autosave"), {**answers(edition), "version": "0"})
    assert refused.status_code == 422
    assert "closed" in refused.json()["message"]
    assert Nomination.objects.count() == 1


def test_autosave_takes_nothing_for_a_draft_that_has_rested_from_a_page_without_its_seal(client, edition, clock):
    client.get(url())
    client.post(url("autosave"), {**answers(edition, did="first"), "version": "0"})
    clock(now() + timedelta(hours=1, seconds=1))
    refused = client.post(url("autosave"), {**answers(edition, did="later"), "version": "1"})
    assert refused.status_code == 403
    assert "open the draft again with a code" in refused.json()["message"]
    assert Nomination.objects.get().did == "first"


def test_script_and_odd_letters_are_kept_and_shown_as_they_are(client, edition):
    odd = "<script>alert(1)</script> ð þ ŋ š e\u0301 \u202eמילים\u202c\x00\x07"
    client.get(url())
    client.post(url(), {**answers(edition, nominee_name=odd, did=odd), "version": "0"})
    draft = Nomination.objects.get()
    assert "\x00" not in draft.did
    assert "\x07" not in draft.did
    assert "é" in draft.did
    assert "מילים" in draft.did
    page = text(client.get(url()))
    assert "<script>alert(1)</script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_after_an_hour_the_draft_opens_only_by_a_code(client, edition, clock):
    clock(now())
    client.get(url())
    client.post(url(), {**answers(edition), "version": "0"})
    clock.shift(timedelta(minutes=59))
    assert "Opened a meeting place" in text(client.get(url()))
    clock.shift(timedelta(minutes=1))
    response = client.get(url(), follow=True)
    page = text(response)
    assert response.redirect_chain[-1][0] == url("reopen")
    assert "Opened a meeting place" not in page
    assert "Þóra" not in page
    assert "a•••@example.org" in page
    assert "ase@example.org" not in page
    client.post(url("reopen"), {"do": "ask"})
    code = code_in(letters("pioneers.reopen_draft")[-1])
    page = text(client.post(url("reopen"), {"do": "code", "code": code}, follow=True))
    assert "Opened a meeting place" in page


def test_a_page_left_open_over_lunch_still_saves(client, edition, clock):
    clock(now())
    client.get(url())
    client.post(url(), {**answers(edition), "version": "0"})
    seal = client.get(url()).context["form"]["seal"].value()
    clock.shift(timedelta(hours=3))
    refused = client.post(url("autosave"), {**answers(edition, did="x"), "version": "1"})
    assert refused.status_code == 403
    assert "closed the draft after an hour to keep it private" in refused.json()["message"]
    page = client.post(url(), {**answers(edition, did="kept on the page"), "version": "1", "seal": "forged"})
    assert page.status_code == 403
    assert "kept on the page" in text(page)
    saved = client.post(url("autosave"), {**answers(edition, did="after lunch"), "version": "1", "seal": seal})
    assert saved.json()["saved"] is True
    assert Nomination.objects.get().did == "after lunch"


def test_a_draft_can_be_opened_on_another_device_by_its_address(client, edition, clock):
    clock(now())
    client.get(url())
    client.post(url(), {**answers(edition), "version": "0"})
    other = type(client)()
    page = text(other.post(url("reopen"), {"do": "ask", "email": "ASE@example.org"}))
    assert "If there is a draft with that address" in page
    code = code_in(letters("pioneers.reopen_draft")[-1])
    assert "Þóra" in text(other.post(url("reopen"), {"do": "code", "code": code}, follow=True))
    assert "Þóra" not in text(client.get(url()))  # the first device holds it no more


def test_an_address_without_a_draft_is_told_the_same(client, edition):
    page = text(client.post(url("reopen"), {"do": "ask", "email": "nobody@example.org"}))
    assert "If there is a draft with that address" in page
    assert not letters("pioneers.reopen_draft")
    refused = client.post(url("reopen"), {"do": "code", "code": "123456"})
    assert refused.status_code == 422
    assert "That is not the code" in text(refused)
    assert "The e-mail address you typed" in text(client.post(url("reopen"), {"do": "other"}))
    assert client.post(url("reopen"), {"do": "ask", "email": "nonsense"}).status_code == 422
    assert client.post(url("reopen"), {"do": "code", "code": ""}).status_code == 422


def test_asking_for_codes_in_a_hurry_sends_one(client, edition, clock):
    clock(now())
    client.get(url())
    client.post(url(), {**answers(edition), "version": "0"})
    for _again in range(3):
        client.post(url("reopen"), {"do": "ask", "email": "ase@example.org"})
    assert len(letters("pioneers.reopen_draft")) == 1


def test_removing_the_draft_from_this_device_leaves_nothing_to_read_here(client, edition):
    client.get(url())
    client.post(url(), {**answers(edition), "version": "0"})
    page = text(client.post(url("forget"), follow=True))
    assert "The draft is removed from this device" in page
    assert "Þóra" not in text(client.get(url()))
    assert Nomination.objects.get().draft_key_hash == ""


def test_removing_a_draft_without_an_address_deletes_it(client, edition):
    client.get(url())
    client.post(url(), {"nominee_name": "Þóra", "version": "0"})
    client.post(url("forget"))
    assert not Nomination.objects.exists()


def test_a_file_is_taken_shown_and_removed_again(client, edition):
    client.get(url())
    file = upload(pdf(), "saga.pdf")
    page = text(client.post(url(), {**answers(edition), "version": "0", "files": file}, follow=True))
    assert "saga.pdf" in page
    draft = Nomination.objects.get()
    (file,) = files_of(draft)
    assert client.get(file.url).status_code == 302
    assert type(client)().get(file.url)["Location"].startswith("/account/")
    client.post(url(), {**answers(edition), "version": draft.version, "do": f"remove:{file.uuid}"})
    assert files_of(draft) == []
    client.post(url(), {**answers(edition), "version": draft.version, "do": "remove:nonsense"})


def test_a_wrong_file_is_refused_in_words_and_the_words_are_kept(client, edition):
    client.get(url())
    file = upload(b"MZ not a picture", "virus.exe", "application/pdf")
    response = client.post(url(), {**answers(edition), "version": "0", "files": file, "do": "send"})
    assert response.status_code == 422
    assert text(response).count("virus.exe: ") == 2, "above the form and beside the field"
    assert "Opened a meeting place" in text(response)
    assert Nomination.objects.get().state == NominationState.DRAFT


def test_more_files_than_the_edition_allows_are_refused(client):
    edition = EditionFactory(files_limit=1)
    client.get(url())
    uploads = [upload(pdf(body=name.encode()), f"{name}.pdf") for name in ("a", "b", "c")]
    response = client.post(url(), {**answers(edition), "version": "0", "files": uploads})
    assert all(f"{name}.pdf: You can add 1 file" in text(response) for name in ("b", "c"))
    assert len(files_of(Nomination.objects.get())) == 1


def test_signed_in_no_code_is_needed(client, edition, nominator):
    client.force_login(nominator)
    page = client.get(url())
    assert page.context["form"]["nominator_name"].value() == "Åse Nominatør"
    data = {**answers(edition, nominator_email="somebody@else.example"), "do": "send"}
    response = client.post(url(), data, follow=True)
    nomination = Nomination.objects.get()
    assert nomination.reference in text(response)
    assert nomination.nominator_email == "ase@example.org"
    again = client.post(url(), {**data, "version": "1"}, follow=True)
    assert again.redirect_chain[-1][0] == url("sent")
    assert Nomination.objects.count() == 1


def test_signing_in_later_claims_the_draft_of_the_device(client, edition, nominator):
    client.get(url())
    client.post(url(), {**answers(edition), "version": "0"})
    client.force_login(nominator)
    assert "Þóra" in text(client.get(url()))
    client.post(url(), {**answers(edition, did="Claimed"), "version": "1"})
    draft = Nomination.objects.get()
    assert (draft.nominator, draft.did, draft.draft_key_hash) == (nominator, "Claimed", "")


def test_reopening_while_signed_in_claims_the_draft(client, edition, nominator, clock):
    clock(now())
    NominationFactory(edition=edition, of_device=True, nominator_email="ase@example.org", nominee_name="Þóra")
    client.force_login(nominator)
    client.post(url("reopen"), {"do": "ask", "email": "ase@example.org"})
    code = code_in(letters("pioneers.reopen_draft")[-1])
    assert "Þóra" in text(client.post(url("reopen"), {"do": "code", "code": code}, follow=True))
    assert Nomination.objects.get().nominator == nominator


def test_the_pages_after_sending_lead_back_when_nothing_was_sent(client, edition):
    assert client.get(url("confirm")).url == url()
    assert client.get(url("sent")).url == url()


def test_the_confirmation_of_something_sent_leads_to_the_page_after(client, edition):
    send(client, edition)
    confirm(client)
    assert client.get(url("confirm"))["Location"] == url("sent")


def test_what_went_wrong_between_page_and_code_leads_back_to_the_form(client, edition):
    send(client, edition)
    Nomination.objects.update(did="")
    response = confirm(client)
    assert response.redirect_chain[-1][0] == url()
    assert Nomination.objects.get().state == NominationState.DRAFT


def test_the_form_speaks_the_readers_language(client, edition):
    page = client.get("/nb/pioneers/nominate/")
    assert 'lang="nb"' in text(page)
    client.post("/nb/pioneers/nominate/", {**answers(edition), "version": "0"})
    assert Nomination.objects.get().language == "nb"


def test_a_script_begins_no_thousand_drafts(edition, settings):
    settings.ACCOUNT_RATE_LIMITS = {"begin_nomination": "2/h/ip"}
    for _number in range(2):
        assert Client().post(url("autosave"), answers(edition)).status_code == 200
    third = Client()
    saved = third.post(url("autosave"), answers(edition))
    assert saved.status_code == 422
    assert "from your network" in saved.json()["message"]
    page = third.post(url(), {**answers(edition, did="Kept on the page."), "do": "save"})
    assert page.status_code == 429
    assert "from your network" in text(page)
    assert "Kept on the page." in text(page)
    assert Nomination.objects.count() == 2
    third.force_login(UserFactory())
    assert third.post(url("autosave"), answers(edition)).status_code == 200


def test_addresses_and_codes_are_not_tried_without_end(client, edition, settings):
    settings.ACCOUNT_RATE_LIMITS = {"reopen_nomination": "3/m/ip"}
    for number in range(3):
        client.post(url("reopen"), {"do": "ask", "email": f"somebody{number}@example.org"})
    assert client.post(url("reopen"), {"do": "ask", "email": "ase@example.org"}).status_code == 429
    assert client.post(url("reopen"), {"do": "code", "code": "000000"}).status_code == 429
    assert client.post(url("reopen"), {"do": "other"}).status_code == 200
