"""Nobody judges their own candidacy: each party to it, by each way in, from the beginning and become one later."""

import pytest

from pioneers.actions.editions import open_judging, plan_jury
from pioneers.models import ConsentRequest, Nomination
from pioneers.rules import may_open_attachment
from portal.assessment.models import Entry
from portal.core.clock import now
from tests.factories.people import PersonFactory, TieFactory, UserFactory
from tests.factories.pioneers import CandidacyFactory, EditionFactory, NominationFactory
from tests.support.ways_in import (
    Case,
    a_party_is_never_given_it,
    every_page_is_shut_to_who_becomes_a_party,
    staff_read_who_is_a_party,
    who_becomes_a_party_loses_it_at_once,
)

pytestmark = pytest.mark.django_db


def nominated(candidacy, account):
    candidacy.nominations.update(nominator=account)


def nominated_by_address(candidacy, account):
    nomination = candidacy.nominations.get()
    nomination.nominator, nomination.nominator_email = None, account.email
    nomination.save()


def nominated_too_and_withdrew(candidacy, account):
    NominationFactory(edition=candidacy.edition, screened=True, candidacy=candidacy, nominator=account)


def is_the_nominee(candidacy, account):
    person = candidacy.nominees.get().person
    person.user = account
    person.save()


def gets_the_nominees_address(candidacy, account):
    account.email = candidacy.nominees.get().email
    account.save()


def has_the_nominees_mailbox(candidacy, account):
    nominee = candidacy.nominees.get()
    local, _at, host = account.email.partition("@")
    nominee.email = f"{local}+pris@{host}"
    nominee.save()


def has_the_address_a_nomination_names(candidacy, account):
    nomination = candidacy.nominations.get()
    nomination.nominee_email = account.email
    nomination.save()


def is_in_the_group(candidacy, account):
    nomination = candidacy.nominations.get()
    nomination.members = [{"name": "Aili", "email": "aili@example.org"}, {"name": "Kari", "email": account.email}]
    nomination.save()


def is_the_guardian(candidacy, account):
    person = candidacy.nominees.get().person
    person.guardian = PersonFactory(user=account)
    person.save()


def has_the_guardians_address(candidacy, account):
    guardian = PersonFactory(user=None, email=account.email)
    nominee = candidacy.nominees.get()
    ConsentRequest.objects.create(nominee=nominee, person=guardian, role=ConsentRequest.Role.GUARDIAN, asked_at=now())


def tied_to_the_nominee(candidacy, account):
    TieFactory(person=PersonFactory(user=account), target=candidacy.nominees.get().person.uuid)


def whom_the_nominee_is_tied_to(candidacy, account):
    TieFactory(person=candidacy.nominees.get().person, target=PersonFactory(user=account).uuid)


def tied_to_the_nominator(candidacy, account):
    nominator = PersonFactory(user=candidacy.nominations.get().nominator)
    TieFactory(person=PersonFactory(user=account), target=nominator.uuid)


# How somebody becomes a party, and what staff read of it.
PARTIES = {
    nominated: "nominator",
    nominated_by_address: "nominator",
    nominated_too_and_withdrew: "nominator",
    is_the_nominee: "nominee",
    gets_the_nominees_address: "nominee",
    has_the_nominees_mailbox: "nominee",
    has_the_address_a_nomination_names: "nominee",
    is_in_the_group: "nominee",
    is_the_guardian: "guardian",
    has_the_guardians_address: "guardian",
    tied_to_the_nominee: "declared tie",
    whom_the_nominee_is_tied_to: "declared tie",
    tied_to_the_nominator: "declared tie",
}
parties = pytest.mark.parametrize(("become", "stake"), PARTIES.items(), ids=[one.__name__ for one in PARTIES])
STAKES = {stake: become for become, stake in reversed(PARTIES.items())}
stakes = pytest.mark.parametrize(("stake", "become"), STAKES.items(), ids=STAKES)


@pytest.fixture
def candidacy(manager):
    edition = EditionFactory(closed=True)
    plan_jury(edition=edition, due_at=now().replace(year=now().year + 1), by=manager, at=now())
    found = CandidacyFactory(edition=edition, accepted=True)
    NominationFactory(edition=edition, screened=True, candidacy=found, nominator=UserFactory())
    open_judging(edition=edition, by=manager, at=now())
    return found


@pytest.fixture
def case(candidacy):
    return Case(Entry.objects.get(subject_uuid=candidacy.uuid))


def opens_file(candidacy):
    """Whoever sent a nomination goes on reading their own; what another sent is shut."""
    other = NominationFactory(edition=candidacy.edition, screened=True, candidacy=candidacy, nominator=UserFactory())
    return lambda account: may_open_attachment(
        type(account).objects.get(pk=account.pk), Nomination.objects.get(pk=other.pk), None, now()
    )


@pytest.mark.each_value
@parties
def test_a_party_is_never_given_the_candidacy(case, candidacy, become, stake):
    account = UserFactory()
    become(candidacy, account)
    a_party_is_never_given_it(case, account, stake)


@parties
def test_who_becomes_a_party_loses_the_candidacy_at_once(case, candidacy, become, stake):
    account = UserFactory()
    first = candidacy.nominations.get()
    opens = opens_file(candidacy)
    others = candidacy.nominations.exclude(pk=first.pk)

    def step():
        # The parties are made on the first nomination; the other stands for what somebody else sent.
        others.update(candidacy=None)
        become(candidacy, account)
        Nomination.objects.filter(candidacy=None).update(candidacy=candidacy)

    who_becomes_a_party_loses_it_at_once(case, account, step, opens)


@pytest.mark.once
@stakes
def test_staff_read_who_is_a_party_to_the_candidacy(case, candidacy, stake, become):
    account = UserFactory()
    become(candidacy, account)
    staff_read_who_is_a_party(case, account, stake)


@pytest.mark.once
@stakes
def test_every_page_is_shut_to_who_becomes_a_party_to_the_candidacy(case, candidacy, stake, become):
    account = UserFactory()
    every_page_is_shut_to_who_becomes_a_party(case, account, lambda: become(candidacy, account), stake)


def test_who_has_nothing_to_do_with_it_is_given_it(case, candidacy):
    account = UserFactory()
    other = CandidacyFactory(edition=candidacy.edition, accepted=True)
    NominationFactory(edition=candidacy.edition, screened=True, candidacy=other, nominator=account)
    TieFactory(person=PersonFactory(user=account), target=PersonFactory().uuid)
    case.round.members.create(user=account, added_at=now())
    case.give(account)
    case.submit(account, best=True)
    assert case.points()[2] == 2
