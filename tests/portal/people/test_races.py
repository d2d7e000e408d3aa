"""Two administrators acting at once, each in a transaction of their own."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from portal import clock
from portal.people.actions import deactivate_account, take_role
from portal.people.errors import LastAdministrator
from portal.people.models import User
from portal.people.roles import ADMINISTRATOR
from tests.factories.people import AdministratorFactory


def at_once(*calls):
    """Runs calls in threads that start together; answers what each raised, None where nothing."""
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


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way", ["take_role", "deactivate"])
def test_two_administrators_who_remove_each_other_at_once_leave_one(way):
    one, other = AdministratorFactory(), AdministratorFactory()

    def remove(account, by):
        if way == "take_role":
            return lambda: take_role(account=account, role=ADMINISTRATOR, by=by, at=clock.now())
        return lambda: deactivate_account(account=account, by=by, at=clock.now())

    raised = at_once(remove(other, one), remove(one, other))
    assert [type(error) for error in raised if error] == [LastAdministrator]
    assert User.objects.filter(groups__name=ADMINISTRATOR, is_active=True).count() == 1
