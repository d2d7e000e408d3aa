"""Two people at the same instant, each in their own connection: PostgreSQL's locks let one after the other through."""

from datetime import date

import pytest

from portal.cities.actions.contacts import appoint_contact_person
from portal.cities.models import ContactPerson
from portal.core.clock import now
from portal.documents import purposes
from portal.documents.actions.storing import store_upload
from portal.documents.errors import FileRefused
from portal.documents.models import PrivateFile
from portal.documents.purposes import Purpose, register_purpose
from portal.membership.actions.memberships import start_membership
from portal.membership.errors import Overlaps
from portal.membership.models import Membership
from tests.factories.cities import CityFactory
from tests.factories.people import PersonFactory
from tests.support import files
from tests.support.concurrency import run_together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]


def test_two_overlapping_memberships_begun_at_once_are_one():
    city = CityFactory()

    def begin(day):
        return lambda: start_membership(city=city, starts=day, by=None, at=now())

    results = run_together(*(begin(date(2024, 1, day)) for day in (1, 2, 3, 4)))

    assert Membership.objects.count() == 1
    assert sum(isinstance(result, Overlaps) for result in results) == 3


def test_two_contact_persons_named_at_once_leave_one_in_place():
    city = CityFactory()

    def name(email):
        return lambda: appoint_contact_person(city=city, email=email, by=None, at=now())

    run_together(*(name(f"contact{number}@city.test") for number in range(4)))

    assert ContactPerson.objects.filter(city=city, until=None).count() == 1
    assert ContactPerson.objects.filter(city=city).count() == 4


def test_files_sent_at_once_do_not_pass_the_limit_together(monkeypatch):
    monkeypatch.setattr(purposes, "_registered", dict(purposes._registered))
    register_purpose(Purpose("tests.two", 100_000, 2, ("pdf",), "Two"), may_open=lambda *args: True)
    about = PersonFactory()

    def send(number):
        sent = files.upload(files.pdf(body=str(number).encode()), "plan.pdf")
        return lambda: store_upload(upload=sent, purpose="tests.two", about=about, by=None, at=now())

    results = run_together(*(send(number) for number in range(5)))

    assert PrivateFile.objects.count() == 2
    assert sum(isinstance(result, FileRefused) for result in results) == 3


def test_the_same_file_sent_five_times_at_once_is_one(monkeypatch):
    monkeypatch.setattr(purposes, "_registered", dict(purposes._registered))
    register_purpose(Purpose("tests.many", 100_000, 9, ("pdf",), "Many"), may_open=lambda *args: True)
    about = PersonFactory()

    def send():
        sent = files.upload(files.pdf(), "plan.pdf")
        return store_upload(upload=sent, purpose="tests.many", about=about, by=None, at=now())

    results = run_together(*[send] * 5)

    assert PrivateFile.objects.count() == 1
    assert len({result.pk for result in results}) == 1
