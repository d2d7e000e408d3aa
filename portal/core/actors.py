"""Who acts and who looks: what every action's `by` and every reading's `viewer` is annotated with.

The types say what may be asked of someone and name no model, so that the lowest floors can speak of people too. An
account (`portal.people.models.User`) and Django's AnonymousUser fit without knowing of it.
"""

from typing import Literal, Protocol, TypeAlias

from django.db.models import Model

from portal.core.records import Record


class Account(Record, Protocol):
    """Someone signed in: permissions follow from their staff roles and from the rows that name them."""

    email: str

    @property
    def is_authenticated(self) -> Literal[True]: ...

    @property
    def is_secretariat(self) -> bool: ...

    def has_perm(self, perm: str, obj: Model | None = None) -> bool: ...

    def has_role(self, *roles: str) -> bool: ...


class Visitor(Protocol):
    """Someone who is not signed in and holds no permission: AnonymousUser, or whoever bears a link or a draft's key."""

    @property
    def is_authenticated(self) -> Literal[False]: ...

    def has_perm(self, perm: str, obj: Model | None = None) -> bool: ...


# Who looks. Behind `if not viewer.is_authenticated: return …` it is an Account.
Viewer: TypeAlias = Account | Visitor

# Who acts. None is the system: a job, a command, an action that has checked a rule of its own. A visitor is refused by
# whatever asks for a permission. An action that keeps the account itself takes a `User`; one that people without an
# account take through their link takes `Actor | Person`.
Actor: TypeAlias = Account | Visitor | None


class Bearer:
    """A visitor known by something they hold, such as a link: subclass it and say what."""

    __slots__ = ()

    @property
    def is_authenticated(self) -> Literal[False]:
        return False

    def has_perm(self, perm: str, obj: Model | None = None) -> bool:
        return False
