"""A review's course: typed, kept, submitted, opened again."""

from portal.assessment.actions import Answers, save_review_draft
from portal.clock import now


def test_a_draft_is_kept_as_it_is_typed(scene):
    entry = scene.entry("A", scene.panel[0])
    review = save_review_draft(entry, Answers(comment="Half a th"), version=0, by=scene.panel[0], at=now())
    assert review.version == 1


def test_submit(scene):
    entry = scene.entry("A", scene.panel[0])
    review = scene.submit(entry, scene.panel[0], 4, 2)
    assert review.points == 62_500
