"""A round in full swing: a source, two criteria, a panel of three, one entry given to the first of them."""

from dataclasses import dataclass

import pytest

from portal.assessment.actions.reviews import Answers, submit_review
from portal.assessment.models import Round
from portal.assessment.sources import register_entry_source, unregister_entry_source
from portal.core.clock import now
from tests.factories.assessment import (
    AssignmentFactory,
    CriterionFactory,
    EntryFactory,
    FakeSource,
    PanelMemberFactory,
    RoundFactory,
)
from tests.factories.people import ManagerFactory


@pytest.fixture
def source():
    """Answers for what is assessed in these tests."""
    yield register_entry_source(FakeSource())
    unregister_entry_source(FakeSource.kind)


@pytest.fixture
def manager(db):
    return ManagerFactory()


@dataclass
class Scene:
    """What a test needs at hand; `entry()` enters another subject, `give()` assigns, `submit()` judges."""

    source: FakeSource
    round: Round
    criteria: list
    panel: list

    def entry(self, title="Ljósið í bænum", *readers, **fields):
        entry = EntryFactory(round=self.round, subject_uuid=self.source.add(title), **fields)
        for reader in readers:
            self.give(entry, reader)
        return entry

    def give(self, entry, reviewer):
        return AssignmentFactory(entry=entry, reviewer=reviewer)

    def answers(self, *values, comment="", feedback=""):
        """Answers to the criteria in order; None leaves one open."""
        scores = {
            criterion.uuid: value for criterion, value in zip(self.criteria, values, strict=False) if value is not None
        }
        return Answers(scores=scores, comment=comment, feedback=feedback)

    def submit(self, entry, reviewer, *values, version=0, **texts):
        return submit_review(
            entry=entry, answers=self.answers(*values, **texts), version=version, by=reviewer, at=now()
        )


@pytest.fixture
def scene(db, source):
    round = RoundFactory(open=True)
    criteria = [
        CriterionFactory(round=round, position=1, weight=3),
        CriterionFactory(round=round, position=2, weight=1, may_be_na=True, label={"en": "Reach", "nb": "Rekkevidde"}),
    ]
    panel = [PanelMemberFactory(round=round).user for _ in range(3)]
    return Scene(source, round, criteria, panel)


@pytest.fixture
def juror(scene, client):
    """The first of the panel, signed in."""
    client.force_login(scene.panel[0])
    return scene.panel[0]


@pytest.fixture
def entry(scene, juror):
    """What the juror has to read."""
    return scene.entry("Ljósið í bænum", juror)
