"""Letting go: of one person when they ask, of everyone once the term is over. Counts stay right."""

from datetime import timedelta

import pytest

from pioneers.actions.erasure import erase_nominator
from pioneers.actions.files import attach_file, store_portrait
from pioneers.actions.nominations import submit_nomination
from pioneers.models import Candidacy, Consent, ConsentRequest, Nomination, Nominee
from pioneers.queries.laureates import published
from pioneers.retention import expire_candidacies_past_term, past_their_term
from pioneers.states import CandidacyState, NomineeState
from portal.assessment.models import Entry
from portal.audit.erasure import erasure_sources, subject_of
from portal.audit.retention import Expiry, retention_source
from portal.core.clock import now
from portal.documents.models import PrivateFile
from portal.people.models import Person
from tests.factories.assessment import EntryFactory, ReviewFactory
from tests.factories.people import UserFactory
from tests.factories.pioneers import (
    SECRET_NAME,
    CandidacyFactory,
    EditionFactory,
    NominationFactory,
    NomineeFactory,
    show,
)
from tests.support.files import jpeg, pdf, upload

pytestmark = pytest.mark.django_db


def erase(person):
    """What every erasure does with the prize's sources."""
    subject = subject_of(person)
    sources = [source for source in erasure_sources() if source.name.startswith("pioneers.")]
    held = {source.name: source.held(subject) for source in sources}
    gone = {source.name: source.erase(subject, by=None, at=now()) for source in sources}
    return held, gone, {source.name: source.held(subject) for source in sources}


def everything_stored() -> str:
    rows = [*Candidacy.objects.values(), *Nominee.objects.values(), *Nomination.objects.values()]
    return " ".join(str(value) for row in rows for value in row.values())


def test_a_nominee_who_asks_is_gone_from_jury_public_and_tables():
    candidacy = CandidacyFactory(edition=EditionFactory(revealed=True), laureate=True)
    NominationFactory(edition=candidacy.edition, screened=True, candidacy=candidacy, nominee_name=candidacy.name)
    show(Nominee.objects.get(), shown_as="name")
    request = ConsentRequest.objects.get()
    store_portrait(request=request, upload=upload(jpeg(), "me.jpg"), at=now())
    assert published(now()).exists()
    held, gone, left = erase(candidacy.nominee.person)
    assert held["pioneers.nominee"] == gone["pioneers.nominee"] == 1
    assert left["pioneers.nominee"] == 0
    assert not published(now()).exists()
    stored = everything_stored()
    for secret in (SECRET_NAME, candidacy.email, "There were threats", "Hemmeligvåg", "opened a door"):
        assert secret not in stored
    assert Candidacy.objects.count() == Nomination.objects.count() == 1
    candidacy.refresh_from_db()
    assert candidacy.state == CandidacyState.LAUREATE  # it counts, and names nobody
    assert not Consent.objects.filter(withdrawn_at=None).exists()
    assert not ConsentRequest.objects.filter(ended_at=None).exists()
    assert not PrivateFile.objects.exclude(state="removed").exists()


def test_what_jurors_wrote_of_a_nominee_goes_and_their_scores_stay():
    candidacy = CandidacyFactory(in_field=True)
    entry = EntryFactory(subject_kind="pioneers.candidacy", subject_uuid=candidacy.uuid)
    review = ReviewFactory(entry=entry, points=75_000, comment=f"I know {SECRET_NAME}", feedback="LEAK")
    erase(candidacy.nominee.person)
    review.refresh_from_db()
    assert (review.comment, review.feedback, review.points) == ("", "", 75_000)


def test_whoever_is_before_the_jury_leaves_it():
    candidacy = CandidacyFactory(in_field=True)
    erase(candidacy.nominee.person)
    candidacy.refresh_from_db()
    assert candidacy.state == CandidacyState.WITHDRAWN


def test_the_files_of_their_nominations_go_too(nominator):
    draft = NominationFactory(nominator=nominator)
    attach_file(draft=draft, upload=upload(pdf(), "saga.pdf"), by=nominator, at=now())
    sent = submit_nomination(nomination=draft, by=nominator, at=now())
    erase(sent.candidacy.nominees.get().person)
    assert PrivateFile.objects.get().state == "removed"


def test_erasing_twice_is_done_once():
    candidacy = CandidacyFactory(asked=True)
    person = candidacy.nominee.person
    erase(person)
    erase(person)
    assert Nominee.objects.get().state == NomineeState.DECLINED


def test_one_of_a_group_goes_and_the_others_stay():
    candidacy = CandidacyFactory(in_field=True, kind="group", name="Lys", email="lys@example.org")
    other = NomineeFactory(candidacy=candidacy, state=NomineeState.ACCEPTED, name="Bo Annen", email="bo@example.org")
    nominee = candidacy.nominee
    nomination = NominationFactory(
        edition=candidacy.edition,
        screened=True,
        candidacy=candidacy,
        members=[{"name": nominee.name, "email": nominee.email}, {"name": "Bo Annen", "email": "bo@example.org"}],
    )
    erase(nominee.person)
    stored = everything_stored()
    assert SECRET_NAME not in stored
    assert "Lys" in stored
    nomination.refresh_from_db()
    assert nomination.members == [{"name": "", "email": ""}, {"name": "Bo Annen", "email": "bo@example.org"}]
    candidacy.refresh_from_db()
    assert candidacy.state == CandidacyState.IN_FIELD
    assert other.state == NomineeState.ACCEPTED
    assert Entry.objects.count() == 0


def test_a_groups_own_address_goes_with_the_person_whose_it_is():
    candidacy = CandidacyFactory(asked=True, kind="group")
    erase(candidacy.nominee.person)
    candidacy.refresh_from_db()
    assert candidacy.email == ""


def test_a_nominator_goes_and_the_words_stay_the_nominees(nominator, edition):
    person = Person.objects.create(given_name="Åse", user=nominator)
    sent = NominationFactory(edition=edition, nominator=nominator, screened=True)
    NominationFactory(edition=edition, nominator=nominator)
    held, gone, left = erase(person)
    assert held["pioneers.nominator"] == gone["pioneers.nominator"] == 2
    assert left["pioneers.nominator"] == 0
    sent.refresh_from_db()
    assert (sent.nominator, sent.nominator_name, sent.nominator_email) == (None, "", "")
    assert sent.did
    assert Nomination.objects.count() == 1
    assert erase_nominator(user=UserFactory(), by=None, at=now()) == 0


def test_what_was_begun_or_sent_signed_out_goes_by_its_address():
    user = UserFactory()
    NominationFactory(nominator=None, nominator_email=user.email)
    kept = NominationFactory(nominator=None, nominator_email="somebody@example.org")
    sent = NominationFactory(nominator=None, nominator_email=user.email, sent=True)
    erase_nominator(user=user, by=None, at=now())
    assert set(Nomination.objects.values_list("pk", "nominator_email")) == {
        (kept.pk, "somebody@example.org"),
        (sent.pk, ""),
    }


def expiry(edition, country="", own_rules=(), after=timedelta(days=1)):
    return Expiry(
        noun="pioneers.candidacy",
        country=country,
        own_rules=own_rules,
        before=edition.reveal_at + after,
        at=now(),
    )


def test_what_came_to_nothing_is_erased_after_its_term_and_laureates_stay():
    edition = EditionFactory(revealed=True)
    lost = CandidacyFactory(edition=edition, not_chosen=True)
    NominationFactory(edition=edition, screened=True, candidacy=lost, nominee_name=lost.name)
    kept = CandidacyFactory(edition=edition, laureate=True, name="Laureate Kept")
    assert not past_their_term(expiry(edition, after=timedelta(0))).exists()
    assert expire_candidacies_past_term(expiry(edition)) == 1
    assert expire_candidacies_past_term(expiry(edition)) == 0
    lost.refresh_from_db()
    kept.refresh_from_db()
    assert lost.name == lost.reference
    assert lost.state == CandidacyState.NOT_CHOSEN
    assert kept.name == "Laureate Kept"
    assert retention_source("pioneers.candidacy").expire is expire_candidacies_past_term


def test_a_country_with_its_own_term_is_left_to_it():
    edition = EditionFactory(revealed=True)
    CandidacyFactory(edition=edition, not_chosen=True, country="NO")
    assert not past_their_term(expiry(edition, own_rules=("NO",))).exists()
    assert past_their_term(expiry(edition, country="NO")).count() == 1
    assert not past_their_term(expiry(edition, country="DK")).exists()
