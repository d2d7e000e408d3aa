"""Checking people in, on a phone and without a script; and their badges."""

from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from django.urls import reverse

from portal.core.clock import now
from portal.core.errors import NotAllowed
from portal.events.actions.door import add_door_helper, check_in, remove_door_helper, undo_check_in
from portal.events.errors import AccountUnknown, NoPlace, NotCheckedInYet
from portal.events.models import Registration
from portal.events.queries.registrations import attendance_of
from tests.factories.events import EventFactory, RegistrationFactory
from tests.factories.people import EditorFactory, ManagerFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventFactory(starts_at=now() + timedelta(hours=1), registration_closes_at=now())


def test_a_helper_finds_somebody_taps_once_and_can_undo(client, event):
    ada, bo = RegistrationFactory(event=event, name="Ada Vik"), RegistrationFactory(event=event, name="Bo Lund")
    RegistrationFactory(event=event, name="Waits", waiting=True)
    helper = UserFactory()
    add_door_helper(event=event, email=helper.email, by=ManagerFactory(), at=now())
    client.force_login(helper)
    address = reverse("events:door", args=[event.uuid])

    page = client.get(address).content.decode()
    assert "Ada Vik" in page
    assert "Waits" not in page
    assert "Bo Lund" not in client.get(address, {"q": "ada"}).content.decode()

    page = client.post(f"{address}?q=ada", {"step": "check_in", "who": ada.uuid}, follow=True).content.decode()
    assert "Checked in" in page
    assert "Came: <strong>1</strong>" in page
    assert 'value="ada"' in page

    client.post(address, {"step": "undo", "who": ada.uuid})
    assert attendance_of(event).came == 0
    assert Registration.objects.get(pk=bo.pk).checked_in_at is None


def test_the_first_time_counts(event):
    ada, manager, at = RegistrationFactory(event=event), ManagerFactory(), now()
    check_in(registration=ada, by=manager, at=at)
    check_in(registration=ada, by=manager, at=at + timedelta(minutes=5))
    assert Registration.objects.get().checked_in_at == at
    undo_check_in(registration=ada, by=manager, at=at)
    undo_check_in(registration=ada, by=manager, at=at)
    assert Registration.objects.get().checked_in_at is None


def test_nobody_is_checked_in_too_early_or_without_a_place(event):
    manager = ManagerFactory()
    with pytest.raises(NoPlace):
        check_in(registration=RegistrationFactory(event=event, waiting=True), by=manager, at=now())
    with pytest.raises(NotCheckedInYet):
        check_in(registration=RegistrationFactory(), by=manager, at=now())


def test_the_door_is_shut_for_others(client, event):
    registration, helper, manager = RegistrationFactory(event=event), UserFactory(), ManagerFactory()
    address = reverse("events:door", args=[event.uuid])
    assert "/account/login/" in client.get(address).url
    client.force_login(helper)
    assert client.get(address).status_code == 404
    assert client.post(address, {"step": "check_in", "who": registration.uuid}).status_code == 404
    with pytest.raises(NotAllowed):
        check_in(registration=registration, by=helper, at=now())

    added = add_door_helper(event=event, email=helper.email, by=manager, at=now())
    elsewhere = reverse("events:door", args=[EventFactory().uuid])
    assert client.get(address).status_code == 200
    assert client.get(elsewhere).status_code == 404
    remove_door_helper(helper=added, by=manager, at=now())
    assert client.get(address).status_code == 404
    with pytest.raises(AccountUnknown):
        add_door_helper(event=event, email="nobody@nowhere.test", by=manager, at=now())


def test_what_is_sent_by_hand_is_refused(client, event):
    client.force_login(EditorFactory())
    address, other = reverse("events:door", args=[event.uuid]), RegistrationFactory()
    for who, step in (("x", "check_in"), (other.uuid, "check_in"), (RegistrationFactory(event=event).uuid, "eat")):
        assert client.post(address, {"step": step, "who": who}).status_code == 404


def test_badges_are_ten_on_a_page_and_for_those_who_organise(client, event):
    for _one in range(11):
        RegistrationFactory(event=event, name="Þóra Bjørk-Ærøe Ingibjargardóttir")
    address = reverse("events:badges", args=[event.uuid])
    client.force_login(EditorFactory())
    assert client.get(address).status_code == 404
    client.force_login(ManagerFactory())

    response = client.get(address)

    assert response["Content-Type"] == "application/pdf"
    assert len(pikepdf.open(BytesIO(response.content)).pages) == 2
    empty = client.get(reverse("events:badges", args=[EventFactory().uuid]))
    assert len(pikepdf.open(BytesIO(empty.content)).pages) == 1
