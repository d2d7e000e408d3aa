"""What the database itself holds, whoever writes."""

import pytest
from django.db import IntegrityError, transaction

from portal.assessment.models import Score
from portal.core.clock import now
from tests.factories.assessment import (
    AssignmentFactory,
    CriterionFactory,
    EntryFactory,
    PanelMemberFactory,
    RecusalFactory,
    ReviewFactory,
    RoundFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def refused(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


def test_one_review_of_an_entry_by_a_reviewer():
    review = ReviewFactory()
    refused(lambda: ReviewFactory(entry=review.entry, reviewer=review.reviewer))


def test_one_assignment_and_one_seat():
    given = AssignmentFactory()
    refused(lambda: AssignmentFactory(entry=given.entry, reviewer=given.reviewer))
    member = PanelMemberFactory()
    refused(lambda: PanelMemberFactory(round=member.round, user=member.user))


def test_one_recusal_stands_and_any_number_were_lifted():
    recusal = RecusalFactory(lifted=True)
    RecusalFactory(entry=recusal.entry, reviewer=recusal.reviewer, lifted=True)
    RecusalFactory(entry=recusal.entry, reviewer=recusal.reviewer)
    refused(lambda: RecusalFactory(entry=recusal.entry, reviewer=recusal.reviewer))


def test_a_subject_is_entered_once_a_round():
    entry = EntryFactory()
    refused(lambda: EntryFactory(round=entry.round, subject_uuid=entry.subject_uuid))
    EntryFactory(subject_uuid=entry.subject_uuid)


def test_a_score_is_a_value_or_not_applicable_never_both_nor_neither():
    review, criterion = ReviewFactory(), CriterionFactory()
    refused(lambda: Score.objects.create(review=review, criterion=criterion, value=3, not_applicable=True))
    refused(lambda: Score.objects.create(review=review, criterion=criterion))
    Score.objects.create(review=review, criterion=criterion, not_applicable=True)
    refused(lambda: Score.objects.create(review=review, criterion=criterion, value=3))


def test_a_submitted_review_has_points_and_an_instant():
    refused(lambda: ReviewFactory(state="submitted"))
    refused(lambda: ReviewFactory(state="submitted", points=100_001, submitted_at=now()))
    ReviewFactory(state="submitted", points=100_000, submitted_at=now())


def test_points_and_reviews_of_an_entry_go_together():
    refused(lambda: EntryFactory(submitted=1))
    refused(lambda: EntryFactory(points=5))
    entry = EntryFactory(submitted=1, points=5, spread=0)
    entry.refresh_from_db()
    assert entry.rank_points == 5
    assert EntryFactory().rank_points == -1


def test_a_round_wants_a_review_and_knows_when_it_opened():
    refused(lambda: RoundFactory(min_reviews=0))
    refused(lambda: RoundFactory(state="open"))
    refused(lambda: RoundFactory(state="nowhere"))


def test_personal_nouns_are_named_by_their_reference():
    review = ReviewFactory(entry__reference="NP26-0042")
    assert str(review.entry) == "NP26-0042"
    for noun in (review, AssignmentFactory(), RecusalFactory(), PanelMemberFactory()):
        assert str(noun) == str(noun.uuid)[:8]
    score = Score.objects.create(review=review, criterion=CriterionFactory(), value=1)
    assert str(score) == f"{review.pk}/{score.criterion_id}"
