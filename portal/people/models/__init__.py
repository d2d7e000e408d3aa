from .person import Person
from .tie import Tie
from .user import User, UserManager

__all__ = ["Person", "Tie", "User", "UserManager"]
