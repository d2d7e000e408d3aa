"""What the library and the experts' directory refuse, and what is done once."""

import pytest

from portal.alliance.actions.expert_requests import answer_expert_request, ask_expert
from portal.alliance.actions.experts import remove_expert
from portal.alliance.actions.publications import publish_publication, remove_publication_file
from portal.alliance.errors import AnswerMissing, ExpertUnavailable, FileNotFound, QuestionMissing
from portal.alliance.first_rows import load_first_rows
from portal.alliance.models import Expert, Theme, YearlyPromise
from portal.alliance.states import ExpertState
from portal.cities.states import CityDuty
from portal.core.clock import now
from tests.factories.alliance import ExpertFactory, ExpertRequestFactory, PublicationFactory
from tests.factories.cities import CitySeatFactory
from tests.factories.membership import MembershipFactory

pytestmark = pytest.mark.django_db


def test_a_question_has_words_and_goes_to_whoever_is_shown():
    seat = CitySeatFactory(city=MembershipFactory().city, duties=[CityDuty.ADVICE])
    told = {"city": seat.city, "by": seat.user, "at": now()}
    with pytest.raises(QuestionMissing):
        ask_expert(expert=ExpertFactory(), question="  ", **told)
    with pytest.raises(ExpertUnavailable):
        ask_expert(expert=ExpertFactory(state=ExpertState.HIDDEN), question="How?", **told)


def test_an_answer_has_words_and_is_given_once():
    request = ExpertRequestFactory()
    with pytest.raises(AnswerMissing):
        answer_expert_request(request=request, answer=" ", at=now())
    answers = {answer_expert_request(request=request, answer="Begin small.", at=now()).pk for _twice in range(2)}
    assert answers == {request.pk}


def test_an_entry_is_removed_once_and_a_publication_published_once():
    expert = ExpertFactory()
    for _twice in range(2):
        remove_expert(expert=expert, by=None, at=now())
    assert not Expert.objects.exists()
    publication = PublicationFactory(draft=True)
    states = {publish_publication(publication=publication, by=None, at=now()).state for _twice in range(2)}
    assert len(states) == 1
    with pytest.raises(FileNotFound):
        remove_publication_file(publication=publication, file=str(expert.uuid), by=None, at=now())


def test_the_first_themes_come_once():
    before = Theme.objects.count()
    load_first_rows(Theme, YearlyPromise)
    assert Theme.objects.count() == before
