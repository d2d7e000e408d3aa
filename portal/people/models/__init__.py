from portal.people.models.invitation import Invitation
from portal.people.models.person import Person
from portal.people.models.tie import Tie
from portal.people.models.user import User, UserManager

__all__ = ["Invitation", "Person", "Tie", "User", "UserManager"]
