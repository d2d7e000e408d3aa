"""What the site's own pages show of the prize."""

from datetime import timedelta

import pytest

from pioneers.models import Nominee
from pioneers.queries.site import PrizeOnSite
from portal.content.sources import addresses, open_now, people
from portal.core.clock import now
from tests.factories.pioneers import SECRET_NAME, CandidacyFactory, CeremonyFactory, EditionFactory, show

pytestmark = pytest.mark.django_db


def test_the_open_window_is_shown_while_it_is_open(edition):
    (shown,) = [one for one in open_now(now()) if one.url.endswith("/pioneers/nominate/")]
    assert shown.closes == edition.closes_at
    assert edition.title in shown.text
    assert not PrizeOnSite().open_now(edition.closes_at)
    assert not PrizeOnSite().open_now(edition.opens_at - timedelta(seconds=1))


def test_without_an_edition_nothing_is_open():
    assert PrizeOnSite().open_now(now()) == []
    assert PrizeOnSite().next_change(now()) is None


def test_pioneers_are_shown_as_they_chose_and_only_from_the_reveal_on():
    edition = EditionFactory(decided=True)
    CandidacyFactory(edition=edition, laureate=True)
    assert not people(edition.reveal_at - timedelta(seconds=1))
    (shown,) = people(edition.reveal_at)
    assert shown.name == "A Nordic Pioneer"
    show(Nominee.objects.get(), shown_as="name")
    (shown,) = people(edition.reveal_at)
    assert SECRET_NAME in shown.name
    assert shown.picture == ""


def test_a_picture_that_may_be_shown_comes_along():
    edition = EditionFactory(revealed=True)
    candidacy = CandidacyFactory(edition=edition, laureate=True)
    show(candidacy.nominee, shows_picture=True, picture=candidacy.uuid)
    (shown,) = people(now())
    assert str(candidacy.uuid) in shown.picture
    assert shown.picture_alt


def test_the_sitemap_names_public_pages_alone():
    edition = EditionFactory(revealed=True)
    shown = CandidacyFactory(edition=edition, laureate=True)
    hidden = CandidacyFactory(edition=edition, not_chosen=True)
    CeremonyFactory(edition=edition)
    CeremonyFactory(edition=EditionFactory(draft=True))
    found = addresses(now())
    assert f"/pioneers/{shown.uuid}/" in found
    assert f"/pioneers/{hidden.uuid}/" not in found
    assert sum(address.startswith("/pioneers/ceremony/") for address in found) == 1
