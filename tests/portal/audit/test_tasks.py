"""The record is sealed, dropped past its term, and retention applied, by the clock."""

import pytest

from portal.audit import tasks
from portal.audit.models import Drop, Seal
from tests.portal.audit.support import LONG_AGO, NOON, write

pytestmark = pytest.mark.django_db


def test_the_jobs_call_the_actions():
    write(2, at=LONG_AGO)
    tasks.seal(NOON)
    assert Seal.objects.count() == 2
    tasks.drop_expired(NOON)
    assert [str(drop) for drop in Drop.objects.all()] == ["1"]
    tasks.retention(NOON)
