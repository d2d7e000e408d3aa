"""What follows from the key of the site: tokens and codes are computed, never stored. A copy of the database alone
opens nothing. Earlier keys (SECRET_KEY_FALLBACKS) still open what was sent under them."""

import base64
import hashlib
import hmac
import uuid

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


def _keys() -> list[str]:
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def _mac(key: str, salt: str, value: uuid.UUID) -> bytes:
    own = hashlib.sha256(f"portal.mail.{salt}:{key}".encode()).digest()
    return hmac.new(own, value.bytes, hashlib.sha256).digest()


def token_for(link: uuid.UUID) -> str:
    """The token of a link: its uuid and 128 bits only the site can compute, 43 characters fit for an address."""
    return _written(link.bytes + _mac(_keys()[0], "link", link)[:16])


def link_of(token: str) -> uuid.UUID | None:
    """The uuid a token was made for, or None when a single character of it was altered."""
    try:
        raw = base64.urlsafe_b64decode(token.encode("ascii") + b"=")
    except (ValueError, UnicodeEncodeError):
        return None
    if len(raw) != 32 or _written(raw) != token:
        return None
    link, signature = uuid.UUID(bytes=raw[:16]), raw[16:]
    matches = [hmac.compare_digest(_mac(key, "link", link)[:16], signature) for key in _keys()]
    return link if any(matches) else None


def _written(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def code_for(code: uuid.UUID) -> str:
    """The six digits of a code."""
    return _digits(_keys()[0], code)


def is_code(code: uuid.UUID, typed: str) -> bool:
    """Whether `typed` are the digits of this code; takes as long for a near miss as for a far one."""
    matches = [hmac.compare_digest(_digits(key, code).encode(), typed.encode()) for key in _keys()]
    return any(matches)


def _digits(key: str, code: uuid.UUID) -> str:
    return f"{int.from_bytes(_mac(key, 'code', code)[:8]) % 1_000_000:06d}"


def seal(value: str) -> str:
    """`value` encrypted under the key of the site."""
    return _box().encrypt(value.encode()).decode("ascii")


def unseal(sealed: str) -> str | None:
    """What was sealed, or None when the key is gone."""
    try:
        return _box().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def _box() -> MultiFernet:
    digests = (hashlib.sha256(f"portal.mail.seal:{key}".encode()).digest() for key in _keys())
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
