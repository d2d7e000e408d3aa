"""What was stored before texts were normalised, or by a script, stops no feed, no list for programs, no e-mail."""

import json
from xml.etree import ElementTree

import pytest
from django.core.cache import caches
from django.core.mail import EmailMessage

from grants.models import Award
from pioneers.models import Candidacy
from portal.content.models import StoryPage
from portal.mail.recipients import one_line
from tests.factories.content import StoryPageFactory
from tests.factories.grants import published
from tests.pioneers.test_gallery import FEEDS, laureate
from tests.portal.core.test_normalisation import CONTROLS, DIRECTIONS, INVISIBLE, LINE_ENDS, NONCHARACTERS

pytestmark = pytest.mark.django_db
# All that a database can hold: neither PostgreSQL nor SQLite keeps NUL or half a surrogate pair.
STORED = "".join(sign for sign in (*CONTROLS, *DIRECTIONS, *INVISIBLE, *LINE_ENDS, *NONCHARACTERS) if sign != "\x00")


def readable(response) -> str:
    assert response.status_code == 200
    content = b"".join(response.streaming_content) if response.streaming else response.content
    text = content.decode()
    if "json" in response["Content-Type"]:
        json.loads(text)
    elif "xml" in response["Content-Type"]:
        ElementTree.fromstring(text)  # noqa: S314 - our own
    return text


def test_the_feed_of_stories(client):
    story = StoryPageFactory(title="Lanterns")
    StoryPage.objects.filter(pk=story.pk).update(title=f"Lan{STORED}terns", summary=f"On{STORED}the bridge")
    caches["default"].clear()
    assert "Lan" in readable(client.get("/stories/feed/"))


@pytest.mark.parametrize("address", FEEDS)
def test_the_feeds_of_pioneers(client, address):
    candidacy = laureate()
    Candidacy.objects.filter(pk=candidacy.pk).update(reasons={"en": f"Brave{STORED}and kind"})
    assert "Brave" in readable(client.get(address))


@pytest.mark.parametrize("address", ["/open-data/360giving.json", "/open-data/360giving.csv"])
def test_open_data(client, address):
    application = published()
    Award.objects.filter(application=application).update(title=f"Safe{STORED}way", summary=f"For{STORED}all")
    assert "Safe" in readable(client.get(address))


def test_the_head_of_an_email():
    message = EmailMessage(one_line(f"Your{STORED}application\r\nBcc: x@example.org"), "body", to=["a@example.org"])
    assert "\n" not in message.message()["Subject"].replace("\n ", "")
