"""What a city that thinks of joining reads: membership, the cities, one of them, a story with a film."""

import pytest
from django.core.files.base import ContentFile

from portal.content.models import EditorialDocument
from tests.factories.cities import CityFactory
from tests.factories.content import CityIndexPageFactory, CityPageFactory, MembershipPageFactory, StoryPageFactory
from tests.factories.membership import MembershipFactory

FILM = {
    "title": "A night",
    "address": "https://vimeo.com/12345",
    "captions_there": True,
    "transcript": "<p>They begin at the station at nine.</p>",
}


@pytest.mark.django_db(transaction=True)
def test_a_visitor_reads_about_membership_meets_a_city_and_reads_a_film(visit):
    city = CityFactory(name="Fjordvik")
    MembershipFactory(city=city)
    MembershipPageFactory(voices=2)
    CityPageFactory(parent=CityIndexPageFactory(), city=city)
    recording = EditorialDocument.objects.create(title="Signal", file=ContentFile(b"x", name="signal.mp3"))
    sound = {"title": "The signal", "file": recording, "transcript": "<p>Five notes on a bell.</p>"}
    StoryPageFactory(title="A night walk", place="Fjordvik", country_id="NO", body=[("film", FILM), ("sound", sound)])
    visitor = visit()
    page = visitor.go("/membership/")
    assert page.get_by_role("link", name="Apply for membership").get_attribute("href") == "/membership/apply/"
    visitor.check()
    page.get_by_role("link", name="See all member cities").click()
    page.wait_for_url("**/cities/")
    visitor.check()
    page.get_by_role("link", name="Fjordvik").click()
    page.wait_for_url("**/cities/*/")
    visitor.check()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("link", name="A night walk").click()
    page.wait_for_url("**/stories/**")
    page.get_by_text("Transcript").first.click()
    assert page.get_by_text("They begin at the station at nine.").is_visible()
    visitor.check()
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "vimeo" in url] == []
