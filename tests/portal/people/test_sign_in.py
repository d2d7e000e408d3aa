"""Signing in by a code, a password; what it tells strangers; where it leads."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from portal.mail.models import Letter
from portal.people.models import User
from tests.factories.people import PASSWORD, ManagerFactory, UserFactory
from tests.portal.people.letters import as_read, code_sent_to, last_letter

pytestmark = pytest.mark.django_db

SIGN_IN = "/account/login/"
TYPE_CODE = "/account/login/code/confirm/"


def ask_for_code(client, email, path=SIGN_IN):
    return client.post(path, {"login": email, "password": "", "code": "1"}, follow=True)


def is_signed_in(client) -> bool:
    return client.get("/account/").status_code == 200


def test_a_code_sent_by_mail_signs_its_reader_in(client):
    user = UserFactory(email="asa@example.org")
    page = ask_for_code(client, "Asa@Example.org")
    assert "asa@example.org" in page.content.decode()
    answer = client.post(TYPE_CODE, {"code": code_sent_to(user.email)})
    assert answer["Location"] == "/account/"
    assert is_signed_in(client)


def test_a_code_is_read_kindly(client):
    user = UserFactory()
    ask_for_code(client, user.email)
    code = code_sent_to(user.email)
    client.post(TYPE_CODE, {"code": f" {code[:3]} – {code[3:]}\u200b"})
    assert is_signed_in(client)


def test_a_wrong_code_is_answered_beside_the_field_and_three_end_it(client):
    user = UserFactory()
    ask_for_code(client, user.email)
    right = code_sent_to(user.email)
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    for _try in range(2):
        page = client.post(TYPE_CODE, {"code": wrong}).content.decode()
        assert "That is not the right code" in page
        assert 'aria-invalid="true"' in page
    assert client.post(TYPE_CODE, {"code": wrong})["Location"] == SIGN_IN
    client.post(TYPE_CODE, {"code": right})
    assert not is_signed_in(client)


def test_a_code_works_for_a_quarter_of_an_hour(client, clock):
    user = UserFactory()
    clock("2026-09-01T10:00:00Z")
    ask_for_code(client, user.email)
    code = code_sent_to(user.email)
    clock("2026-09-01T10:15:01Z")
    client.post(TYPE_CODE, {"code": code})
    assert not is_signed_in(client)


def test_a_code_works_only_in_the_browser_that_asked(client, django_user_model):
    user = UserFactory()
    ask_for_code(client, user.email)
    elsewhere = Client()
    elsewhere.post(TYPE_CODE, {"code": code_sent_to(user.email)})
    assert not is_signed_in(elsewhere)


def test_no_code_can_be_read_in_the_database(client):
    user = UserFactory()
    ask_for_code(client, user.email)
    code = code_sent_to(user.email)
    letter = last_letter(user.email)
    assert code not in letter.text + letter.html + letter.subject + str(letter.secrets)
    stored = Session.objects.get(session_key=client.session.session_key).session_data
    assert code not in str(client.session.decode("")) + stored
    assert client.session["account_login"]
    assert client.session.decode(stored)["account_login"]["state"]


def test_a_new_code_can_be_sent_and_replaces_the_first(client):
    user = UserFactory()
    ask_for_code(client, user.email)
    first = code_sent_to(user.email)
    client.post(TYPE_CODE, {"action": "resend"})
    second = code_sent_to(user.email)
    assert Letter.objects.filter(to_email=user.email).count() == 2
    if first != second:
        client.post(TYPE_CODE, {"code": first})
        assert not is_signed_in(client)
    client.post(TYPE_CODE, {"code": second})
    assert is_signed_in(client)


def test_a_password_signs_in(client):
    user = UserFactory(with_password=True)
    answer = client.post(SIGN_IN, {"login": user.email.upper(), "password": PASSWORD})
    assert answer["Location"] == "/account/"
    assert is_signed_in(client)


def test_an_empty_password_sends_a_code_instead(client):
    user = UserFactory(with_password=True)
    answer = client.post(SIGN_IN, {"login": user.email, "password": ""})
    assert answer["Location"].startswith(TYPE_CODE)
    assert code_sent_to(user.email)


def test_asking_for_a_code_forgets_a_password_the_browser_filled_in(client):
    user = UserFactory(with_password=True)
    answer = client.post(SIGN_IN, {"login": user.email, "password": "from a password manager", "code": "1"})
    assert answer["Location"].startswith(TYPE_CODE)


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(client):
    user = UserFactory(with_password=True)
    known = client.post(SIGN_IN, {"login": user.email, "password": "not the one"}).content.decode()
    unknown = client.post(SIGN_IN, {"login": "nobody@example.org", "password": "not the one"}).content.decode()
    assert "address or the password is wrong" in known
    assert known.count("address or the password is wrong") == unknown.count("address or the password is wrong")


def test_asking_for_a_code_tells_a_stranger_nothing(client):
    UserFactory(email="known@example.org")
    known = ask_for_code(client, "known@example.org")
    unknown = ask_for_code(Client(), "unheard@example.org")
    assert known.redirect_chain == unknown.redirect_chain

    def plain(response, email):
        page = response.content.decode().replace(email, "")
        return re.sub(r'value="[^"]*"', "", page)

    assert plain(known, "known@example.org") == plain(unknown, "unheard@example.org")
    assert "There is no account with this address" in last_letter("unheard@example.org").text
    assert not User.objects.filter(email="unheard@example.org").exists()


def test_signing_up_tells_a_stranger_nothing(client):
    UserFactory(email="known@example.org")
    known = client.post("/account/signup/", {"email": "known@example.org"}, follow=True)
    unknown = Client().post("/account/signup/", {"email": "unheard@example.org"}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain
    assert "You have an account already" in last_letter("known@example.org").subject
    assert User.objects.filter(email="known@example.org").count() == 1


def test_an_account_is_made_with_an_address_and_a_code(client):
    page = client.post("/nb/account/signup/", {"email": "ny@example.org"}, follow=True)
    assert page.status_code == 200
    user = User.objects.get(email="ny@example.org")
    assert user.language == "nb"
    assert not user.has_usable_password()
    letter = last_letter("ny@example.org")
    assert letter.language == "nb"
    client.post("/nb/account/confirm-email/", {"code": code_sent_to("ny@example.org")})
    assert is_signed_in(client)
    assert EmailAddress.objects.get(user=user).verified


def test_an_account_whose_address_is_not_confirmed_opens_nothing(client):
    client.post("/account/signup/", {"email": "ny@example.org"})
    assert not is_signed_in(client)


def test_letters_are_in_the_language_of_the_account_whatever_the_page(client):
    user = UserFactory(language="nb")
    ask_for_code(client, user.email, "/account/login/")
    assert last_letter(user.email).language == "nb"


@pytest.mark.parametrize("inside", ["/account/details/", "/nominations/?page=2"])
def test_signing_in_leads_back_to_the_page_one_came_from(client, inside):
    user = UserFactory(with_password=True)
    answer = client.post(SIGN_IN, {"login": user.email, "password": PASSWORD, "next": inside})
    assert answer["Location"] == inside


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "http:///evil.example"],
)
def test_signing_in_never_leads_to_another_site(client, elsewhere):
    user = UserFactory(with_password=True)
    answer = client.post(SIGN_IN, {"login": user.email, "password": PASSWORD, "next": elsewhere})
    assert answer["Location"] == "/account/"
    client.logout()
    ask = client.post(SIGN_IN, {"login": user.email, "code": "1", "next": elsewhere})
    answer = client.post(TYPE_CODE, {"code": code_sent_to(user.email), "next": elsewhere})
    assert "evil" not in answer["Location"]
    assert "javascript" not in answer["Location"]
    assert ask.status_code == 302


def test_staff_go_on_to_the_admin(client):
    user = ManagerFactory(with_password=True)
    answer = client.post(SIGN_IN, {"login": user.email, "password": PASSWORD})
    assert answer["Location"] == "/admin/"


def test_the_admin_sends_visitors_to_our_sign_in(client):
    answer = client.get("/admin/", follow=True)
    assert answer.redirect_chain[-1][0].startswith("/account/login/?next=/admin/")


def test_a_visitor_is_sent_to_sign_in_and_back(client):
    assert client.get("/account/details/")["Location"] == "/account/login/?next=/account/details/"
    assert client.get("/nb/account/")["Location"] == "/nb/account/login/?next=/nb/account/"


def test_a_closed_account_opens_nothing(client):
    user = UserFactory(with_password=True, is_active=False)
    client.post(SIGN_IN, {"login": user.email, "password": PASSWORD})
    assert not is_signed_in(client)
    ask_for_code(client, user.email)
    assert "There is no account" in last_letter(user.email).text


def test_too_many_wrong_passwords_are_answered_in_plain_words(client):
    user = UserFactory(with_password=True)
    for _try in range(5):
        client.post(SIGN_IN, {"login": user.email, "password": "guess"})
    page = client.post(SIGN_IN, {"login": user.email, "password": PASSWORD}).content.decode()
    assert "There were too many attempts" in page
    assert not is_signed_in(client)


def test_an_address_is_not_flooded_with_codes(client):
    user = UserFactory()
    for _try in range(5):
        page = ask_for_code(Client(), user.email)
    assert "There were too many attempts" in page.content.decode()
    assert Letter.objects.filter(to_email=user.email).count() == 3


def test_too_many_requests_from_one_place_get_a_page_that_says_so(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    client.post(SIGN_IN, {"login": "a@example.org", "password": "x"})
    page = client.post(SIGN_IN, {"login": "b@example.org", "password": "x"})
    assert page.status_code == 429
    assert "Wait a few minutes" in page.content.decode()


def test_behind_a_proxy_those_who_come_through_it_are_told_apart(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}

    def status(came_from):
        headers = {"x-forwarded-for": f"198.51.100.9, {came_from}"}
        return client.post(SIGN_IN, {"login": "a@example.org", "password": "x"}, headers=headers).status_code

    assert status("203.0.113.1") == 200
    assert status("203.0.113.2") == 200
    assert status("203.0.113.1") == 429


@pytest.mark.parametrize("typed", ["", "not an address", "a@b", "<script>alert(1)</script>@example.org"])
def test_what_is_no_address_is_said_beside_the_field(client, typed):
    page = client.post(SIGN_IN, {"login": typed, "code": "1"})
    assert page.status_code == 200
    text = page.content.decode()
    assert 'id="id_login_error"' in text
    assert "<script>alert" not in text


def test_a_forgotten_password_is_replaced_with_a_code(client):
    user = UserFactory(with_password=True)
    client.post("/account/password/reset/", {"email": user.email})
    answer = client.post("/account/password/reset/confirm/", {"code": code_sent_to(user.email)})
    assert answer["Location"] == "/account/password/reset/complete/"
    new = "a rather different battery"
    page = client.post(answer["Location"], {"password1": new, "password2": new}, follow=True)
    assert "Your password was changed" in page.content.decode()
    assert client.login(email=user.email, password=new) or User.objects.get(pk=user.pk).check_password(new)
    assert "replaced by a new one" in as_read(last_letter(user.email))


@pytest.mark.parametrize(
    ("password", "says"), [("short", "at least 12"), ("password1234", "too common"), ("rocking horse", None)]
)
def test_a_password_must_be_hard_to_guess(client, password, says):
    user = UserFactory()
    client.force_login(user)
    page = client.post("/account/password/set/", {"password1": password, "password2": password}, follow=True)
    user.refresh_from_db()
    assert user.has_usable_password() is (says is None)
    if says:
        assert says in page.content.decode()
        assert 'id="id_password1_error"' in page.content.decode()


def test_every_sign_in_page_speaks_the_reader_s_language_and_carries_no_inline_script(client):
    for path in ("/nb/account/login/", "/nb/account/signup/", "/nb/account/password/reset/"):
        page = client.get(path)
        text = page.content.decode()
        assert '<html lang="nb"' in text
        assert " style=" not in text
        assert "onclick" not in text
        assert "script-src" in page["Content-Security-Policy"]
        assert "unsafe-inline" not in page["Content-Security-Policy"]


def test_signing_out_ends_the_session(client):
    client.force_login(UserFactory())
    assert "Sign out" in client.get("/account/logout/").content.decode()
    assert is_signed_in(client)
    client.post("/account/logout/")
    assert not is_signed_in(client)
    assert reverse("account_login") == SIGN_IN
