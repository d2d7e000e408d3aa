"""The night of the reveal in a browser, staff with a phone at the venue: looked at beforehand, held when the power
fails, moved, and then it comes."""

from datetime import timedelta

import pytest
from django.urls import reverse

from pioneers.models import Edition
from portal.adminkit.addresses import staff_url
from portal.core.clock import now
from tests.factories.people import ManagerFactory
from tests.factories.pioneers import CandidacyFactory, CeremonyFactory, EditionFactory, NominationFactory, show
from tests.journeys.conftest import DESK
from tests.journeys.staff import fill_in, follow, send

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
NAME = "Máret Eira"


@pytest.fixture(autouse=True)
def staff_sign_in_by_password(settings):
    settings.STAFF_SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def laureate():
    edition = EditionFactory(decided=True, year=2027, reveal_at=now() + timedelta(hours=9), titles={"en": "Prize 2027"})
    CeremonyFactory(edition=edition, starts_at=now() - timedelta(hours=1))
    found = CandidacyFactory(edition=edition, laureate=True, name=NAME)
    show(found.nominee, shown_as="name", name=NAME)
    NominationFactory(edition=edition, candidacy=found, screened=True)
    return found


def fill_and_send(page, **typed):
    """A step from its form."""
    fill_in(page, **typed)
    send(page)


def read_and_confirm(page, **typed):
    """The page that stands before a step: read, what it asks typed, confirmed."""
    page.locator("#preflight-consequences").wait_for()
    fill_in(page, **typed)
    send(page)


def sees_the_laureate(visitor, laureate) -> bool:
    page = visitor.go(f"/pioneers/ceremony/{laureate.edition.year}/")
    on_the_ceremony = page.get_by_text(NAME).count() > 0
    page = visitor.go(reverse("pioneers:pioneer", args=[laureate.uuid]))
    assert (page.get_by_role("heading", name=NAME).count() > 0) == on_the_ceremony
    return on_the_ceremony


def test_a_reveal_is_looked_at_held_moved_and_comes(visit, travel, laureate):
    travel("2027-09-23T08:00:00Z")
    Edition.objects.update(
        reveal_at="2027-09-23T17:00:00Z", opens_at="2027-03-01T08:00Z", closes_at="2027-04-01T08:00Z"
    )
    edition, staff, visitor = Edition.objects.get(), visit().be(ManagerFactory()), visit(DESK)
    page = staff.go(staff_url(edition))
    follow(page, "The clock, what is missing, each page as it will stand")
    page.locator(".staff-clock [data-left]").wait_for()
    staff.check()
    for what in ("home", "gallery", "ceremony", f"pioneer-{laureate.uuid}", f"card-{laureate.uuid}"):
        page = staff.go(staff_url(edition, "reveal_preview", what))
        assert page.get_by_text(NAME).count() > 0, what
        staff.check()
    assert not sees_the_laureate(visitor, laureate)

    page = staff.go(staff_url(edition, "reveal"))
    follow(page, "Hold the reveal")
    fill_and_send(page, reason="No power at the venue.")
    staff.check()
    read_and_confirm(page)
    page = staff.go(staff_url(edition, "reveal"))
    page.get_by_text("The reveal is held since").wait_for()
    staff.check()
    travel("2027-09-23T18:00:00Z")
    assert not sees_the_laureate(visitor, laureate)

    page = staff.go(staff_url(edition, "reveal"))
    follow(page, "Move the reveal")
    fill_and_send(page, reveal_at="23.09.2027 20:30", reason="The power is back.")
    read_and_confirm(page, typed_day="23.09.2027")
    page.get_by_text("No power at the venue.").wait_for()
    follow(page, "Release the reveal")
    page.locator("[name=when][value=planned]").check()
    fill_and_send(page, reason="Everyone is seated.")
    read_and_confirm(page, typed_day="23.09.2027")
    assert not sees_the_laureate(visitor, laureate)
    travel("2027-09-23T18:30:01Z")
    assert sees_the_laureate(visitor, laureate)
    visitor.check()
