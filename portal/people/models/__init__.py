from .invitation import Invitation
from .person import Person
from .tie import Tie
from .user import User, UserManager

__all__ = ["Invitation", "Person", "Tie", "User", "UserManager"]
