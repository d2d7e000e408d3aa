"""Reading accounts: one's own page, and the list the administrators work with."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group
from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from portal.core.actors import Viewer
from portal.people.models import User


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """What somebody sees of their own account."""

    name: str
    email: str
    language: str
    created_at: datetime
    has_password: bool
    passkeys: int
    has_app: bool
    sessions: int


def holders_of(role: str) -> QuerySet[User]:
    """The active accounts that hold a staff role."""
    return User.objects.filter(groups__name=role, is_active=True).order_by("pk")


def own_account(user: User) -> OwnAccount:
    """One's own account, in two queries."""
    kinds = list(Authenticator.objects.filter(user_id=user.pk).values_list("type", flat=True))
    return OwnAccount(
        name=user.name,
        email=user.email,
        language=user.language,
        created_at=user.created_at,
        has_password=user.has_usable_password(),
        passkeys=kinds.count(Authenticator.Type.WEBAUTHN),
        has_app=Authenticator.Type.TOTP in kinds,
        sessions=UserSession.objects.filter(user_id=user.pk).count(),
    )


@dataclass(frozen=True, slots=True)
class OwnFactors:
    """What somebody has for showing that it is them."""

    passkeys: int
    has_app: bool
    codes_left: int | None

    @property
    def any(self) -> bool:
        return bool(self.passkeys or self.has_app)


def own_factors(user: User) -> OwnFactors:
    """One's own passkeys, app and recovery codes (None: never made), in one query."""
    held = list(Authenticator.objects.filter(user_id=user.pk))
    kinds = [authenticator.type for authenticator in held]
    codes = [authenticator for authenticator in held if authenticator.type == Authenticator.Type.RECOVERY_CODES]
    return OwnFactors(
        passkeys=kinds.count(Authenticator.Type.WEBAUTHN),
        has_app=Authenticator.Type.TOTP in kinds,
        codes_left=len(codes[0].wrap().get_unused_codes()) if codes else None,
    )


def accounts_visible_to(viewer: Viewer, at: datetime) -> QuerySet[User]:
    """Accounts as the administrators' list shows them, with roles and whether there is a second factor; nobody else
    sees any."""
    if not viewer.has_perm("people.see_accounts"):
        return User.objects.none()
    factor = Authenticator.objects.filter(user=OuterRef("pk"), type__in=("totp", "webauthn"))
    return (
        User.objects.filter(erased_at=None)
        .annotate(has_second_factor=Exists(factor))
        .prefetch_related(Prefetch("groups", queryset=Group.objects.order_by("name")))
        .order_by("-created_at", "-id")
    )
