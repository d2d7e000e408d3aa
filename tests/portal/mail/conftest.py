import pytest

from portal.mail import purposes
from portal.mail.purposes import register_link_purpose
from tests.portal.mail import servers


@pytest.fixture
def server(settings, monkeypatch):
    """A mail server that does as it is told."""
    behaviour = servers.Behaviour()
    monkeypatch.setattr(servers, "behaviour", behaviour)
    settings.MAIL_TRANSPORT = "tests.portal.mail.servers.Server"
    return behaviour


@pytest.fixture
def link_purposes(settings, monkeypatch):
    """Two purposes with pages of their own: `tests.answer` expires, `tests.own` lasts."""
    monkeypatch.setattr(purposes, "_purposes", dict(purposes._purposes))
    settings.ROOT_URLCONF = "tests.portal.mail.urls"
    register_link_purpose("tests.answer", url_name="enter", page="answer", label="Your answer")
    register_link_purpose("tests.own", url_name="own", page="answer", lasting=True)
