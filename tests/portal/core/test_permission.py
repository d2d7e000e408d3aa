"""What every action begins with."""

import pytest
from django.contrib.auth.models import AnonymousUser

from portal.core.errors import NotAllowed
from portal.core.permission import require
from tests.factories.people import ManagerFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_who_holds_the_permission_may():
    require(ManagerFactory(), "cities.add_city")


def test_who_does_not_hold_it_may_not():
    with pytest.raises(NotAllowed):
        require(UserFactory(), "cities.add_city")


def test_a_visitor_may_not():
    with pytest.raises(NotAllowed):
        require(AnonymousUser(), "cities.add_city")


def test_the_system_may():
    require(None, "cities.add_city")
