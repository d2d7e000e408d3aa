"""Two people deciding at the same moment, each in a transaction of their own."""

import pytest
from django.db.models import Sum

from grants.actions.decisions import decide_application
from grants.actions.submission import submit_application
from grants.errors import NotEnoughMoney
from grants.models import Award, SubmittedVersion
from portal.core.clock import now
from tests.factories.grants import ApplicationFactory, CallFactory, FundFactory, eligible
from tests.factories.people import ManagerFactory
from tests.support.concurrency import refused, run_together


def deciding(application):
    by = ManagerFactory()

    def decide():
        decide_application(
            application=application,
            kind="award_full",
            sum=None,
            reasons="Good.",
            override_reasons="Read by the board.",
            by=by,
            at=now(),
        )

    return decide


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("shared", ["call", "fund"])
def test_two_decisions_at_once_never_give_more_than_there_is(shared):
    fund = FundFactory(sum_minor=600_000_00)
    call = CallFactory(fund=fund, budget_minor=600_000_00)
    other = call if shared == "call" else CallFactory(fund=fund, budget_minor=600_000_00)
    answers = run_together(deciding(eligible(call)), deciding(eligible(other)))
    assert refused(answers) == [NotEnoughMoney]
    assert Award.objects.aggregate(given=Sum("sum_minor"))["given"] == 400_000_00


@pytest.mark.django_db(transaction=True)
def test_the_same_decision_at_once_is_one_award():
    application = eligible()
    assert refused(run_together(deciding(application), deciding(application))) == []
    assert Award.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_submitting_twice_at_once_locks_one_version():
    application = ApplicationFactory()

    def submit():
        submit_application(application=application, by=application.contact, at=now())

    assert refused(run_together(submit, submit)) == []
    assert SubmittedVersion.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_references_of_a_call_are_given_once_each():
    call = CallFactory()
    applications = [ApplicationFactory(call=call) for _ in range(4)]

    def submitting(application):
        return lambda: submit_application(application=application, by=application.contact, at=now())

    assert refused(run_together(*map(submitting, applications))) == []
    references = sorted(application.__class__.objects.get(pk=application.pk).reference for application in applications)
    assert references == [f"{call.reference_prefix}-000{number}" for number in range(1, 5)]
