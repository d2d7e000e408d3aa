"""Erasing someone goes through every app; what law keeps is restricted, and the keys go last."""

from datetime import date, timedelta

import pytest

from portal.audit import erasure
from portal.audit.actions.erasure import erase_person, lift_restriction
from portal.audit.actions.events import log_event
from portal.audit.actions.sealing import seal_events
from portal.audit.erasure import ErasureSource, Obstacle, erasure_source, register_erasure, subject_of
from portal.audit.models import AuditEvent, Pseudonym, Restriction
from portal.audit.queries.erasure import held_data_of
from portal.audit.queries.verification import verify
from portal.core.errors import NotAllowed
from tests.factories.people import PersonFactory, UserFactory
from tests.portal.audit.support import NOON

pytestmark = pytest.mark.django_db


class Shelf(ErasureSource):
    """An app that holds things about people."""

    def __init__(self, name, things=2, obstacles=(), order=50):
        self.name, self.label, self.things, self.obstacles, self.order = name, name.title(), things, obstacles, order
        self.asked = []

    def held(self, subject):
        return self.things

    def obstacles_to_erasure(self, subject, at):
        return self.obstacles

    def erase(self, subject, *, by, at):
        self.asked.append(("erase", subject.uuid))
        things, self.things = self.things, 0
        return things

    def restrict(self, subject, *, by, at, reason):
        self.asked.append(("restrict", reason))

    def lift(self, subject, *, by, at):
        self.asked.append(("lift", subject.uuid))


COMPLAINT = Obstacle("A complaint is open.", date(2026, 12, 1))
CLAIM = Obstacle("A claim is before the court.", date(2027, 6, 1))


@pytest.fixture(autouse=True)
def no_sources(monkeypatch):
    monkeypatch.setattr(erasure, "_sources", {})


@pytest.fixture
def administrator():
    return UserFactory(roles=["administrator"])


@pytest.fixture
def nominee():
    nominee = PersonFactory(user=UserFactory())
    log_event(verb="tests.consent", by=nominee.user, about=nominee, at=NOON)
    return nominee


def test_every_app_erases_and_the_person_last(nominee, administrator):
    people, letters = Shelf("people", order=100), Shelf("letters")
    register_erasure(people)
    register_erasure(letters)
    assert [source.name for source in erasure.erasure_sources()] == ["letters", "people"]
    outcome = erase_person(person=nominee, by=administrator, at=NOON)
    assert outcome.complete
    assert outcome.erased == {"letters": 2, "people": 2}
    assert letters.asked == people.asked == [("erase", nominee.uuid)]


def test_afterwards_the_record_stands_and_nobody_can_say_whom_it_is_about(nominee, administrator):
    seal_events(at=NOON)
    erase_person(person=nominee, by=administrator, at=NOON)
    assert not Pseudonym.objects.filter(subject__in=[nominee.uuid, nominee.user.uuid]).exists()
    assert AuditEvent.objects.filter(verb="tests.consent").exists()
    assert verify().findings == []


def test_that_someone_was_erased_is_recorded_with_counts_alone(nominee, administrator):
    register_erasure(Shelf("letters"))
    register_erasure(Shelf("empty", things=0))
    erase_person(person=nominee, by=administrator, at=NOON, ground="term")
    entry = AuditEvent.objects.get(verb="audit.erase_person")
    assert entry.data == {"ground": "term", "erased": {"letters": 2}, "restricted": []}


def test_what_law_keeps_is_restricted_with_its_reason_and_the_first_day_to_look_again(nominee, administrator):
    kept, gone = Shelf("grants", obstacles=[CLAIM, COMPLAINT]), Shelf("letters")
    register_erasure(kept)
    register_erasure(gone)
    outcome = erase_person(person=nominee, by=administrator, at=NOON)
    assert (outcome.complete, outcome.restricted, outcome.erased) == (False, ["grants"], {"letters": 2})
    restriction = Restriction.objects.get()
    assert restriction.reason == "A claim is before the court. A complaint is open."
    assert restriction.review_at.date() == date(2026, 12, 1)
    assert str(restriction) == "grants 2026-12-01"
    assert kept.asked == [("restrict", restriction.reason)]
    assert (restriction.kind, restriction.subject, restriction.lifted_at) == ("people.person", nominee.uuid, None)
    assert Pseudonym.objects.filter(subject=nominee.uuid).exists()


def test_asked_twice_the_restriction_is_one_and_erasing_harms_nothing(nominee, administrator):
    register_erasure(Shelf("grants", obstacles=[COMPLAINT]))
    register_erasure(Shelf("letters"))
    erase_person(person=nominee, by=administrator, at=NOON)
    again = erase_person(person=nominee, by=administrator, at=NOON + timedelta(days=1))
    assert again.erased == {"letters": 0}
    assert Restriction.objects.get().imposed_at == NOON


def test_once_lifted_it_can_be_erased(nominee, administrator):
    shelf = Shelf("grants", obstacles=[COMPLAINT])
    register_erasure(shelf)
    erase_person(person=nominee, by=administrator, at=NOON)
    restriction = Restriction.objects.get()
    lift_restriction(restriction=restriction, by=administrator, at=NOON)
    lift_restriction(restriction=restriction, by=administrator, at=NOON + timedelta(days=1))
    assert shelf.asked[-1] == ("lift", nominee.uuid)
    assert Restriction.objects.get().lifted_at == NOON
    assert AuditEvent.objects.filter(verb="audit.lift_restriction").count() == 1
    shelf.obstacles = []
    assert erase_person(person=nominee, by=administrator, at=NOON).complete


def test_a_restriction_of_an_app_that_is_gone_can_be_lifted(administrator):
    row = Restriction.objects.create(
        kind="people.person", subject=administrator.uuid, source="gone", reason="x", imposed_at=NOON, review_at=NOON
    )
    assert lift_restriction(restriction=row, by=None, at=NOON).lifted_at == NOON


def test_the_page_that_asks_to_confirm_can_show_what_is_held(nominee):
    register_erasure(Shelf("grants", obstacles=[COMPLAINT]))
    register_erasure(Shelf("letters", things=5))
    grants, letters = held_data_of(subject_of(nominee), NOON)
    assert (grants.count, grants.obstacles, letters.count, letters.obstacles) == (2, [COMPLAINT], 5, [])
    assert erasure_source("grants").label == "Grants"


def test_an_app_that_only_counts_and_erases_has_nothing_against_it():
    source = ErasureSource()
    subject = subject_of(UserFactory.build())
    assert list(source.obstacles_to_erasure(subject, NOON)) == []
    assert source.restrict(subject, by=None, at=NOON, reason="") is None
    assert source.lift(subject, by=None, at=NOON) is None
    for call in (lambda: source.held(subject), lambda: source.erase(subject, by=None, at=NOON)):
        with pytest.raises(NotImplementedError):
            call()


@pytest.mark.parametrize("roles", [[], ["editor"], ["finance"]])
def test_others_may_not_erase_or_lift(nominee, roles):
    other = UserFactory(roles=roles)
    with pytest.raises(NotAllowed):
        erase_person(person=nominee, by=other, at=NOON)
    with pytest.raises(NotAllowed):
        lift_restriction(restriction=Restriction(), by=other, at=NOON)


def test_people_may_erase_themselves_and_the_system_may_too(nominee):
    assert erase_person(person=nominee, by=nominee.user, at=NOON).complete
    assert erase_person(person=PersonFactory(), by=None, at=NOON).complete


def test_an_account_brings_its_person_along(nominee):
    assert subject_of(nominee.user).keys == [
        ("people.user", nominee.user.uuid),
        ("people.person", nominee.uuid),
    ]
    assert subject_of(UserFactory()).also == ()


def test_an_app_that_fails_leaves_everything_as_it_was(nominee, administrator):
    class Broken(Shelf):
        def erase(self, subject, *, by, at):
            raise RuntimeError("no")

    register_erasure(Broken("broken"))
    with pytest.raises(RuntimeError):
        erase_person(person=nominee, by=administrator, at=NOON)
    assert Pseudonym.objects.filter(subject=nominee.uuid).exists()
