"""Rounds, panels, entries and reviews, with traits for the states they can be in; and a source that needs no table."""

from datetime import timedelta
from uuid import uuid4

import factory

from portal.assessment.models import Assignment, Criterion, Entry, PanelMember, Recusal, Review, Round
from portal.assessment.sources import EntrySource, EntryView, Section
from portal.assessment.states import RecusalOrigin, RecusalReason, RoundState
from portal.core.clock import now
from tests.factories.people import UserFactory

SCALE = [
    {"value": 1, "label": {"en": "Weak", "nb": "Svak"}, "meaning": {"en": "Little to build on"}},
    {"value": 2, "label": {"en": "Fair"}, "meaning": {}},
    {"value": 3, "label": {"en": "Good"}, "meaning": {}},
    {"value": 4, "label": {"en": "Strong"}, "meaning": {}},
    {"value": 5, "label": {"en": "Outstanding", "nb": "Fremragende"}, "meaning": {"en": "An example to others"}},
]


class FakeSource(EntrySource):
    """Answers for `fake.subject` from two dictionaries: what subjects say, and who they are about."""

    kind = "fake.subject"

    def __init__(self):
        self.says: dict = {}
        self.about: dict = {}
        self.asked = 0

    def add(self, title="Ljósið í bænum", uuid=None, **fields):
        uuid = uuid or uuid4()
        fields.setdefault("facts", [("Country", "Iceland")])
        fields.setdefault("sections", [Section("What they did", "They opened a café for everyone.", "en")])
        self.says[uuid] = EntryView(title=title, **fields)
        return uuid

    def present(self, subject_uuids, *, viewer, at, language):
        self.asked += 1
        return {uuid: self.says[uuid] for uuid in subject_uuids if uuid in self.says}

    def readable(self, at):
        return set(self.says)

    def parties(self, subject_uuids, at):
        return {uuid: self.about[uuid] for uuid in subject_uuids if uuid in self.about}

    def involving(self, parties, at):
        return [{uuid for uuid, about in self.about.items() if set(parties) & set(about)}]


class RoundFactory(factory.django.DjangoModelFactory):
    """A planned round due in a fortnight; `open`, `closed` or `overdue`."""

    class Meta:
        model = Round

    class Params:
        open = factory.Trait(state=RoundState.OPEN, opened_at=factory.LazyFunction(now))
        closed = factory.Trait(
            state=RoundState.CLOSED, opened_at=factory.LazyFunction(now), closed_at=factory.LazyFunction(now)
        )
        overdue = factory.Trait(
            state=RoundState.OPEN,
            opened_at=factory.LazyFunction(lambda: now() - timedelta(days=9)),
            due_at=factory.LazyFunction(lambda: now() - timedelta(minutes=1)),
        )

    owner_kind = "fake.owner"
    owner_uuid = factory.LazyFunction(uuid4)
    title = factory.LazyFunction(lambda: {"en": "Jury of the year", "nb": "Årets jury"})
    instructions = factory.LazyFunction(lambda: {"en": "Read generously."})
    due_at = factory.LazyFunction(lambda: now() + timedelta(days=14))
    zone = "Europe/Copenhagen"
    min_reviews = 2


class CriterionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Criterion

    round = factory.SubFactory(RoundFactory)
    position = factory.Sequence(lambda number: number + 1)
    label = factory.LazyFunction(lambda: {"en": "Courage", "nb": "Mot"})
    meaning = factory.LazyFunction(lambda: {"en": "What it cost them"})
    weight = 1
    scale = factory.LazyFunction(lambda: [dict(step) for step in SCALE])


class PanelMemberFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PanelMember

    round = factory.SubFactory(RoundFactory)
    user = factory.SubFactory(UserFactory)
    added_at = factory.LazyFunction(now)


class EntryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Entry

    round = factory.SubFactory(RoundFactory)
    subject_kind = "fake.subject"
    subject_uuid = factory.LazyFunction(uuid4)
    reference = factory.Sequence(lambda number: f"NP26-{number + 1:04d}")
    entered_at = factory.LazyFunction(now)


class AssignmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Assignment

    entry = factory.SubFactory(EntryFactory)
    reviewer = factory.SubFactory(UserFactory)
    assigned_at = factory.LazyFunction(now)


class RecusalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Recusal

    class Params:
        lifted = factory.Trait(lifted_at=factory.LazyFunction(now))

    entry = factory.SubFactory(EntryFactory)
    reviewer = factory.SubFactory(UserFactory)
    origin = RecusalOrigin.DECLARED
    reason = RecusalReason.KNOWS_THEM
    since = factory.LazyFunction(now)


class ReviewFactory(factory.django.DjangoModelFactory):
    """A draft saved once."""

    class Meta:
        model = Review

    entry = factory.SubFactory(EntryFactory)
    reviewer = factory.SubFactory(UserFactory)
    comment = "Brave work."
    version = 1
    created_at = factory.LazyFunction(now)
    saved_at = factory.LazyFunction(now)
