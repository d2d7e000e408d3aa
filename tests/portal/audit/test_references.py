"""References are numbered without gaps, also when many ask at once."""

import threading
from contextlib import suppress

import pytest
from django.db import connection, transaction

from portal.audit.actions.references import next_reference
from tests.support.concurrency import PATIENCE

pytestmark = pytest.mark.django_db


def test_references_count_up_under_each_prefix():
    assert [next_reference("NP26"), next_reference("NP26"), next_reference("TB27")] == [
        "NP26-0001",
        "NP26-0002",
        "TB27-0001",
    ]


def test_a_reference_given_back_is_given_out_again():
    """A refused submission leaves no gap that someone could ask about."""
    with suppress(RuntimeError), transaction.atomic():
        next_reference("NP26")
        raise RuntimeError
    assert next_reference("NP26") == "NP26-0001"


def test_a_reference_is_one_statement(cost):
    with cost() as spent:
        next_reference("NP26")
    assert spent.queries == 1


@pytest.mark.django_db(transaction=True)
def test_a_reference_is_taken_inside_the_actions_transaction():
    with pytest.raises(transaction.TransactionManagementError):
        next_reference("NP26")


@pytest.mark.django_db(transaction=True)
def test_many_at_once_never_get_the_same_number():
    taken, start = [], threading.Barrier(8)

    def next_number_in_time():
        start.wait(PATIENCE)
        try:
            for _ in range(5):
                with transaction.atomic():
                    taken.append(next_reference("NP26"))
        finally:
            connection.close()

    threads = [threading.Thread(target=next_number_in_time) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(taken) == [f"NP26-{number:04d}" for number in range(1, 41)]
