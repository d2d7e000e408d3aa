"""What of the grants can be begun from the staff home."""

from django.utils.translation import gettext_lazy as _

from grants.states import ApplicationState
from portal.people.roles import FINANCE, MANAGER
from portal.staff.home_actions import HomeAction, register_home_actions


def register() -> None:
    """Called when the app is ready."""
    register_home_actions(
        HomeAction(
            name="grants.open_call",
            label=_("Open a call"),
            note=_("Dates, budget, who may apply"),
            icon="calendar-alt",
            url="grants_call:add",
            permission="grants.manage_calls",
            roles=(MANAGER,),
            order=10,
        ),
        HomeAction(
            name="grants.check_applications",
            label=_("Check applications"),
            note=_("New ones, for the formal check"),
            icon="clipboard-list",
            url="grants_application:index",
            query=f"?state={ApplicationState.SUBMITTED}",
            permission="grants.see_applications",
            roles=(MANAGER,),
            order=20,
        ),
        HomeAction(
            name="grants.see_applications",
            label=_("See applications and sums"),
            note=_("What was sought and awarded, also as a file"),
            icon="doc-full",
            url="grants_application:index",
            permission="grants.see_applications",
            roles=(FINANCE,),
            order=10,
        ),
        HomeAction(
            name="grants.see_funds",
            label=_("See the funds"),
            note=_("What each holds and what is left of it"),
            icon="order",
            url="grants_fund:index",
            permission="grants.manage_funds",
            roles=(FINANCE,),
            order=20,
        ),
        HomeAction(
            name="grants.add_fund",
            label=_("Add a fund"),
            note=_("Its funder, currency and rules"),
            icon="plus-inverse",
            url="grants_fund:add",
            permission="grants.manage_funds",
            roles=(FINANCE,),
            order=30,
        ),
    )
