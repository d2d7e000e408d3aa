"""Two people doing the same thing in the same moment."""

from datetime import timedelta

import pytest

from pioneers.actions.choosing import choose_laureate, conclude_edition
from pioneers.actions.consent import accept_nomination
from pioneers.actions.drafts import save_draft
from pioneers.actions.editions import plan_jury
from pioneers.actions.nominations import submit_nomination
from pioneers.errors import EnoughLaureates, TooLateToAnswer
from pioneers.models import Candidacy, ConsentRequest, Nomination, Nominee, PossibleMatch
from pioneers.states import CandidacyState
from portal.core.clock import now
from tests.factories.people import ManagerFactory, UserFactory
from tests.factories.pioneers import CandidacyFactory, EditionFactory, NominationFactory
from tests.pioneers.support import letters
from tests.support.concurrency import run_together

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_managers_never_choose_one_laureate_too_many():
    edition = EditionFactory(judging=True, laureate_limit=1)
    manager = ManagerFactory()
    candidacies = [CandidacyFactory(edition=edition, in_field=True) for _number in range(4)]
    at = now()
    answers = run_together(
        *(
            lambda chosen=candidacy: choose_laureate(candidacy=chosen, reasons={"en": "Brave."}, by=manager, at=at)
            for candidacy in candidacies
        )
    )
    assert Candidacy.objects.filter(state=CandidacyState.LAUREATE).count() == 1
    assert sum(isinstance(answer, EnoughLaureates) for answer in answers) == 3


def test_whoever_answers_while_the_choice_is_concluded_is_in_time_or_too_late():
    edition, manager = EditionFactory(judging=True), ManagerFactory()
    plan_jury(edition=edition, due_at=now() + timedelta(days=9), by=manager, at=now())
    CandidacyFactory(edition=edition, laureate=True)
    asked = [CandidacyFactory(edition=edition, asked=True) for _number in range(3)]
    requests = [ConsentRequest.objects.get(nominee__candidacy=one) for one in asked]
    at = now()
    concluded, *answers = run_together(
        lambda: conclude_edition(edition=edition, override_reasons="The jury met.", by=manager, at=at),
        *(
            lambda one=request: accept_nomination(request=one, birth_date=None, language="en", at=at)
            for request in requests
        ),
    )
    assert getattr(concluded, "state", None) == "decided", repr(concluded)
    assert {type(answer) for answer in answers} <= {Nominee, TooLateToAnswer}
    assert not Candidacy.objects.filter(state="in_field").exists(), "passed over, or not before the jury"


def test_of_nominations_of_one_person_at_once_every_two_are_asked_about():
    edition = EditionFactory()
    drafts = [NominationFactory(edition=edition, nominee_email="thora@example.org") for _number in range(3)]
    at = now()
    answers = run_together(
        *(lambda sent=draft: submit_nomination(nomination=sent, by=sent.nominator, at=at).reference for draft in drafts)
    )
    assert len(set(answers)) == 3
    assert Candidacy.objects.count() == 3
    assert PossibleMatch.objects.count() == 3


def test_one_nomination_sent_twice_at_once_is_sent_once():
    draft = NominationFactory()
    at = now()
    answers = run_together(
        *(lambda: submit_nomination(nomination=draft, by=draft.nominator, at=at).reference for _time in range(3))
    )
    assert len(set(answers)) == 1
    assert len(letters("pioneers.receipt")) == 1


def test_two_first_saves_at_once_make_one_draft():
    edition, user = EditionFactory(), UserFactory()
    at = now()
    values = {"did": "The same words."}
    answers = run_together(
        *(
            lambda: save_draft(edition=edition, values=values, version=0, at=at, by=user, language="en").draft.pk
            for _time in range(3)
        )
    )
    assert len(set(answers)) == 1, answers
    assert Nomination.objects.count() == 1
