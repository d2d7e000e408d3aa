"""Two administrators acting at once, each in a transaction of their own."""

import pytest

from portal.core import clock
from portal.core.errors import NotAllowed
from portal.people.actions.accounts import deactivate_account
from portal.people.actions.roles import revoke_role
from portal.people.errors import LastAdministrator
from portal.people.models import User
from portal.people.roles import ADMINISTRATOR
from tests.factories.people import AdministratorFactory
from tests.support.concurrency import refused, run_together


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way", ["revoke_role", "deactivate"])
def test_two_administrators_who_remove_each_other_at_once_leave_one(way):
    one, other = AdministratorFactory(), AdministratorFactory()

    def remove(account, by):
        if way == "revoke_role":
            return lambda: revoke_role(account=account, role=ADMINISTRATOR, by=by, at=clock.now())
        return lambda: deactivate_account(account=account, by=by, at=clock.now())

    answers = run_together(remove(other, one), remove(one, other))
    # Whoever comes second is the last one, or has lost the role before they could take it from anyone.
    assert refused(answers) in ([LastAdministrator], [NotAllowed])
    assert User.objects.filter(groups__name=ADMINISTRATOR, is_active=True).count() == 1
