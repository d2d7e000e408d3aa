"""A draft belongs to an account or to a device; saving it loses and mixes nothing."""

from datetime import timedelta

import pytest

from pioneers.actions.drafts import KEPT, claim_draft, clear_device, hash_of, save_draft, transfer_draft
from pioneers.actions.files import detach_file
from pioneers.models import Nomination
from portal.core.clock import now
from portal.core.errors import EditConflict
from tests.factories.people import UserFactory
from tests.factories.pioneers import EditionFactory, NominationFactory
from tests.support.actions import locked_tables

pytestmark = pytest.mark.django_db
ONE, OTHER = hash_of("one device"), hash_of("another")


def save(edition, version=0, by=None, key_hash=ONE, at=None, language="en", **values):
    return save_draft(
        edition=edition,
        values=values or {"did": "Words."},
        version=version,
        at=at or now(),
        by=by,
        key_hash=key_hash,
        language=language,
    ).draft


def test_each_device_each_account_and_each_edition_has_a_draft_of_its_own(edition):
    user = UserFactory()
    mine = {save(edition).pk, save(edition, key_hash=OTHER).pk, save(edition, by=user).pk, save(EditionFactory()).pk}
    assert len(mine) == 4
    assert save(edition, 1, did="More.").pk in mine
    assert save(edition, 1, by=user, did="More.").pk in mine
    assert Nomination.objects.count() == 4


def test_an_accounts_draft_hangs_on_no_device_and_a_devices_on_no_account(edition):
    of_account, of_device = save(edition, by=UserFactory()), save(edition)
    assert (of_account.draft_key_hash, of_device.draft_key_hash, of_device.nominator) == ("", ONE, None)


def test_what_is_not_on_the_page_stays_as_it_was(edition):
    save(edition, did="They began.", nominee_name="Þóra")
    draft = save(edition, 1, did="They began anew.")
    draft.refresh_from_db()
    assert (draft.did, draft.nominee_name, draft.version) == ("They began anew.", "Þóra", 2)


def test_the_same_words_from_an_older_page_are_no_conflict_and_other_words_are(edition):
    save(edition, did="First.")
    save(edition, 1, did="Second.")
    assert save(edition, 1, did="Second.").version == 2
    with pytest.raises(EditConflict) as conflict:
        save(edition, 1, did="Third.")
    assert conflict.value.revision == 2
    assert Nomination.objects.get().did == "Second."


def test_a_page_of_a_draft_that_has_gone_begins_no_other(edition):
    with pytest.raises(EditConflict) as conflict:
        save(edition, 3)
    assert conflict.value.revision == 0
    assert not Nomination.objects.exists()


def test_each_save_gives_the_draft_three_more_weeks_in_the_language_of_the_page(edition):
    save(edition)
    later = now() + timedelta(days=2)
    draft = Nomination.objects.get(pk=save(edition, 1, at=later, language="nb").pk)
    assert (draft.saved_at, draft.draft_expires_at, draft.language) == (later, later + KEPT, "nb")


def test_the_device_that_confirmed_the_address_holds_the_draft_alone(edition):
    begun, asked_for, elsewhere = save(edition), save(edition, key_hash=OTHER), save(EditionFactory())
    transfer_draft(draft=asked_for, key_hash=ONE, at=now())
    held = dict(Nomination.objects.values_list("pk", "draft_key_hash"))
    assert held == {begun.pk: "", asked_for.pk: ONE, elsewhere.pk: ONE}


def test_a_claimed_draft_leaves_its_device(edition, nominator):
    draft = claim_draft(draft=save(edition), user=nominator, at=now())
    draft.refresh_from_db()
    assert (draft.nominator, draft.draft_key_hash) == (nominator, "")


@pytest.mark.parametrize("traits", [{"sent": True, "nominator": None}, {}])
def test_what_was_sent_or_is_somebody_elses_is_not_claimed(edition, nominator, traits):
    draft = NominationFactory(edition=edition, **traits)
    assert claim_draft(draft=draft, user=nominator, at=now()).nominator == draft.nominator != nominator


def test_clearing_a_device_touches_nothing_that_was_sent(edition):
    sent = NominationFactory(edition=edition, sent=True, nominator_email="")
    clear_device(draft=sent, at=now())
    assert Nomination.objects.get() == sent


@pytest.mark.postgresql
@pytest.mark.parametrize(
    "act",
    [
        lambda draft: save_draft(
            edition=draft.edition, values={"did": "More."}, version=1, by=draft.nominator, language="en", at=now()
        ),
        lambda draft: transfer_draft(draft=draft, key_hash="b" * 64, at=now()),
        lambda draft: claim_draft(draft=draft, user=UserFactory(), at=now()),
        lambda draft: clear_device(draft=draft, at=now()),
        lambda draft: detach_file(draft=draft, file=None, at=now()),
    ],
)
def test_a_draft_is_locked_while_it_changes(act, cost):
    draft = NominationFactory()
    with cost() as spent:
        act(draft)
    assert locked_tables(spent.statements, "pioneers_") == ["pioneers_nomination"]
