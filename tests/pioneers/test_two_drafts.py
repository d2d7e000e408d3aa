"""A draft begun signed out and an older one of the account are both offered after signing in."""

from datetime import timedelta

import pytest
from django.urls import reverse

from pioneers.models import Nomination
from pioneers.views.devices import COOKIE, hash_of
from portal.core.clock import now
from tests.factories.pioneers import NominationFactory
from tests.pioneers.support import answers

pytestmark = pytest.mark.django_db
KEY = "a-key-of-this-browser"


@pytest.fixture
def both(client, edition, nominator):
    """The account's older draft, and one typed in this browser before signing in."""
    older = NominationFactory(
        edition=edition, nominator=nominator, nominee_name="Older Nominee", saved_at=now() - timedelta(days=2)
    )
    newer = NominationFactory(
        edition=edition, nominator=None, nominator_email="", draft_key_hash=hash_of(KEY), nominee_name="Newer Nominee"
    )
    client.cookies[COOKIE] = KEY
    client.force_login(nominator)
    return older, newer


def page(client):
    return client.get(reverse("pioneers:nominate"), follow=True).content.decode()


def test_both_are_offered_and_none_is_lost_whichever_is_chosen(client, both):
    words = page(client)
    assert "Older Nominee" in words
    assert "Newer Nominee" in words
    assert Nomination.objects.count() == 2


@pytest.mark.parametrize("number", [0, 1])
def test_the_chosen_one_is_gone_on_with_and_the_other_stays_a_click_away(client, both, number):
    chosen, other = both[number], both[1 - number]
    client.post(reverse("pioneers:two_drafts"), {"draft": str(chosen.uuid)})
    words = page(client)
    assert chosen.nominee_name in words
    assert "You have another draft" in words
    client.post(reverse("pioneers:two_drafts"), {"draft": str(other.uuid)})
    for draft, name in zip(both, ("Older Nominee", "Newer Nominee"), strict=True):
        draft.refresh_from_db()
        assert draft.nominee_name == name


@pytest.mark.parametrize("times", [1, 2, 3, 4])
def test_changed_to_and_fro_both_keep_every_word(client, both, times):
    before = set(Nomination.objects.values_list("uuid", "nominee_name", "did", "version"))
    for time in range(times):
        client.post(reverse("pioneers:two_drafts"), {"draft": str(both[1 - time % 2].uuid)})
    assert set(Nomination.objects.values_list("uuid", "nominee_name", "did", "version")) == before
    assert Nomination.objects.filter(nominator__isnull=False).count() == 1


def test_what_was_typed_signed_out_is_offered_after_signing_in(client, edition, nominator):
    NominationFactory(edition=edition, nominator=nominator, nominee_name="Older Nominee")
    client.post(reverse("pioneers:nominate"), answers(edition, nominee_name="Typed Signed Out", do="save"))
    client.force_login(nominator)
    words = page(client)
    assert "Typed Signed Out" in words
    assert "Older Nominee" in words


def test_the_older_one_left_in_the_browser_opens_for_nobody_else(client, both, nominator):
    older, newer = both
    client.post(reverse("pioneers:two_drafts"), {"draft": str(newer.uuid)})
    client.logout()
    client.cookies[COOKIE] = KEY
    assert "Older Nominee" not in page(client)


def test_somebody_elses_draft_that_rests_in_this_browser_is_not_shown(client, both):
    Nomination.objects.filter(pk=both[1].pk).update(
        nominator_email="other@example.org", saved_at=now() - timedelta(hours=2)
    )
    assert "Newer Nominee" not in page(client)


def test_with_one_draft_nothing_is_asked(client, edition, nominator):
    NominationFactory(edition=edition, nominator=nominator, nominee_name="Older Nominee")
    client.force_login(nominator)
    assert "You have two drafts" not in page(client)
    assert client.get(reverse("pioneers:two_drafts")).status_code == 302
