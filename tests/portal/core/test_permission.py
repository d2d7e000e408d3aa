"""What every action begins with, and what somebody who is not signed in gets of it all."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import get_resolver
from rules.permissions import permissions
from wagtail.admin.viewsets import viewsets

from pioneers.rules import DraftHolder
from portal.adminkit.viewset import RecordViewSet
from portal.audit.actions.retention import create_retention_rule
from portal.core.errors import NotAllowed
from portal.core.permission import require, require_role
from portal.desk.actions.cases import assign_case
from portal.desk.actions.jobs import run_job_soon
from portal.jobs.models import JobRun
from tests.factories.people import ManagerFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
VISITORS = (AnonymousUser(), DraftHolder("0" * 64))


def test_who_holds_the_permission_may():
    require(ManagerFactory(), "cities.add_city")
    require_role(ManagerFactory(), "manager", "administrator")


def test_who_does_not_hold_it_may_not():
    with pytest.raises(NotAllowed):
        require(UserFactory(), "cities.add_city")
    with pytest.raises(NotAllowed):
        require_role(ManagerFactory(), "administrator")


@pytest.mark.parametrize("visitor", VISITORS)
def test_a_visitor_may_not(visitor):
    with pytest.raises(NotAllowed):
        require(visitor, "cities.add_city")
    with pytest.raises(NotAllowed):
        require_role(visitor, "administrator")


def test_the_system_may():
    require(None, "cities.add_city")
    require_role(None, "administrator")


def test_a_visitor_holds_no_permission_at_all():
    assert len(permissions) > 60
    assert not {name for name in permissions if AnonymousUser().has_perm(name)}


def test_a_visitor_reads_nothing_on_any_staff_screen():
    assert get_resolver().url_patterns
    queries = {viewset.visible_to for viewset in viewsets.viewsets if isinstance(viewset, RecordViewSet)} - {None}
    shown = {query.__module__ for query in queries for visitor in VISITORS if not query(visitor, NOON).query.is_empty()}
    assert len(queries) > 20
    assert shown == {"pioneers.queries.editions"}  # anyone may know of those that were announced


@pytest.mark.parametrize("visitor", VISITORS)
def test_what_asks_for_a_role_refuses_a_visitor(visitor):
    with pytest.raises(NotAllowed):
        run_job_soon(name="audit.seal", by=visitor, at=NOON)
    with pytest.raises(NotAllowed):
        create_retention_rule(by=visitor, at=NOON, noun="audit.auditevent", country="FI", months=12)
    with pytest.raises(NotAllowed):
        assign_case(about=PersonFactory(), owner=None, stand_in=None, by=visitor, at=NOON)


def test_the_system_does_what_asks_for_a_role():
    manager, about = ManagerFactory(), PersonFactory()
    assert assign_case(about=about, owner=manager, stand_in=None, by=None, at=NOON).owner == manager
    JobRun.objects.create(name="audit.seal", next_at=NOON)
    assert run_job_soon(name="audit.seal", by=None, at=NOON).next_at is None
    assert create_retention_rule(by=None, at=NOON, noun="audit.auditevent", country="FI", months=12).months == 12
