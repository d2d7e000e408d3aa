"""What of the prize can be begun from the staff home."""

from django.utils.translation import gettext_lazy as _

from pioneers.states import NominationState
from portal.people.roles import MANAGER
from portal.staff.home_actions import HomeAction, register_home_actions


def register() -> None:
    """Called when the app is ready."""
    register_home_actions(
        HomeAction(
            name="pioneers.screen_nominations",
            label=_("Screen nominations"),
            note=_("New ones nobody has read yet"),
            icon="mail",
            url="pioneers_nomination:index",
            query=f"?state={NominationState.SUBMITTED}",
            permission="pioneers.see_prize",
            roles=(MANAGER,),
            order=30,
        ),
        HomeAction(
            name="pioneers.start_year",
            label=_("Start a prize year"),
            note=_("Dates, ages, countries and the prize"),
            icon="date",
            url="pioneers_edition:add",
            permission="pioneers.run_edition",
            roles=(MANAGER,),
            order=40,
        ),
    )
