"""Who is there in tests of the prize."""

import pytest

from tests.factories.people import ManagerFactory, UserFactory
from tests.factories.pioneers import EditionFactory


@pytest.fixture
def manager(db):
    return ManagerFactory()


@pytest.fixture
def nominator(db):
    return UserFactory(email="ase@example.org", name="Åse Nominatør")


@pytest.fixture
def edition(db):
    """An edition that takes nominations now."""
    return EditionFactory()
