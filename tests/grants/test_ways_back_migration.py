"""Decisions and dismissals from before they could be taken back are found again after migrating."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from grants.models import Application, Decision, EligibilityCheck
from portal.core.clock import now
from tests.factories.grants import announced, decided, submitted
from tests.factories.people import ManagerFactory

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE = "0003_application_draft_tab"
AFTER = "0004_ways_back"


def migrate(name):
    executor = MigrationExecutor(connection)
    executor.migrate([("grants", name)])


def dismissed_as_before(manager):
    """By a formal check, which told the applicant at once and was no decision."""
    application = submitted()
    version = application.versions.get()
    EligibilityCheck.objects.create(
        application=application, version=version, passed=False, reasons="No city.", at=now(), by=manager
    )
    Application.objects.filter(pk=application.pk).update(state="dismissed")
    return application


def test_old_decisions_and_dismissals_stand_as_they_did():
    manager = ManagerFactory()
    untold, told = decided(by=manager), announced(kind="refuse", by=manager)
    dismissed, undecided = dismissed_as_before(manager), submitted()
    passed = untold.checks.get()
    announced_at, checked_at = told.decision.announced_at, dismissed.checks.get().at
    migrate(BEFORE)
    with connection.cursor() as cursor:
        columns = {column.name for column in connection.introspection.get_table_description(cursor, "grants_decision")}
    assert "replaces_id" not in columns
    migrate(AFTER)
    untold, told, dismissed, undecided = (
        Application.objects.get(pk=row.pk) for row in (untold, told, dismissed, undecided)
    )
    assert (untold.decision.kind, untold.decision.announcements) == ("award_full", 0)
    assert untold.award.decision == untold.decision
    assert (told.decision.kind, told.decision.announced_at, told.decision.announcements) == ("refuse", announced_at, 1)
    check = dismissed.checks.get()
    made = dismissed.decision
    assert (made.kind, made.reasons, made.sum_minor, made.formal_check) == ("dismiss", "No city.", 0, check)
    assert (made.decided_at, made.announced_at, made.decided_by) == (checked_at, checked_at, manager)
    assert made.is_told(now())
    assert undecided.decision is None
    assert Decision.objects.count() == 3
    assert not Decision.objects.filter(formal_check=passed).exists()
