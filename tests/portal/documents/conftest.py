import pytest

from portal.documents import purposes
from portal.documents.purposes import Purpose, register_purpose
from portal.documents.types import DOCUMENTS, PICTURES
from tests.factories.people import PersonFactory, UserFactory

ATTACHMENT = Purpose("tests.attachment", 2_000_000, 2, (*DOCUMENTS, *PICTURES), "Attachments")
PORTRAIT = Purpose("tests.portrait", 5_000_000, 1, PICTURES, "Portrait")


@pytest.fixture(autouse=True)
def _purposes(monkeypatch):
    """Two purposes as a half would register them: a person's files are opened by that person's account alone."""
    monkeypatch.setattr(purposes, "_registered", dict(purposes._registered))
    for purpose in (ATTACHMENT, PORTRAIT):
        register_purpose(purpose, may_open=lambda viewer, about, file, at: viewer == about.user or viewer == about)


@pytest.fixture
def owner(db):
    return UserFactory()


@pytest.fixture
def about(owner):
    """Whom the files belong to."""
    return PersonFactory(user=owner)
