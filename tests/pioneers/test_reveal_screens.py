"""The page of a reveal: its clock, what is missing, each page of the outside as it will stand, its three steps."""

import re
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from pioneers.actions.recusals import recuse_staff_from_candidacy
from pioneers.actions.reveal import hold_reveal
from pioneers.models import Edition
from portal.adminkit.addresses import staff_url
from portal.core.clock import now
from tests.factories.people import AdministratorFactory, EditorFactory, ManagerFactory, UserFactory
from tests.factories.pioneers import (
    SECRET_NAME,
    CandidacyFactory,
    CeremonyFactory,
    EditionFactory,
    NominationFactory,
    show,
)
from tests.support.preflight import carried, confirm

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(clock):
    clock("2027-09-20T10:00:00Z")


@pytest.fixture
def edition():
    edition = EditionFactory(decided=True, reveal_at=now() + timedelta(days=3))
    CeremonyFactory(edition=edition, texts={"en": "Doors open at six."}, revealed_texts={"en": "It was a night."})
    return edition


@pytest.fixture
def laureate(edition):
    candidacy = CandidacyFactory(edition=edition, laureate=True)
    show(candidacy.nominee, shown_as="name")
    return candidacy


@pytest.fixture
def staff(client):
    manager = ManagerFactory()
    client.force_login(manager)
    client.manager = manager
    return client


def reveal_page(edition):
    return staff_url(edition, "reveal")


def preview(edition, what, language="en"):
    return f"{staff_url(edition, 'reveal_preview', what)}?language={language}"


def text(response):
    return response.content.decode()


def whats(laureate):
    return ["home", "gallery", "ceremony", f"pioneer-{laureate.uuid}", f"card-{laureate.uuid}", "atom", "rss", "json"]


def test_the_edition_leads_to_its_reveal(staff, edition):
    assert reveal_page(edition) in text(staff.get(staff_url(edition)))


def test_the_page_has_the_time_and_what_is_missing(staff, edition, laureate):
    page = text(staff.get(reveal_page(edition)))
    assert "23 September 2027" in page
    assert "data-left" in page
    assert "No portrait with a consent to show it" in page
    assert "The jury’s reasons: missing in" in page
    assert "Text of the ceremony: missing in" in page
    unseen = CandidacyFactory(edition=edition, laureate=True, reasons={})
    unseen.nominee.consents.update(withdrawn_at=now())
    assert "No consent stands at the reveal" in text(staff.get(reveal_page(edition)))


def test_who_hears_of_it_is_counted(staff, edition, laureate):
    NominationFactory(edition=edition, candidacy=laureate, screened=True)
    CandidacyFactory(edition=edition, not_chosen=True)
    page = re.sub(r"\s+", " ", text(staff.get(reveal_page(edition))))
    assert "<dt>Nominees</dt><dd>2</dd>" in page
    assert "<dt>Nominators of laureates</dt><dd>1</dd>" in page


@pytest.mark.both
@pytest.mark.parametrize("held", [False, True])
def test_each_page_is_shown_as_it_will_stand_and_nobody_else_sees_it(staff, edition, laureate, held):
    if held:
        hold_reveal(edition=edition, reason="Waiting.", by=staff.manager, at=now())
    page = text(staff.get(reveal_page(edition)))
    for what in whats(laureate):
        assert staff_url(edition, "reveal_preview", what) in page
        response = staff.get(preview(edition, what))
        assert SECRET_NAME in text(response), what
        assert response["Cache-Control"].startswith("no-store, private")
        assert "noindex" in response["X-Robots-Tag"]
        assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert "It was a night." in text(staff.get(preview(edition, "ceremony")))
    assert bool(Edition.objects.get().reveal_held_at) == held
    visitor = Client()
    for path in ("/", "/pioneers/", f"/pioneers/ceremony/{edition.year}/", "/pioneers/feed.json"):
        assert SECRET_NAME not in text(visitor.get(path))
    assert visitor.get(reverse("pioneers:pioneer", args=[laureate.uuid])).status_code == 404


def test_a_preview_comes_in_each_language(staff, edition, laureate):
    assert '<html lang="nb"' in text(staff.get(preview(edition, "gallery", "nb")))
    assert '<html lang="en"' in text(staff.get(preview(edition, "home", "xx")))


def test_a_preview_leaves_the_pages_kept_for_visitors_alone(staff, edition, laureate):
    caches["pages"].clear()
    visitor = Client()
    visitor.get("/pioneers/")
    staff.get(preview(edition, "gallery"))
    assert SECRET_NAME not in text(visitor.get("/pioneers/"))


@pytest.mark.parametrize("role", [UserFactory, EditorFactory, AdministratorFactory, None])
def test_nobody_else_gets_to_the_page_or_a_preview(client, edition, laureate, role):
    if role:
        client.force_login(role())
    for url in (reveal_page(edition), *(preview(edition, what) for what in whats(laureate))):
        response = client.get(url)
        assert response.status_code in ((302, 404) if role else (302,))
        assert SECRET_NAME not in text(response)


def test_whoever_is_recused_from_a_laureate_sees_neither_names_nor_previews(staff, edition, laureate):
    recuse_staff_from_candidacy(candidacy=laureate, reason="family", by=staff.manager, at=now())
    page = text(staff.get(reveal_page(edition)))
    assert "You have a conflict of interest" in page
    assert SECRET_NAME not in page
    assert "reveal/gallery" not in page
    assert staff.get(preview(edition, "gallery")).status_code == 404


@pytest.mark.parametrize("state", ["laureate", "not_chosen"])
def test_the_page_of_whoever_is_recused_does_not_tell_whether_they_were_chosen(staff, edition, laureate, state):
    mine = CandidacyFactory(edition=edition, **{state: True})
    NominationFactory(edition=edition, candidacy=mine, screened=True)
    recuse_staff_from_candidacy(candidacy=mine, reason="family", by=staff.manager, at=now())
    page = text(staff.get(reveal_page(edition)))
    assert "You have a conflict of interest with somebody the jury reads about." in page
    numbers = re.findall("<dd>([0-9]+)</dd>", page)
    assert numbers == ["1", "0", "0"]
    moved = {"reveal_at": "2027-09-25T20:00", "reason": "Later."}
    asked = text(staff.post(staff_url(edition, "action", "move-reveal"), moved))
    assert "At the reveal, by e-mail: 1 nominee gets the result." in asked
    assert "is neither shown nor counted on this page" in asked


def test_there_is_no_preview_before_the_choice_is_concluded(staff):
    edition = EditionFactory(judging=True)
    laureate = CandidacyFactory(edition=edition, laureate=True)
    page = text(staff.get(reveal_page(edition)))
    assert "The choice is not concluded" in page
    assert staff.get(preview(edition, f"pioneer-{laureate.uuid}")).status_code == 404


def test_only_laureates_of_this_edition_are_previewed(staff, edition, laureate):
    passed = CandidacyFactory(edition=edition, not_chosen=True)
    other = CandidacyFactory(edition=EditionFactory(revealed=True), laureate=True)
    for candidacy in (passed, other):
        assert staff.get(preview(edition, f"pioneer-{candidacy.uuid}")).status_code == 404
    assert staff.get(preview(edition, "nonsense")).status_code == 404


# Steps


def test_holding_says_what_happens_and_is_done_after_it_was_read(staff, edition, laureate):
    url = staff_url(edition, "action", "hold-reveal")
    page = staff.post(url, {"reason": "No power."})
    assert "Nothing of the choice is public until you release it" in text(page)
    assert Edition.objects.get().reveal_held_at is None
    staff.post(url, carried(page))
    assert Edition.objects.get().reveal_held_at == now()
    shown = text(staff.get(reveal_page(edition)))
    assert "The reveal is held since" in shown
    assert "No power." in shown


def test_a_time_within_the_hour_or_past_asks_for_its_day(staff, edition, laureate):
    url = staff_url(edition, "action", "move-reveal")
    asked = {"reveal_at": "2027-09-20 12:30", "reason": "Sooner."}
    page = staff.post(url, asked)
    assert "To go on, type" in text(page)
    assert "1 nominee gets the result" in text(page)
    refused = staff.post(url, carried(page) | {"typed_day": "21.09.2027"})
    assert "That is not this day" in text(refused)
    assert Edition.objects.get().reveal_at == edition.reveal_at
    confirm(staff, url, asked, typed_day="20.09.2027")
    assert Edition.objects.get().reveal_at == now() + timedelta(minutes=30)


def test_a_time_that_is_past_makes_nothing_public_before_the_choice_is_concluded(staff):
    edition = EditionFactory(judging=True)
    asked = {"reveal_at": "2027-09-20 11:00", "reason": "Sooner."}
    page = text(staff.post(staff_url(edition, "action", "move-reveal"), asked))
    assert "The choice is public as soon as it is concluded" in page
    assert "at once: on the site" not in page


def test_a_time_further_off_does_not(staff, edition, laureate):
    url = staff_url(edition, "action", "move-reveal")
    page = staff.post(url, {"reveal_at": "2027-09-30 19:00", "reason": "Later."})
    assert "To go on, type" not in text(page)
    assert "1 nominee gets the result" in text(page)
    assert "Nobody gets an e-mail now." in text(page)
    staff.post(url, carried(page))
    assert Edition.objects.get().reveal_at.isoformat() == "2027-09-30T17:00:00+00:00"


def test_releasing_now_asks_for_the_day(staff, edition, laureate):
    hold_reveal(edition=edition, reason="Waiting.", by=staff.manager, at=now())
    url = staff_url(edition, "action", "release-reveal")
    page = staff.post(url, {"when": "now", "reason": "Go."})
    assert "The choice is public at once" in text(page)
    assert "To go on, type" in text(page)
    staff.post(url, carried(page) | {"typed_day": "20.09.2027"})
    stands = Edition.objects.get()
    assert (stands.reveal_held_at, stands.reveal_at) == (None, now())


def test_releasing_for_its_time_does_not(staff, edition, laureate):
    hold_reveal(edition=edition, reason="Waiting.", by=staff.manager, at=now())
    confirm(staff, staff_url(edition, "action", "release-reveal"), {"when": "planned", "reason": "Go."})
    stands = Edition.objects.get()
    assert (stands.reveal_held_at, stands.reveal_at) == (None, edition.reveal_at)
