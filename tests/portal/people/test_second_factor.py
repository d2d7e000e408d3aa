"""Passkeys, the authenticator app and recovery codes; staff and their second factor."""

import re
from pathlib import Path
from unittest import mock

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client

from portal.audit.queries.history import history_of
from portal.config.settings import base, local
from portal.people.second_factor import SecondFactorMiddleware
from tests.factories.people import PASSWORD, AdministratorFactory, ManagerFactory, UserFactory
from tests.portal.people.letters import code_sent_to, last_letter
from tests.portal.people.passkey import Passkey, add_passkey, options_for_signing_in, options_on, sign_in_with
from tests.portal.people.test_sign_in import SIGN_IN, TYPE_CODE, is_signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_production(settings):
    """As production has it: staff need a second factor."""
    settings.STAFF_SECOND_FACTOR_REQUIRED = True


def digits_of(secret: str) -> str:
    """What an authenticator app shows just now for a key."""
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def add_app(client) -> str:
    """Adds an authenticator app; answers its key."""
    page = client.get("/account/2fa/totp/activate/").content.decode()
    secret = re.search(r"<code[^>]*>([A-Z2-7]{16,})</code>", page)[1]
    with mock.patch("django.db.transaction.on_commit", side_effect=lambda callback, **_options: callback()):
        client.post("/account/2fa/totp/activate/", {"code": digits_of(secret)})
    return secret


def sign_in_by_code(client, user):
    client.post(SIGN_IN, {"login": user.email, "code": "1"})
    return client.post(TYPE_CODE, {"code": code_sent_to(user.email)})


def signed_in_client(user) -> Client:
    client = Client()
    sign_in_by_code(client, user)
    return client


def test_production_requires_a_second_factor_of_staff_and_only_the_demo_does_not():
    assert base.STAFF_SECOND_FACTOR_REQUIRED is True
    assert local.STAFF_SECOND_FACTOR_REQUIRED is False
    production = Path(local.__file__).with_name("production.py").read_text()
    assert "SECOND_FACTOR" not in production


def test_a_passkey_is_added_and_signs_in_by_itself(client):
    user = UserFactory()
    sign_in_by_code(client, user)
    phone = Passkey()
    page = add_passkey(client, phone, "Síminn minn <script>")
    assert "The passkey was added." in page.content.decode()
    assert "passkey was added" in last_letter(user.email).text
    client.post("/account/logout/")
    answer = sign_in_with(client, phone, next="/account/details/")
    assert answer["Location"] == "/account/details/"
    assert is_signed_in(client)
    listed = client.get("/account/2fa/webauthn/").content.decode()
    assert "Síminn minn &lt;script&gt;" in listed


def test_a_passkey_of_another_site_or_without_finger_face_or_pin_is_refused(client):
    user = UserFactory()
    sign_in_by_code(client, user)
    for stranger in (Passkey(site="evil.example"), Passkey(verified=False)):
        page = add_passkey(client, stranger)
        assert "not the right code" in page.content.decode()
    assert not Authenticator.objects.filter(user=user).exists()


def test_an_answer_that_is_no_passkey_is_refused(client):
    for said in ("", "{}", "[]", "null", '{"id": 1}', "nonsense"):
        assert client.post("/account/2fa/webauthn/login/", {"credential": said})["Location"] == SIGN_IN
    assert client.get("/account/2fa/webauthn/login/")["Location"] == SIGN_IN


def test_a_passkey_answers_each_question_once(client):
    user = UserFactory()
    sign_in_by_code(client, user)
    phone = Passkey()
    add_passkey(client, phone)
    client.post("/account/logout/")
    answer = phone.get(options_for_signing_in(client))
    client.post("/account/2fa/webauthn/login/", {"credential": answer})
    client.post("/account/logout/")
    client.post("/account/2fa/webauthn/login/", {"credential": answer})
    assert not is_signed_in(client)


def test_a_passkey_is_renamed_and_removed_by_its_holder_alone(client):
    user, other = UserFactory(), UserFactory()
    sign_in_by_code(client, user)
    phone = Passkey()
    add_passkey(client, phone)
    key = Authenticator.objects.get(user=user, type="webauthn")
    thief = signed_in_client(other)
    assert thief.get(f"/account/2fa/webauthn/keys/{key.pk}/edit/").status_code == 404
    assert thief.post(f"/account/2fa/webauthn/keys/{key.pk}/remove/").status_code == 404
    client.post("/account/logout/")
    sign_in_with(client, phone)
    again = client.get(f"/account/2fa/webauthn/keys/{key.pk}/edit/", follow=True)
    assert "Is it you?" in again.content.decode()
    client.post(
        again.request["PATH_INFO"] + "?" + again.request["QUERY_STRING"],
        {"credential": phone.get(options_on(again))},
    )
    client.post(f"/account/2fa/webauthn/keys/{key.pk}/edit/", {"name": "Old phone"})
    key.refresh_from_db()
    assert key.wrap().name == "Old phone"
    assert "Remove “Old phone”" in client.get(f"/account/2fa/webauthn/keys/{key.pk}/remove/").content.decode()
    client.post(f"/account/2fa/webauthn/keys/{key.pk}/remove/")
    assert not Authenticator.objects.filter(user=user).exists()


def test_an_authenticator_app_is_asked_for_after_a_password_and_after_a_code_by_mail(client):
    user = UserFactory(with_password=True)
    client.post(SIGN_IN, {"login": user.email, "password": PASSWORD})
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    secret = add_app(client)
    for first_step in ("password", "code"):
        client.post("/account/logout/")
        if first_step == "password":
            answer = client.post(SIGN_IN, {"login": user.email, "password": PASSWORD})
        else:
            answer = sign_in_by_code(client, user)
        assert answer["Location"] == "/account/2fa/authenticate/"
        assert not is_signed_in(client)
        page = client.post("/account/2fa/authenticate/", {"code": "000000"}).content.decode()
        assert "That is not the right code" in page
        assert "Use your passkey" not in page  # there is none
        cache.clear()
        client.post("/account/2fa/authenticate/", {"code": digits_of(secret)})
        assert is_signed_in(client)


def test_the_key_of_an_app_and_recovery_codes_are_sealed_in_the_database(client):
    user = UserFactory()
    sign_in_by_code(client, user)
    secret = add_app(client)
    stored = str(list(Authenticator.objects.filter(user=user).values_list("data", flat=True)))
    assert secret not in stored
    codes = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()
    assert len(codes) == 10
    assert not any(code in stored for code in codes)


def test_a_recovery_code_stands_in_once(client):
    user = UserFactory()
    sign_in_by_code(client, user)
    add_app(client)
    shown = client.get("/account/2fa/recovery-codes/").content.decode()
    code = re.search(r"<code>(\d{8})</code>", shown)[1]
    assert code in client.get("/account/2fa/recovery-codes/download/").content.decode()
    client.post("/account/logout/")
    sign_in_by_code(client, user)
    client.post("/account/2fa/authenticate/", {"code": code})
    assert is_signed_in(client)
    client.post("/account/logout/")
    sign_in_by_code(client, user)
    client.post("/account/2fa/authenticate/", {"code": code})
    assert not is_signed_in(client)


def test_pages_of_the_second_factor_can_be_read(client):
    user = UserFactory()
    sign_in_by_code(client, user)
    assert "You have 0 passkeys" in client.get("/account/2fa/").content.decode()
    assert "no passkeys yet" in client.get("/account/2fa/webauthn/").content.decode()
    assert client.get("/account/2fa/recovery-codes/").status_code == 404
    add_app(client)
    assert "10 codes are left" in client.get("/account/2fa/").content.decode()
    page = client.get("/account/2fa/recovery-codes/generate/", follow=True).content.decode()
    assert "stop working" in page or "Is it you?" in page


def test_staff_without_a_second_factor_are_turned_away_from_the_admin(client, in_production):
    user = ManagerFactory()
    answer = sign_in_by_code(client, user)
    assert answer["Location"] == "/admin/"
    page = client.get("/admin/", follow=True)
    assert page.redirect_chain[-1][0] == "/account/2fa/"
    assert "Staff sign in with a second factor" in page.content.decode()
    for inner in ("/admin/pages/", "/admin/images/", "/admin/account/"):
        assert client.get(inner)["Location"] == "/account/2fa/"


def test_staff_without_a_second_factor_have_no_staff_rights_anywhere(client, in_production, rf):
    user = ManagerFactory()
    sign_in_by_code(client, user)
    seen = {}

    def look(request):
        seen["manager"] = request.user.has_role("manager")
        seen["secretariat"] = request.user.is_secretariat
        seen["rule"] = request.user.has_perm("people.see_people")
        seen["wagtail"] = request.user.has_perm("wagtailadmin.access_admin")

    for shown in (False, True):
        if shown:
            add_app(client)
        request = rf.get("/applications/")
        request.session = client.session
        request.user = type(user).objects.get(pk=user.pk)
        SecondFactorMiddleware(look)(request)
        assert set(seen.values()) == {shown}
    assert "no staff rights" not in client.get("/account/").content.decode()


def test_adding_a_second_factor_opens_the_admin_at_once(client, in_production):
    user = ManagerFactory()
    sign_in_by_code(client, user)
    assert "no staff rights" in client.get("/account/").content.decode()
    add_passkey(client, Passkey())
    assert client.get("/admin/").status_code == 200


def test_a_code_by_mail_does_not_skip_the_second_factor_of_staff(client, in_production):
    user = ManagerFactory()
    sign_in_by_code(client, user)
    secret = add_app(client)
    client.post("/account/logout/")
    answer = sign_in_by_code(client, user)
    assert answer["Location"] == "/account/2fa/authenticate/"
    assert client.get("/admin/")["Location"].startswith("/account/login/")
    client.post("/account/2fa/authenticate/", {"code": digits_of(secret)})
    assert client.get("/admin/").status_code == 200


def test_a_session_begun_without_the_factor_shows_it_on_the_way_to_the_admin(client, in_production):
    user = ManagerFactory()
    sign_in_by_code(Client(), user)
    elsewhere = signed_in_client(user)
    sign_in_by_code(client, user)
    add_app(elsewhere)
    answer = client.get("/admin/pages/")
    assert answer["Location"] == "/account/2fa/reauthenticate/?next=%2Fadmin%2Fpages%2F"


def test_a_superuser_needs_a_second_factor_too(client, in_production, django_user_model):
    root = django_user_model.objects.create_superuser("root@example.org", PASSWORD)
    client.force_login(root)
    assert client.get("/admin/")["Location"] == "/account/2fa/"


def test_who_is_no_member_of_staff_needs_no_second_factor(client, in_production):
    user = UserFactory()
    sign_in_by_code(client, user)
    assert is_signed_in(client)
    assert "second factor. Until" not in client.get("/account/").content.decode()


def test_staff_keep_at_least_one_second_factor(client, in_production):
    user = AdministratorFactory()
    sign_in_by_code(client, user)
    secret = add_app(client)
    client.get("/account/2fa/reauthenticate/")
    cache.clear()
    client.post("/account/2fa/reauthenticate/", {"code": digits_of(secret)})
    page = client.post("/account/2fa/totp/deactivate/").content.decode()
    assert "Staff must have a second factor" in page
    assert Authenticator.objects.filter(user=user, type="totp").exists()


def test_what_holders_change_is_in_the_record(client):
    user = UserFactory()
    sign_in_by_code(client, user)
    add_app(client)
    client.post("/account/password/set/", {"password1": PASSWORD, "password2": PASSWORD})
    verbs = {line.verb for line in history_of(user)}
    assert {"people.add_second_factor", "people.set_password"} <= verbs
    assert user.email not in str(history_of(user))
