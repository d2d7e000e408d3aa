"""Two people deciding at the same moment, each in a transaction of their own."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.db.models import Sum

from grants.actions import decide_application, submit_application
from grants.actions.decisions import NotEnoughMoney
from grants.models import ApplicationVersion, Award
from portal.clock import now
from tests.factories.grants import ApplicationFactory, CallFactory, FundFactory, eligible
from tests.factories.people import ManagerFactory


def at_once(*calls):
    """Run calls in threads that start together; what each raised, None where nothing."""
    barrier, raised = Barrier(len(calls)), [None] * len(calls)

    def run(number, call):
        barrier.wait()
        try:
            call()
        except Exception as error:
            raised[number] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=entry) for entry in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def deciding(application):
    by = ManagerFactory()

    def decide():
        decide_application(application=application, kind="award_full", sum=None, reasons="Good.", by=by, at=now())

    return decide


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("shared", ["call", "fund"])
def test_two_decisions_at_once_never_give_more_than_there_is(shared):
    fund = FundFactory(sum_minor=600_000_00)
    call = CallFactory(fund=fund, budget_minor=600_000_00)
    other = call if shared == "call" else CallFactory(fund=fund, budget_minor=600_000_00)
    raised = at_once(deciding(eligible(call)), deciding(eligible(other)))
    assert [type(error) for error in raised if error] == [NotEnoughMoney]
    assert Award.objects.aggregate(given=Sum("sum_minor"))["given"] == 400_000_00


@pytest.mark.django_db(transaction=True)
def test_the_same_decision_at_once_is_one_award():
    application = eligible()
    assert at_once(deciding(application), deciding(application)) == [None, None]
    assert Award.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_handing_in_twice_at_once_locks_one_version():
    application = ApplicationFactory()

    def submit():
        submit_application(application=application, by=application.contact, at=now())

    assert at_once(submit, submit) == [None, None]
    assert ApplicationVersion.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_references_of_a_call_are_given_once_each():
    call = CallFactory()
    applications = [ApplicationFactory(call=call) for _ in range(4)]

    def submitting(application):
        return lambda: submit_application(application=application, by=application.contact, at=now())

    assert at_once(*map(submitting, applications)) == [None] * 4
    references = sorted(application.__class__.objects.get(pk=application.pk).reference for application in applications)
    assert references == [f"{call.reference_prefix}-000{number}" for number in range(1, 5)]
