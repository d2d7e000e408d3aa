"""What administrators can begin with accounts from the staff home."""

from django.utils.translation import gettext_lazy as _

from portal.people.roles import ADMINISTRATOR
from portal.staff.home_actions import HomeAction, register_home_actions


def register() -> None:
    """Called when the app is ready."""
    register_home_actions(
        HomeAction(
            name="people.invite",
            label=_("Invite a colleague"),
            note=_("They get a link by e-mail and a role"),
            icon="mail",
            url="people_invitation:add",
            permission="people.invite_staff",
            roles=(ADMINISTRATOR,),
            order=10,
        ),
        HomeAction(
            name="people.roles",
            label=_("Give or take a role"),
            note=_("Who may do what in here"),
            icon="user",
            url="people_user:index",
            permission="people.give_role",
            roles=(ADMINISTRATOR,),
            order=20,
        ),
    )
