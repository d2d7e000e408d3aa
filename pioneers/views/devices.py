"""The device an anonymous draft belongs to: a random cookie of its own, which scripts can't read."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing

from pioneers.actions.drafts import KEPT, hash_of, new_key
from pioneers.models import Edition, Nomination
from pioneers.queries.nominations import draft_for, rests

COOKIE = "nomination-draft"
SEAL_SALT = "pioneers.page"
SEAL_HOLDS = timedelta(days=2)


class Device:
    """Who is drafting: an account, or a browser known by its cookie."""

    def __init__(self, request):
        self.request = request
        self.user = request.user if request.user.is_authenticated else None
        self.key = request.COOKIES.get(COOKIE, "")[:100]

    @property
    def key_hash(self) -> str:
        return hash_of(self.key)

    def draft(self, edition: Edition) -> Nomination | None:
        return draft_for(edition, user=self.request.user, key_hash=self.key_hash)

    def is_idle(self, draft: Nomination | None, at: datetime) -> bool:
        """Whether a device's draft has rested so long that it opens only by a code. An account's never does."""
        return draft is not None and rests(draft, at)

    @property
    def owner(self) -> str:
        """Whose the browser's own copies of what is typed are: an account's or this device's."""
        return str(self.user.uuid) if self.user else f"device-{hash_of(self.key_hash)[:16]}"

    def seal(self) -> str:
        """Goes into the page: proves that a later save comes from a page this device was shown, however long ago."""
        return "" if self.user else signing.dumps(self.key_hash, salt=SEAL_SALT)

    def holds_seal(self, seal: str) -> bool:
        try:
            return signing.loads(seal, salt=SEAL_SALT, max_age=SEAL_HOLDS) == self.key_hash
        except signing.BadSignature:
            return False

    def ensure_key(self) -> None:
        """A key for a browser that has none."""
        if not self.user and not self.key:
            self.key = new_key()

    def renew_key(self) -> str:
        """A fresh key, when a draft is handed over to this device."""
        self.key = new_key()
        return self.key_hash

    def remember(self, response):
        """Set the cookie. Only its hash is stored with us."""
        if not self.user and self.key:
            response.set_cookie(
                COOKIE,
                self.key,
                max_age=KEPT,
                httponly=True,
                secure=settings.SESSION_COOKIE_SECURE,
                samesite="Lax",
            )
        return response

    @staticmethod
    def forget(response):
        response.delete_cookie(COOKIE, samesite="Lax")
        return response
