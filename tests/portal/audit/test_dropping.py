"""A segment past its term is dropped by a recorded action; its root stays."""

import pytest

from portal.audit.actions.retention import install_default_rules
from portal.audit.actions.sealing import drop_expired_segments, drop_segment, seal_events
from portal.audit.errors import TermNotOver
from portal.audit.models import AuditEvent, Drop, RetentionRule, Seal, Segment
from portal.audit.queries.verification import verify
from tests.portal.audit.support import LONG_AGO, NOON, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def old():
    write(3, at=LONG_AGO)
    [segment] = seal_events(at=LONG_AGO)
    write(2, at=NOON)
    seal_events(at=NOON)
    return segment


def test_what_is_past_its_term_goes_and_its_root_stays(old):
    assert drop_expired_segments(at=NOON) == [1]
    assert Segment.objects.get(number=1).root == old.root
    assert not Seal.objects.filter(segment=1).exists()
    assert AuditEvent.objects.filter(at__lt=NOON).count() == 0
    result = verify()
    assert (result.findings, result.dropped, result.entries) == ([], 1, 2)


def test_that_it_was_dropped_is_recorded(old):
    drop_expired_segments(at=NOON)
    entry = AuditEvent.objects.get(verb="audit.drop_segment")
    assert entry.data == {"segment": 1, "root": old.root}
    seal_events(at=NOON)
    assert verify().findings == []


def test_asked_twice_it_is_done_once(old):
    drop_segment(number=1, at=NOON)
    drop_segment(number=1, at=NOON)
    assert drop_expired_segments(at=NOON) == []
    assert Drop.objects.count() == 1
    assert AuditEvent.objects.filter(verb="audit.drop_segment").count() == 1


def test_a_segment_within_its_term_is_kept(old):
    with pytest.raises(TermNotOver):
        drop_segment(number=2, at=NOON)
    assert AuditEvent.objects.filter(at__gte=NOON).count() == 2


def test_a_term_made_longer_holds_for_what_is_sealed_already(old):
    RetentionRule.objects.filter(noun="audit.auditevent").update(months=1200)
    with pytest.raises(TermNotOver):
        drop_segment(number=1, at=NOON)


def test_a_term_made_shorter_does_not(old):
    """The term is part of the root: who shortens it later cannot make old entries go earlier."""
    RetentionRule.objects.filter(noun="audit.auditevent").update(months=1)
    with pytest.raises(TermNotOver):
        drop_segment(number=2, at=NOON.replace(year=2027))


def test_the_record_has_a_rule_of_its_own_from_the_start():
    rule = RetentionRule.objects.get(noun="audit.auditevent")
    assert rule.months == 132
    assert install_default_rules() == 0


def test_without_a_rule_the_longest_term_of_law_holds():
    RetentionRule.objects.filter(noun="audit.auditevent").delete()
    write(1, at=LONG_AGO)
    [segment] = seal_events(at=LONG_AGO)
    assert segment.keep_until.year == LONG_AGO.year + 11
