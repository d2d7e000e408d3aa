"""The library: an editor publishes, a member finds it, reads it and wants to be told of more."""

import pytest

from portal.adminkit.addresses import staff_url
from portal.alliance.models import LibrarySubscription, Publication
from portal.alliance.states import PublicationState
from tests.factories.alliance import PublicationFactory
from tests.factories.cities import CitySeatFactory
from tests.factories.membership import MembershipFactory
from tests.factories.people import EditorFactory
from tests.journeys.conftest import DESK


@pytest.mark.django_db(transaction=True)
def test_an_editor_publishes_and_a_member_finds_reads_and_subscribes(visit):
    member = CitySeatFactory(city=MembershipFactory().city).user
    publication = PublicationFactory(draft=True, title={"en": "Elections without fear"})
    PublicationFactory()
    editor = visit(DESK).be(EditorFactory())
    page = editor.go(staff_url(publication))
    editor.check()
    page.get_by_role("link", name="Publish", exact=True).click()
    editor.check()
    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_text("It is in the library.").wait_for()
    assert Publication.objects.get(pk=publication.pk).state == PublicationState.PUBLISHED

    reader = visit().be(member)
    page = reader.go("/library/")
    page.fill("[name=words]", "fear")
    page.locator(".filters button").click()
    page.wait_for_url("**words=fear**")
    reader.check()
    page.get_by_role("link", name="Elections without fear").click()
    page.get_by_role("link", name="Open the recording").wait_for()
    reader.check()
    page = reader.go("/library/subscription/")
    reader.check()
    page.get_by_role("button", name="Subscribe").click()
    page.get_by_text("You get an e-mail when something is published.").first.wait_for()
    assert LibrarySubscription.objects.get().user == member
