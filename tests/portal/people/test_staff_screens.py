"""The secretariat's screens of accounts and people, and Wagtail's own which give way to them."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from wagtail.models import RevisionMixin
from wagtail.search.index import get_indexed_models

from portal.adminkit.addresses import list_url, staff_url
from portal.adminkit.views.listing import RecordListView
from portal.audit.queries.history import history_of
from portal.core import clock
from portal.core.clock import now
from portal.people.actions.erasure import restrict_person
from portal.people.actions.invitations import accept_invitation, invite_staff
from portal.people.errors import AlreadyHolds, AlreadyInvited, InvitationOver, UnknownRole
from portal.people.models import Invitation, Person, Tie, User
from portal.people.roles import ADMINISTRATOR, MANAGER
from tests.factories.people import (
    PASSWORD,
    AdministratorFactory,
    EditorFactory,
    FinanceFactory,
    ManagerFactory,
    PersonFactory,
    TieFactory,
    UserFactory,
)
from tests.portal.people.letters import last_letter, link_sent_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    user = AdministratorFactory(name="Admin Istrator")
    client.force_login(user)
    return user


@pytest.fixture
def manager(client):
    user = ManagerFactory()
    client.force_login(user)
    return user


def text(response) -> str:
    return response.content.decode()


def test_an_administrator_lists_accounts_with_their_roles(client, admin):
    ManagerFactory(name="Márjá Ŋuolla", email="marja@example.org")
    page = text(client.get(list_url(User)))
    assert f'href="{staff_url(admin)}"' in page
    assert "Márjá Ŋuolla" in page
    assert "Programme manager" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?role=manager", {"mia@example.org"}),
        ("?open=false", {"gone@example.org"}),
        ("?second_factor=true", {"safe@example.org"}),
        ("?q=Thora", {"mia@example.org"}),
        ("?language=fi", {"safe@example.org"}),
    ],
)
def test_accounts_are_narrowed_down(client, admin, query, found):
    ManagerFactory(email="mia@example.org", name="Þóra")
    UserFactory(email="gone@example.org", name="Gone", is_active=False)
    safe = UserFactory(email="safe@example.org", name="Safe", language="fi")
    Authenticator.objects.create(user=safe, type="totp", data={})
    page = text(client.get(list_url(User) + query))
    shown = {address for address in ("mia@example.org", "gone@example.org", "safe@example.org") if address in page}
    assert shown == found


@pytest.mark.parametrize("factory", [ManagerFactory, EditorFactory, FinanceFactory])
def test_accounts_are_no_matter_of_other_staff(client, factory):
    client.force_login(factory())
    account = UserFactory()
    for path in (list_url(User), staff_url(account), list_url(Invitation)):
        assert client.get(path).status_code == 404
        assert account.email not in text(client.get(path, follow=True))
    assert client.post(staff_url(account, "action", "close"), {"reason": "x"}).status_code == 404
    account.refresh_from_db()
    assert account.is_active


def test_a_role_is_given_and_taken_on_screen(client, admin):
    account = UserFactory()
    page = text(client.get(staff_url(account, "action", "give-role")))
    assert "Programme manager" in page
    client.post(staff_url(account, "action", "give-role"), {"role": MANAGER})
    assert User.objects.get(pk=account.pk).has_role(MANAGER)
    assert "Finance" not in text(client.get(staff_url(account, "action", "take-role"))).split("<form")[-1]
    client.post(staff_url(account, "action", "take-role"), {"role": MANAGER})
    assert not User.objects.get(pk=account.pk).has_role(MANAGER)
    assert {line.verb for line in history_of(account)} == {"people.grant_role", "people.revoke_role"}


def test_taking_the_last_administrator_s_role_is_refused_in_words(client, admin):
    page = text(client.post(staff_url(admin, "action", "take-role"), {"role": ADMINISTRATOR}))
    assert "This is the last administrator." in page
    assert User.objects.get(pk=admin.pk).has_role(ADMINISTRATOR)


def test_closing_an_account_ends_what_is_signed_in_and_needs_a_reason(client, admin):
    account = UserFactory()
    theirs = Client()
    theirs.force_login(account)
    assert "required" in text(client.post(staff_url(account, "action", "close"), {"reason": ""}))
    client.post(staff_url(account, "action", "close"), {"reason": "left us"})
    assert theirs.get("/account/").status_code == 302
    client.post(staff_url(account, "action", "open"))
    assert User.objects.get(pk=account.pk).is_active


def test_a_second_factor_is_reset_by_somebody_else_with_a_reason(client, admin):
    account = ManagerFactory()
    Authenticator.objects.create(user=account, type="totp", data={})
    Authenticator.objects.create(user=admin, type="totp", data={})
    page = text(client.post(staff_url(account, "action", "reset-second-factor"), {"reason": " "}))
    assert "required" in page
    client.post(staff_url(account, "action", "reset-second-factor"), {"reason": "Seen on video by Kari Nordmann"})
    assert not Authenticator.objects.filter(user=account).exists()
    assert "An administrator removed the passkeys" in last_letter(account.email).text
    entry = history_of(account)[0]
    assert entry.data == {"reason_given": True, "removed": ["totp"]}
    assert client.post(staff_url(admin, "action", "reset-second-factor"), {"reason": "mine"}).status_code == 404
    assert Authenticator.objects.filter(user=admin).exists()


def test_a_colleague_is_invited_and_joins(client, admin):
    client.post(
        list_url(Invitation) + "new/",
        {"email": "Ny@Example.org", "name": "Ný <b>Kollega</b>", "language": "nb", "roles": [MANAGER, "editor"]},
    )
    invitation = Invitation.objects.get()
    letter = last_letter("ny@example.org")
    assert letter.language == "nb"
    assert "<b>Kollega" not in letter.html
    assert "Admin Istrator" in letter.text
    theirs = Client()
    path = link_sent_to("ny@example.org")
    page = theirs.get(path, follow=True)
    assert path not in page.redirect_chain[-1][0]
    assert "Accept and sign in" in text(page) or "Ny@Example" not in text(page)
    assert not User.objects.filter(email="ny@example.org").exists()
    answer = theirs.post(page.redirect_chain[-1][0])
    assert answer["Location"].endswith("/admin/")
    joined = User.objects.get(email="ny@example.org")
    assert joined.has_role(MANAGER, "editor")
    assert joined.language == "nb"
    invitation.refresh_from_db()
    assert invitation.accepted_at
    assert theirs.get("/admin/").status_code == 200


def test_an_invitation_changes_nothing_until_it_is_accepted(client, admin):
    invite_staff(email="ny@example.org", roles=[MANAGER], by=admin, at=clock.now())
    path = link_sent_to("ny@example.org")
    for scanner in ("get", "head"):
        getattr(client, scanner)(path)
    assert not User.objects.filter(email="ny@example.org").exists()


def test_each_of_two_invitations_keeps_to_its_own_page(client, admin):
    theirs, pages = Client(), []
    for email in ("first@example.org", "second@example.org"):
        invite_staff(email=email, roles=[MANAGER], by=admin, at=clock.now())
        pages.append(theirs.get(link_sent_to(email))["Location"])
    assert "first@example.org" in text(theirs.get(pages[0]))
    assert "second@example.org" in text(theirs.get(pages[1]))


def test_an_invitation_withdrawn_or_altered_or_late_opens_nothing(client, admin, clock):
    clock("2026-09-01T10:00:00Z")
    invitation = invite_staff(email="ny@example.org", roles=[MANAGER], by=admin, at=now())
    path = link_sent_to("ny@example.org")
    assert Client().get(path[:-3] + "xx/").status_code == 410
    early = Client()
    landed = early.get(path, follow=True).redirect_chain[-1][0]
    client.post(staff_url(invitation, "action", "withdraw"))
    assert early.get(landed).status_code == 410
    assert early.post(landed).status_code == 410
    second = invite_staff(email="ny@example.org", roles=[MANAGER], by=admin, at=now())
    path = link_sent_to("ny@example.org")
    clock("2026-09-08T10:00:00Z")
    late = Client().get(path)
    assert late.status_code == 410
    assert "This invitation is no longer valid" in text(late)
    assert second != invitation
    assert Client().get("/account/invitation/").status_code == 404
    assert not User.objects.filter(email="ny@example.org").exists()


def test_an_open_invitation_makes_way_only_when_it_is_over(client, admin, clock):
    clock("2026-09-01T10:00:00Z")
    first = invite_staff(email="ny@example.org", roles=[MANAGER], by=admin, at=now())
    assert invite_staff(email="ny@example.org", roles=[MANAGER], by=admin, at=now()) == first
    page = text(
        client.post(list_url(Invitation) + "new/", {"email": "ny@example.org", "language": "en", "roles": ["editor"]})
    )
    assert "open invitation" in page
    with pytest.raises(AlreadyInvited):
        invite_staff(email="ny@example.org", roles=["editor"], by=admin, at=now())
    with pytest.raises(AlreadyHolds):
        invite_staff(email=admin.email, roles=["editor"], by=admin, at=now())
    with pytest.raises(UnknownRole):
        invite_staff(email="x@example.org", roles=[], by=admin, at=now())
    clock("2026-09-20T10:00:00Z")
    assert invite_staff(email="ny@example.org", roles=["editor"], by=admin, at=now()) != first


def test_invitations_are_listed_and_narrowed_down(client, admin):
    waiting = invite_staff(email="waits@example.org", roles=[MANAGER], by=admin, at=clock.now())
    joined = invite_staff(email="joined@example.org", roles=[MANAGER], by=admin, at=clock.now())
    user = accept_invitation(invitation=joined, at=clock.now())
    assert accept_invitation(invitation=joined, at=clock.now()) == user
    page = text(client.get(list_url(Invitation) + "?answered=true"))
    assert "joined@example.org" in page
    assert "waits@example.org" not in page
    assert "waits@example.org" in text(client.get(list_url(Invitation) + "?q=waits"))
    page = text(client.get(staff_url(waiting)))
    assert "Programme manager" in page
    assert "Withdraw" in page


def test_an_invitation_gives_no_closed_account_its_rights_back(admin):
    UserFactory(email="gone@example.org", is_active=False)
    invitation = invite_staff(email="gone@example.org", roles=[MANAGER], by=admin, at=clock.now())
    with pytest.raises(InvitationOver):
        accept_invitation(invitation=invitation, at=clock.now())


def test_a_manager_lists_people_and_edits_them(client, manager):
    person = PersonFactory(given_name="Þóra", family_name="Bjørk", country="GL")
    page = text(client.get(list_url(Person) + "?q=bjork"))
    assert "Þóra Bjørk" in page
    for shown in (page, text(client.get(staff_url(person)))):
        assert re.search(r"<(td|dd)[^>]*>\s*Greenland\s*<", shown)
    assert f'href="{staff_url(person)}"' in page
    client.post(
        staff_url(person, "edit"),
        {
            "given_name": " Þóra  Sif ",
            "family_name": "Bjørk",
            "email": "T@Example.org",
            "language": "nb",
            "birth_date": "2008-02-29",
            "country": "IS",
        },
    )
    person.refresh_from_db()
    assert (person.given_name, person.email, person.country) == ("Þóra Sif", "t@example.org", "IS")
    entry = history_of(person)[0]
    assert entry.data == {"changed": ["birth_date", "country", "email", "given_name", "language"]}
    assert "T@Example" not in str(entry)


def test_a_person_is_added_by_a_manager_and_needs_a_name(client, manager):
    form = {"given_name": "", "family_name": "", "language": "en"}
    assert "at least one name" in text(client.post(list_url(Person) + "new/", form))
    client.post(list_url(Person) + "new/", {**form, "given_name": "<script>alert(1)</script>"})
    assert "<script>alert(1)" not in text(client.get(list_url(Person)))
    assert Person.objects.get().given_name == "<script>alert(1)</script>"


@pytest.mark.parametrize("factory", [EditorFactory, FinanceFactory, UserFactory])
def test_people_are_no_matter_of_anybody_else(client, factory):
    person = PersonFactory(protected=True, family_name="Hemmelig")
    client.force_login(factory())
    for path in (list_url(Person), staff_url(person), staff_url(person, "edit"), staff_url(person, "history")):
        assert "Hemmelig" not in text(client.get(path, follow=True))
    assert client.post(staff_url(person, "action", "protection"), {}).status_code == 404
    person.refresh_from_db()
    assert person.is_protected


def test_the_protected_flag_is_set_and_the_record_does_not_say_which_way(client, manager):
    person = PersonFactory()
    client.post(staff_url(person, "action", "protection"), {"protected": "on"})
    person.refresh_from_db()
    assert person.is_protected
    client.post(staff_url(person, "action", "protection"), {})
    first, second = history_of(person)
    assert first.verb == second.verb == "people.review_protection"
    assert first.data == second.data


def test_a_guardian_is_named_once(client, manager):
    person = PersonFactory()
    for _time in range(2):
        client.post(
            staff_url(person, "action", "guardian"),
            {"given_name": "Kari", "email": "kari@example.org", "language": "nb"},
        )
    person.refresh_from_db()
    assert person.guardian.name == "Kari"
    assert Person.objects.count() == 2
    assert "Kari" in text(client.get(staff_url(person)))


def test_ties_are_shown_on_the_person_s_page(client, manager):
    tie = TieFactory(note="<i>cousin</i>")
    page = text(client.get(staff_url(tie.person)))
    assert "&lt;i&gt;cousin" in page


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?country=NO", {"Nora"}),
        ("?protected=true", {"Gjemt"}),
        ("?account=true", {"Konto"}),
        ("?language=fi", {"Konto"}),
        ("?q=nóra", {"Nora"}),
    ],
)
def test_people_are_narrowed_down(client, manager, query, names):
    PersonFactory(given_name="Nora", country="NO")
    PersonFactory(given_name="Gjemt", protected=True)
    PersonFactory(given_name="Konto", with_account=True, language="fi")
    page = text(client.get(list_url(Person) + query))
    assert {name for name in ("Nora", "Gjemt", "Konto") if name in page} == names


def test_who_is_kept_out_of_use_is_seen_by_administrators_alone(client, clock):
    person = PersonFactory(given_name="Unavailable")
    restrict_person(person=person, by=None, at=now())
    client.force_login(ManagerFactory())
    assert "Unavailable" not in text(client.get(list_url(Person)))
    assert client.get(staff_url(person)).status_code == 404
    client.force_login(AdministratorFactory())
    assert "Unavailable" in text(client.get(list_url(Person)))


@pytest.mark.parametrize(
    ("model", "factory"),
    [(Person, lambda: PersonFactory()), (User, lambda: ManagerFactory())],
)
def test_the_lists_cost_the_same_with_one_row_and_with_three(client, admin, cost, monkeypatch, model, factory):
    monkeypatch.setattr(RecordListView, "get_paginate_by", lambda self, queryset: 1)

    def spent_now():
        with cost() as spent:
            client.get(list_url(model))
        return spent.queries, spent.rows

    factory()
    client.get(list_url(model))
    one = spent_now()
    factory(), factory()
    assert spent_now() == one


@pytest.mark.parametrize(
    "path",
    [
        "users/",
        "users/new/",
        "users/1/",
        "groups/",
        "groups/new/",
        "groups/1/",
        "password_reset/",
        "bulk/people/user/delete/?id=1",
        "bulk/people/user/assign_role/?id=1",
    ],
)
def test_wagtail_s_own_screens_of_users_and_groups_are_gone(client, django_user_model, path):
    client.force_login(django_user_model.objects.create_superuser("root@example.org", "x"))
    assert client.get("/admin/" + path).status_code == 404
    assert client.post("/admin/" + path).status_code == 404
    home = text(client.get("/admin/"))
    assert "/admin/users/" not in home
    assert "/admin/groups/" not in home


def test_wagtail_s_own_sign_in_leads_to_ours(client):
    assert client.get("/admin/login/?next=/admin/pages/")["Location"] == "/account/login/?next=%2Fadmin%2Fpages%2F"
    assert client.get("/admin/login/?next=https://evil.example/")["Location"] == "/account/login/"
    user = ManagerFactory(with_password=True)

    client.post("/admin/login/", {"username": user.email, "password": PASSWORD})
    assert client.get("/account/").status_code == 302


def test_the_admin_s_account_page_leaves_name_address_and_password_to_ours(client, admin):
    page = text(client.get("/admin/account/"))
    assert 'href="/account/"' in page
    for field in ("first_name", "email", "new_password1"):
        assert f'name="name_email-{field}"' not in page
        assert f'name="password-{field}"' not in page


def test_people_and_accounts_are_in_no_search_index_and_have_no_revisions():
    for model in (User, Person, Tie, Invitation):
        assert model not in get_indexed_models()
        assert not issubclass(model, RevisionMixin)


def test_staff_choose_among_the_languages_offered_and_keep_one_that_is_not(client, manager):
    person = PersonFactory(given_name="Freja", language="da")
    for path in (staff_url(person, "edit"), list_url(Person) + "new/"):
        field = re.search(r'<select name="language".*?</select>', text(client.get(path)), re.DOTALL)[0]
        assert re.findall(r'<option value="([a-z]+)"', field) == ["en", "nb"]
    form = {"given_name": "Freja", "family_name": "Holm", "email": person.email, "country": "DK"}
    client.post(staff_url(person, "edit"), {**form, "language": "en"})
    person.refresh_from_db()
    assert (person.family_name, person.language) == ("Holm", "da")
    client.post(staff_url(person, "edit"), {**form, "language": "nb"})
    person.refresh_from_db()
    assert person.language == "nb"
