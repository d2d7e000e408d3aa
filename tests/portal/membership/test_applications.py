"""A city joins: written, confirmed by a politician, approved; and everything that may come between."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portal.audit.actions.erasure import erase_person
from portal.audit.retention import Expiry
from portal.cities.models import CitySeat
from portal.cities.queries.contacts import active_contacts
from portal.cities.queries.people import may_lead, politicians_of
from portal.core.clock import now, today
from portal.core.errors import AlreadyDone, NotAllowed
from portal.core.states import TransitionRefused
from portal.documents.actions.storing import store_upload
from portal.documents.models import PrivateFile
from portal.mail.models import Letter
from portal.membership.actions.applications import (
    approve_membership_application,
    confirm_political_decision,
    decline_membership_application,
    reopen_membership_application,
    return_membership_application,
    start_membership_application,
    submit_membership_application,
    withdraw_membership_application,
)
from portal.membership.actions.reminders import remind_politicians
from portal.membership.errors import (
    AccountClosed,
    AlreadyApplied,
    AlreadyMember,
    DocumentMissing,
    Overlaps,
    PoliticianConfirmsAlone,
    ReasonsMissing,
)
from portal.membership.files import DECISION
from portal.membership.models import Membership, MembershipApplication
from portal.membership.queries.access import reads_member_pages
from portal.membership.queries.memberships import is_member
from portal.membership.retention import expire_applications_past_term
from portal.membership.states import MembershipApplicationState
from portal.people.models import User
from tests.factories.cities import CityFactory, CitySeatFactory, ContactPersonFactory
from tests.factories.membership import MembershipApplicationFactory, MembershipFactory
from tests.factories.people import AdministratorFactory, EditorFactory, ManagerFactory, UserFactory
from tests.support.files import pdf
from tests.support.preflight import confirm

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return CityFactory(name="Nordvik")


@pytest.fixture
def writer():
    return UserFactory(name="Ola Vik", email="ola@nordvik.test")


def answers(**others):
    day = today()
    return {
        "contact_name": "Ola Vik",
        "contact_email": "ola@nordvik.test",
        "decided_by": "City council",
        "decided_on": day - timedelta(days=20),
        "politician_name": "Eva Ek",
        "politician_email": "eva@nordvik.test",
        "politician_position": "Mayor",
        "politician_language": "en",
        "starts": day + timedelta(days=30),
        "years": 3,
        **others,
    }


def upload(name="decision.pdf"):
    return SimpleUploadedFile(name, pdf(), content_type="application/pdf")


def draft_of(city, writer, *, attached=True):
    draft = start_membership_application(city=city, by=writer, at=now())
    if attached:
        store_upload(upload=upload(), purpose=DECISION, about=draft, by=writer, at=now())
    return draft


def submitted(city, writer, **others):
    draft = draft_of(city, writer)
    return submit_membership_application(application=draft, by=writer, at=now(), **answers(**others))


def letters(kind):
    return Letter.objects.filter(template=f"membership/{kind}")


def test_a_city_applies_the_mayor_confirms_and_it_is_a_member_once_approved(client, city, writer):
    client.force_login(writer)
    page = client.post(reverse("membership:apply"), {"city": str(city.uuid)}, follow=True)
    draft = MembershipApplication.objects.get()
    assert "Nordvik" in page.content.decode()
    sent = {name: str(value) for name, value in answers().items()}
    edit = reverse("membership:edit", args=[draft.uuid])

    done = client.post(edit, {**sent, "revision": "0", "do": "submit", "document": upload()}, follow=True)

    assert "The politician is asked by e-mail" in done.content.decode()
    mayor = User.objects.get(email="eva@nordvik.test")
    asked = letters("confirm_decision").get()
    assert asked.to_email == "eva@nordvik.test"
    assert f"/membership/applications/{draft.uuid}/" in asked.text
    client.force_login(mayor)
    page = client.get(reverse("membership:application", args=[draft.uuid])).content.decode()
    assert "City council" in page
    assert "decision.pdf" in page
    client.post(reverse("membership:confirm", args=[draft.uuid]), {"answer": "confirm"})
    draft.refresh_from_db()
    assert draft.state == MembershipApplicationState.CONFIRMED
    assert letters("decision_confirmed").get().to_email == writer.email

    client.force_login(ManagerFactory())
    starts = today() - timedelta(days=1)
    shown = client.post(
        reverse("membership_membershipapplication:action", args=[draft.uuid, "approve"]),
        {"starts": starts.isoformat(), "minimum_years": "3"},
    ).content.decode()
    assert "for 3 years at least" in shown
    assert "The first day is another one than the city wished" in shown
    confirm(
        client,
        reverse("membership_membershipapplication:action", args=[draft.uuid, "approve"]),
        {"starts": starts.isoformat(), "minimum_years": "3"},
    )

    draft.refresh_from_db()
    membership = Membership.objects.get()
    assert (draft.state, draft.membership) == (MembershipApplicationState.APPROVED, membership)
    assert (membership.approved_by, membership.opened_at) == ("City council", None)
    assert is_member(city, today())
    assert may_lead(writer, city, now())
    assert politicians_of(city) == [mayor]
    assert not reads_member_pages(writer, now())  # not before the first contribution is paid
    assert {letter.to_email for letter in letters("application_approved")} == {writer.email, mayor.email}


def test_whatever_was_typed_is_kept_in_a_draft(client, city, writer):
    draft = draft_of(city, writer, attached=False)
    client.force_login(writer)
    edit = reverse("membership:edit", args=[draft.uuid])

    typed = {"decided_on": "yesterday", "years": "two", "contact_email": "nobody"}
    client.post(edit, {**typed, "revision": "0", "do": "save"})

    shown = client.get(edit).content.decode()
    for value in typed.values():
        assert f'value="{value}"' in shown


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_lost(client, city, writer):
    draft = draft_of(city, writer, attached=False)
    client.force_login(writer)
    edit = reverse("membership:edit", args=[draft.uuid])
    sent = {name: str(value) for name, value in answers(decided_on=today() + timedelta(days=1), years=2).items()}

    shown = client.post(edit, {**sent, "revision": "0", "do": "submit"}).content.decode()

    assert "This day has not come yet" in shown
    assert "greater than or equal to 3" in shown
    assert 'value="City council"' in shown
    shown = client.post(
        edit, {**{name: str(value) for name, value in answers().items()}, "revision": "1", "do": "submit"}
    ).content.decode()
    assert "Attach the political decision" in shown
    refused = client.post(edit, {**sent, "revision": "2", "do": "save", "document": SimpleUploadedFile("x.exe", b"MZ")})
    assert "x.exe" in refused.content.decode()


def test_a_file_is_taken_away_again(client, city, writer):
    draft = draft_of(city, writer)
    client.force_login(writer)
    edit = reverse("membership:edit", args=[draft.uuid])
    file = PrivateFile.objects.get()
    assert "decision.pdf" in client.get(edit).content.decode()

    client.post(edit, {"revision": "0", "do": f"remove:{file.uuid}"})

    assert "decision.pdf" not in client.get(edit).content.decode()


def test_two_tabs_overwrite_nothing(client, city, writer):
    draft = draft_of(city, writer)
    client.force_login(writer)
    edit = reverse("membership:edit", args=[draft.uuid])
    client.post(edit, {"revision": "0", "decided_by": "City council", "do": "save"})

    shown = client.post(edit, {"revision": "0", "decided_by": "Town board", "do": "save"}).content.decode()

    draft.refresh_from_db()
    assert draft.answers["decided_by"] == "City council"
    assert "Nothing was overwritten" in shown
    assert 'value="Town board"' in shown
    client.post(edit, {"revision": "1", "decided_by": "Town board", "do": "save"})
    draft.refresh_from_db()
    assert draft.answers["decided_by"] == "Town board"


def test_a_member_does_not_apply_and_a_city_is_applied_for_once_at_a_time(client, city, writer):
    member = MembershipFactory().city
    with pytest.raises(AlreadyMember):
        start_membership_application(city=member, by=writer, at=now())
    client.force_login(writer)
    shown = client.post(reverse("membership:apply"), {"city": str(member.uuid)}).content.decode()
    assert "The city is a member already." in shown

    assert draft_of(city, writer) == start_membership_application(city=city, by=writer, at=now())
    other = UserFactory()
    second = draft_of(city, other)
    first = submitted(city, writer)
    assert submit_membership_application(application=first, by=writer, at=now(), **answers()).pk == first.pk
    assert letters("application_received").count() == 1
    with pytest.raises(AlreadyApplied):
        submit_membership_application(application=second, by=other, at=now(), **answers())


@pytest.mark.parametrize("email", ["ola@nordvik.test", "writer@nordvik.test", "OLA@nordvik.test"])
def test_the_politician_is_somebody_else_than_who_applies_or_becomes_contact_person(city, email):
    writer = UserFactory(email="writer@nordvik.test")
    with pytest.raises(PoliticianConfirmsAlone):
        submitted(city, writer, politician_email=email)


def test_nothing_is_submitted_without_the_decision_or_to_a_closed_account(city, writer):
    draft = draft_of(city, writer, attached=False)
    with pytest.raises(DocumentMissing):
        submit_membership_application(application=draft, by=writer, at=now(), **answers())
    UserFactory(email="eva@nordvik.test", ended=True)
    with pytest.raises(AccountClosed):
        submitted(city, writer)


def test_the_politician_returns_it_and_the_writer_reads_why_and_submits_again(client, city, writer):
    application = submitted(city, writer)
    mayor = application.politician
    client.force_login(mayor)
    address = reverse("membership:confirm", args=[application.uuid])
    empty = client.post(address, {"answer": "return", "reasons": ""}).content.decode()
    assert "This field is required" in empty

    client.post(address, {"answer": "return", "reasons": "It was the board, not the council."})

    assert letters("application_returned").get().to_email == writer.email
    assert "It was the board, not the council." in letters("application_returned").get().text
    client.force_login(writer)
    assert "It was the board" in client.get(reverse("membership:edit", args=[application.uuid])).content.decode()
    again = submit_membership_application(application=application, by=writer, at=now(), **answers(decided_by="Board"))
    assert (again.reference, again.reasons) == (application.reference, "")
    assert again.state == MembershipApplicationState.SUBMITTED


def test_nobody_but_the_named_politician_confirms_and_nobody_else_reads_it(client, city, writer):
    application = submitted(city, writer)
    for someone in (writer, ManagerFactory(), UserFactory()):
        with pytest.raises(NotAllowed):
            confirm_political_decision(application=application, by=someone, at=now())
    address = reverse("membership:application", args=[application.uuid])
    for someone, status in ((UserFactory(), 404), (EditorFactory(), 404), (writer, 200)):
        client.force_login(someone)
        assert client.get(address).status_code == status
    client.force_login(UserFactory())
    assert client.post(reverse("membership:confirm", args=[application.uuid])).status_code == 404
    client.logout()
    assert client.get(address).status_code == 302


def test_confirmed_twice_is_confirmed_once_and_approved_twice_is_one_membership(city):
    application = MembershipApplicationFactory(city=city, submitted=True)
    for _twice in range(2):
        confirm_political_decision(application=application, by=application.politician, at=now())
    assert letters("decision_confirmed").count() == 1
    told = {"starts": today(), "minimum_years": 3, "by": ManagerFactory(), "at": now()}
    for _twice in range(2):
        approve_membership_application(application=application, **told)
    assert Membership.objects.count() == 1
    with pytest.raises(AlreadyDone):
        approve_membership_application(application=application, **{**told, "minimum_years": 4})


def test_approval_waits_for_the_politician_and_for_the_end_of_an_earlier_membership(city):
    told = {"starts": today(), "minimum_years": 3, "by": ManagerFactory(), "at": now()}
    unconfirmed = MembershipApplicationFactory(city=city, submitted=True)
    with pytest.raises(TransitionRefused):
        approve_membership_application(application=unconfirmed, **told)
    application = MembershipApplicationFactory()
    MembershipFactory(city=application.city, starts=today() - timedelta(days=800), ends=today() + timedelta(days=5))
    with pytest.raises(Overlaps):
        approve_membership_application(application=application, **told)
    application.refresh_from_db()
    assert application.state == MembershipApplicationState.CONFIRMED
    assert not active_contacts(now()).filter(city=application.city).exists()


def test_an_approval_replaces_who_was_contact_person_and_keeps_an_own_place_of_the_politician(city):
    application = MembershipApplicationFactory(city=city)
    before = ContactPersonFactory(city=city)
    CitySeatFactory(city=city, user=application.politician, invited=True)

    approve_membership_application(
        application=application, starts=today(), minimum_years=3, by=ManagerFactory(), at=now()
    )

    (contact,) = active_contacts(now()).filter(city=city)
    assert contact.user != before.user
    assert politicians_of(city) == [application.politician]
    assert CitySeat.objects.filter(user=application.politician, state="active").count() == 1


def test_a_declined_city_reads_why_and_can_be_considered_again(client, city):
    application = MembershipApplicationFactory(city=city)
    client.force_login(ManagerFactory())
    url = reverse("membership_membershipapplication:action", args=[application.uuid, "decline"])
    shown = client.post(url, {"reasons": "The board takes in cities in autumn."}).content.decode()
    assert "The board takes in cities in autumn." in shown
    confirm(client, url, {"reasons": "The board takes in cities in autumn."})

    application.refresh_from_db()
    assert application.state == MembershipApplicationState.DECLINED
    told = {letter.to_email for letter in letters("application_declined")}
    assert told == {application.writer.email, application.politician.email}
    with pytest.raises(AlreadyDone):
        decline_membership_application(application=application, reasons="Other.", by=ManagerFactory(), at=now())
    with pytest.raises(ReasonsMissing):
        reopen_membership_application(application=application, why=" ", by=ManagerFactory(), at=now())
    for _twice in range(2):
        reopen_membership_application(application=application, why="A place is free.", by=ManagerFactory(), at=now())
    application.refresh_from_db()
    assert (application.state, application.reasons) == (MembershipApplicationState.CONFIRMED, "")
    assert letters("application_reopened").count() == 2  # the writer and the politician


def test_a_declined_application_is_not_opened_beside_a_newer_one(city):
    declined = MembershipApplicationFactory(city=city, declined=True)
    MembershipApplicationFactory(city=city)
    with pytest.raises(AlreadyApplied):
        reopen_membership_application(application=declined, why="Again.", by=ManagerFactory(), at=now())


def test_nothing_is_returned_or_declined_without_words(city):
    application = MembershipApplicationFactory(city=city)
    for action in (return_membership_application, decline_membership_application):
        with pytest.raises(ReasonsMissing):
            action(application=application, reasons="  ", by=ManagerFactory(), at=now())
    with pytest.raises(NotAllowed):
        decline_membership_application(application=application, reasons="No.", by=EditorFactory(), at=now())


def test_the_writer_withdraws_it_by_a_page_that_asks(client, city, writer):
    application = submitted(city, writer)
    client.force_login(writer)
    address = reverse("membership:withdraw", args=[application.uuid])
    assert "Withdraw the application for good?" in client.get(address).content.decode()

    client.post(address)
    client.post(address)

    application.refresh_from_db()
    assert application.state == MembershipApplicationState.WITHDRAWN
    assert withdraw_membership_application(application=application, by=writer, at=now()).pk == application.pk
    client.force_login(application.politician)
    assert client.post(reverse("membership:confirm", args=[application.uuid]), {"answer": "confirm"}).status_code == 302
    application.refresh_from_db()
    assert application.state == MembershipApplicationState.WITHDRAWN


def test_a_politician_who_does_not_answer_is_reminded_twice_and_no_more(city, writer):
    submitted(city, writer)
    begun = now()
    for days in range(0, 40, 2):
        remind_politicians(at=begun + timedelta(days=days))

    assert letters("confirm_decision").count() == 3
    assert letters("confirm_decision").filter(subject__startswith="Reminder").count() == 2


def test_the_list_of_the_secretariat_holds_what_was_submitted_and_costs_the_same_for_three(client, cost):
    MembershipApplicationFactory()
    MembershipApplicationFactory(draft=True)
    client.force_login(ManagerFactory())
    address = reverse("membership_membershipapplication:index")
    client.get(address)
    with cost() as one:
        shown = client.get(address).content.decode()
    assert shown.count("MA99-") >= 1
    MembershipApplicationFactory.create_batch(2)
    with cost() as three:
        client.get(address)
    assert one.queries == three.queries
    client.force_login(EditorFactory())
    assert client.get(address).status_code != 200


def test_someone_erased_leaves_the_citys_facts_and_no_name(city, writer):
    application = submitted(city, writer)
    draft = draft_of(CityFactory(), writer)

    erase_person(person=writer, by=AdministratorFactory(), at=now())

    application.refresh_from_db()
    assert (application.writer, application.contact_name, application.answers) == (None, "", {})
    assert application.decided_by == "City council"
    assert not MembershipApplication.objects.filter(pk=draft.pk).exists()
    erase_person(person=application.politician, by=AdministratorFactory(), at=now())
    application.refresh_from_db()
    assert application.politician is None


def test_what_came_to_nothing_goes_after_its_term_with_its_files(city, writer):
    old = draft_of(city, writer)
    MembershipApplication.objects.update(started_at=now() - timedelta(days=900))
    running = MembershipApplicationFactory(started_at=now() - timedelta(days=900))
    kept = [running, MembershipApplicationFactory(declined=True)]
    rule = {"noun": "membership.application", "before": now() - timedelta(days=730), "at": now()}

    assert expire_applications_past_term(Expiry(country="", own_rules=(), **rule)) == 1

    assert set(MembershipApplication.objects.all()) == set(kept)
    assert not PrivateFile.objects.filter(about_uuid=old.uuid, state="accepted").exists()
