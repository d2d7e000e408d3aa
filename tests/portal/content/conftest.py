import pytest
from django.db import transaction


@pytest.fixture
def committed(monkeypatch):
    """What waits for the commit happens at once, for tests that never commit but whose readers look after the save."""
    monkeypatch.setattr(transaction, "on_commit", lambda call, **options: call())
