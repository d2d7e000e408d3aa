"""One's own pages: details, sessions, address, and what other apps put there."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse
from django.test import Client

from portal.audit.queries.history import history_of
from portal.core import clock
from portal.core.errors import NotAllowed
from portal.mail.models import Letter
from portal.people import workspaces
from portal.people.access import allowed, signed_in
from portal.people.actions.accounts import end_sessions, open_account, update_account
from portal.people.models import User
from portal.people.templatetags.people import browser
from tests.factories.people import PASSWORD, AdministratorFactory, ManagerFactory, UserFactory
from tests.portal.people.letters import code_sent_to, last_letter
from tests.portal.people.test_sign_in import SIGN_IN, is_signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries(monkeypatch):
    """A registry of one's own."""
    monkeypatch.setattr(workspaces, "_registered", {})


def signed_in_at(user, user_agent="Mozilla/5.0 (Windows NT 10.0) Firefox/130.0") -> Client:
    client = Client(headers={"user-agent": user_agent})
    client.post(SIGN_IN, {"login": user.email, "password": PASSWORD})
    return client


def shown_again(client) -> Client:
    """Whoever changes something about the safety of an account shows again that it is them."""
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


def test_the_page_shows_what_concerns_its_reader(client, entries):
    workspaces.register_workspace("Desk", "/admin/", lambda user: user.is_secretariat, order=1)
    workspaces.register_workspace("Details", "people:details", lambda user: True, note="Your name.", order=2)
    client.force_login(UserFactory())
    page = client.get("/nb/account/").content.decode()
    assert "Desk" not in page
    assert 'href="/nb/account/details/"' in page
    assert "Your name." in page
    client.force_login(ManagerFactory())
    page = client.get("/account/").content.decode()
    assert page.index("Desk") < page.index("Your name.")
    assert "Programme manager" in page


def test_the_page_is_honest_when_nothing_waits(client, entries):
    client.force_login(UserFactory(name=""))
    page = client.get("/account/").content.decode()
    assert "There is nothing here yet" in page
    assert "Not set: you sign in with a code or a passkey" in page


def test_the_language_chosen_is_offered_not_forced(client):
    client.force_login(UserFactory(language="nb"))
    page = client.get("/account/").content.decode()
    assert '<html lang="en"' in page
    assert "This page in your language: Norsk (bokmål)" in page
    assert 'href="/nb/account/"' in page


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Þórunn Ærø-Ŋuolla", "Þórunn Ærø-Ŋuolla"),
        ("<script>alert('x')</script>", "<script>alert('x')</script>"),
        ("שלום \u202eevil", "שלום evil"),
        ("e\u0301a", "éa"),
        ("", ""),
    ],
)
def test_odd_letters_in_a_name_are_kept_and_shown_as_text(client, name, kept):
    user = UserFactory(with_password=True)
    client.force_login(user)
    answer = client.post("/account/details/", {"name": name, "language": "nb"}, follow=True)
    user.refresh_from_db()
    assert user.name == kept
    assert user.language == "nb"
    page = answer.content.decode()
    assert "<script>alert" not in page
    client.post("/account/password/reset/", {"email": user.email})
    assert last_letter(user.email).language == "nb"
    assert "\n" not in last_letter(user.email).to_name


def test_details_that_make_no_sense_are_refused_beside_the_field(client):
    user = UserFactory(name="As before")
    client.force_login(user)
    page = client.post("/account/details/", {"name": "n" * 201, "language": "tlh"}).content.decode()
    assert 'id="id_name_error"' in page
    assert 'id="id_language_error"' in page
    user.refresh_from_db()
    assert user.name == "As before"


def test_nobody_changes_the_details_of_another():
    user = UserFactory(name="As before")
    with pytest.raises(NotAllowed):
        update_account(account=user, name="x", language="da", by=AdministratorFactory(), at=clock.now())


def test_details_saved_twice_are_recorded_once():
    user = UserFactory(name="Old")
    for _time in range(2):
        update_account(account=user, name=" New  name ", language="en", by=user, at=clock.now())
    assert [line.data for line in history_of(user)] == [{"changed": ["name"]}]
    user.refresh_from_db()
    assert user.name == "New name"
    assert user.search_text.startswith("new name")


def test_sessions_are_listed_and_the_others_ended(client):
    user, stranger = UserFactory(with_password=True), UserFactory(with_password=True)
    phone = signed_in_at(user, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Mobile Safari/604.1")
    laptop = signed_in_at(user)
    other = signed_in_at(stranger)
    page = laptop.get("/account/sessions/").content.decode()
    assert "Safari on iPhone" in page
    assert page.count("Signed in on") == 2
    assert page.count("This device, here") == 1
    laptop.post("/account/sessions/")
    assert not is_signed_in(phone)
    assert is_signed_in(laptop)
    assert is_signed_in(other)


def test_signing_out_everywhere_ends_this_session_too(client):
    user = UserFactory(with_password=True)
    phone, laptop = signed_in_at(user), signed_in_at(user)
    assert "this one too" in laptop.get("/account/sign-out-everywhere/").content.decode()
    assert is_signed_in(phone)
    answer = laptop.post("/account/sign-out-everywhere/")
    assert answer["Location"] == SIGN_IN
    assert not is_signed_in(phone)
    assert not is_signed_in(laptop)
    assert not UserSession.objects.filter(user=user).exists()
    assert history_of(user)[0].data == {"sessions": 2}


def test_one_session_is_ended_from_the_list_of_them(client):
    user = UserFactory(with_password=True)
    phone, laptop, other = signed_in_at(user), signed_in_at(user), signed_in_at(UserFactory(with_password=True))
    page = laptop.get("/account/sessions/").content.decode()
    (there,) = re.findall(r'action="(/account/sessions/\d+/end/)"', page)
    other.post(there)
    assert is_signed_in(phone)
    laptop.post(there)
    assert not is_signed_in(phone)
    assert is_signed_in(laptop)
    assert is_signed_in(other)
    assert [entry.verb for entry in history_of(user)][:1] == ["people.end_session"]
    laptop.post(there)
    assert is_signed_in(laptop)


def test_a_session_that_was_not_listed_ends_too(client):
    user = UserFactory(with_password=True)
    laptop = signed_in_at(user)
    UserSession.objects.all().delete()
    end_sessions(account=user, by=user, at=clock.now())
    assert not is_signed_in(laptop)


def test_nobody_but_an_administrator_ends_the_sessions_of_another():
    user = UserFactory()
    with pytest.raises(NotAllowed):
        end_sessions(account=user, by=ManagerFactory(), at=clock.now())
    end_sessions(account=user, by=AdministratorFactory(), at=clock.now())
    assert User.objects.get(pk=user.pk).session_stamp == 1


def test_a_changed_password_ends_the_other_sessions(client):
    user = UserFactory(with_password=True)
    phone, laptop = signed_in_at(user), signed_in_at(user)
    new = "a rather different battery"
    laptop.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert is_signed_in(laptop)
    assert not is_signed_in(phone)
    assert "password of your account was changed" in last_letter(user.email).text


def test_two_different_new_passwords_are_answered_beside_the_second(client):
    user = UserFactory()
    client.force_login(user)
    page = client.post(
        "/nb/account/password/set/", {"password1": "rocking horse", "password2": "rocking house"}
    ).content.decode()
    assert 'id="id_password2_error"' in page
    user.refresh_from_db()
    assert not user.has_usable_password()


def test_a_session_is_noted_as_seen_once_in_a_while(client, cost):
    user = UserFactory(with_password=True)
    laptop = signed_in_at(user)
    UserSession.objects.filter(user=user).update(last_seen_at="2026-01-01T00:00:00Z")
    laptop.get("/account/")
    first = UserSession.objects.get(user=user).last_seen_at
    laptop.get("/account/")
    assert UserSession.objects.get(user=user).last_seen_at == first
    assert first.year > 2025


def test_a_wrong_present_password_changes_nothing(client):
    user = UserFactory(with_password=True)
    laptop = signed_in_at(user)
    page = laptop.post(
        "/account/password/change/", {"oldpassword": "no", "password1": "a b c d e f g", "password2": "a b c d e f g"}
    ).content.decode()
    assert "That is not your current password." in page
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_an_address_changes_once_the_new_one_is_confirmed(client):
    user = UserFactory(email="old@example.org", with_password=True)
    laptop = shown_again(signed_in_at(user))
    laptop.post("/account/email/", {"action_add": "1", "email": "New@Example.org"}, follow=True)
    user.refresh_from_db()
    assert user.email == "old@example.org"
    laptop.post("/account/confirm-email/", {"code": code_sent_to("new@example.org")})
    user.refresh_from_db()
    assert user.email == "new@example.org"
    assert "new@example.org" in user.search_text
    assert list(EmailAddress.objects.filter(user=user).values_list("email", flat=True)) == ["new@example.org"]
    assert "address of your account was changed" in last_letter("old@example.org").text


@pytest.mark.parametrize("spelt", ["taken@ærø.example", "taken+x@ærø.example", "taken@xn--r-3fa9c.example"])
def test_changing_to_an_address_somebody_has_tells_nothing(client, spelt):
    UserFactory(email="taken@ærø.example")
    user = UserFactory(with_password=True)
    laptop = shown_again(signed_in_at(user))
    answer = laptop.post("/account/email/", {"action_add": "1", "email": spelt})
    assert answer["Location"] == "/account/confirm-email/"
    laptop.post("/account/confirm-email/", {"code": code_sent_to(spelt)})
    user.refresh_from_db()
    assert "taken" not in user.email


def test_an_account_is_opened_once_for_an_address():
    at = clock.now()
    first = open_account(email=" Ny@Example.org", language="sv", name="Ny", at=at, confirmed=True)
    again = open_account(email="ny@example.org", language="fi", name="Other", at=at)
    assert first == again
    again.refresh_from_db()
    assert (again.language, again.name) == ("sv", "Ny")
    assert EmailAddress.objects.get(user=again).verified
    assert len(history_of(first)) == 1
    assert not Letter.objects.exists()


def test_an_address_confirmed_later_is_marked_so():
    user = open_account(email="ny@example.org", at=clock.now())
    assert not EmailAddress.objects.get(user=user).verified
    open_account(email="ny@example.org", at=clock.now(), confirmed=True)
    assert EmailAddress.objects.get(user=user).verified


def test_the_door_of_a_view_sends_visitors_to_sign_in_and_hides_itself_from_the_rest(rf):
    seen = []

    @signed_in
    def anybody(request):
        return HttpResponse("in")

    @allowed("people.see_people", lambda request, uuid: seen.append(uuid) or "the person")
    def managers(request, person):
        return HttpResponse(person)

    @allowed("people.see_people")
    def listing(request):
        return HttpResponse("list")

    visitor = rf.get("/somewhere/?page=2")
    visitor.user = AnonymousUser()
    assert anybody(visitor)["Location"] == "/account/login/?next=/somewhere/%3Fpage%3D2"
    assert managers(visitor, uuid="u").status_code == 302
    assert listing(visitor).status_code == 302
    assert seen == []
    poster = rf.post("/somewhere/?page=2")
    poster.user = AnonymousUser()
    assert anybody(poster)["Location"] == "/account/login/?next=/somewhere/"
    someone = rf.get("/somewhere/")
    someone.user = UserFactory()
    assert anybody(someone).content == b"in"
    for view in (lambda: managers(someone, uuid="u"), lambda: listing(someone)):
        with pytest.raises(Http404):
            view()
    manager = rf.get("/somewhere/")
    manager.user = ManagerFactory()
    assert managers(manager, uuid="u").content == b"the person"
    assert listing(manager).content == b"list"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0", "Edge on Windows"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/130 Mobile Safari", "Chrome on Android"),
        ("curl/8.0", "An unknown browser"),
        ("Mozilla/5.0 Firefox/130", "Firefox"),
    ],
)
def test_a_browser_is_called_by_its_name(user_agent, name):
    assert browser(user_agent) == name


def test_one_s_page_costs_the_same_with_one_session_and_with_three(client, cost):
    spent_on = []
    for number in (1, 3):
        user = UserFactory(with_password=True)
        laptop = [signed_in_at(user) for _each in range(number)][-1]
        laptop.get("/account/")
        with cost() as spent:
            laptop.get("/account/")
        spent_on.append((spent.queries, spent.rows))
    assert spent_on[0] == spent_on[1]


class TestALanguageThatIsNotOffered:
    """It was chosen before, or by whoever made the account: it is kept for the day it is offered, and never shown."""

    def choices(self, page: str) -> list[str]:
        field = re.search(r'<select name="language".*?</select>', page, re.DOTALL)[0]
        return re.findall(r'<option value="([a-z]+)"', field)

    def test_it_is_no_choice(self, client):
        client.force_login(UserFactory(language="da"))
        page = client.get("/account/details/").content.decode()
        assert self.choices(page) == ["en", "nb"]
        assert '<option value="en" selected>' in page
        assert client.post("/account/details/", {"name": "X", "language": "sv"}).status_code == 200

    def test_one_reads_that_letters_come_in_english(self, client):
        client.force_login(UserFactory(language="da"))
        page = client.get("/account/").content.decode()
        assert re.search(r"<dd>\s*English\s*</dd>", page)
        assert "/da/" not in page

    def test_saving_ones_name_keeps_it(self, client):
        user = UserFactory(language="da")
        client.force_login(user)
        client.post("/account/details/", {"name": "New", "language": "en"})
        user.refresh_from_db()
        assert (user.name, user.language) == ("New", "da")

    def test_choosing_another_changes_it(self, client):
        user = UserFactory(language="da")
        client.force_login(user)
        client.post("/account/details/", {"name": "New", "language": "nb"})
        user.refresh_from_db()
        assert user.language == "nb"

    def test_english_chosen_instead_of_bokmal_is_english(self, client):
        user = UserFactory(language="nb")
        client.force_login(user)
        client.post("/account/details/", {"name": "New", "language": "en"})
        user.refresh_from_db()
        assert user.language == "en"
