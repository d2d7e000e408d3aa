"""Six-digit codes for confirming an address.

A code is one-off, lives a quarter of an hour and bears five wrong tries: one chance in 200,000 for someone guessing
(NIST SP 800-63B 3.1.3 asks for at least six digits and a limit on tries). A new code ends the ones before it.
"""

import re
import unicodedata
from datetime import datetime, timedelta

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from portal.core.errors import Refused
from portal.mail import keys
from portal.mail.models import Code
from portal.mail.recipients import Recipient
from portal.mail.secrets import CodeSecret

LIFETIME = timedelta(minutes=15)
MAX_WRONG_TRIES = 5
# A double click sends the same form twice; the second must not be told that its code was used.
DOUBLE_CLICK = timedelta(minutes=2)
# Codes an address may be sent: enough for someone whose mail is slow, too few to plague a stranger with.
PAUSE = timedelta(seconds=30)
AN_HOUR, A_DAY = 5, 15


class CodeWrong(Refused):
    message = _("That is not the code in the e-mail. Check the six digits and try again.")
    field = "code"


class CodeExpired(Refused):
    message = _("That code no longer works. Ask for a new one.")
    field = "code"


class TooManyTries(Refused):
    message = _("There were too many wrong codes. Ask for a new one.")
    field = "code"


class TooManyCodes(Refused):
    message = _("We have just sent you a code. Look in your inbox and spam folder, or wait before you ask again.")
    field = "code"


def issue_code(*, purpose: str, about: models.Model, to: Recipient, at: datetime) -> CodeSecret:
    """A code to confirm the address of `to` for a noun with a `uuid`. Puts nothing in the outbox: hand the answer to
    `queue_letter(secrets={"code": …})`. Raises TooManyCodes."""
    email = to.email.strip().lower()
    with transaction.atomic():
        sent = Code.objects.select_for_update().filter(email=email, issued_at__gt=at - timedelta(days=1))
        instants = sorted(sent.values_list("issued_at", flat=True))
        recent = [instant for instant in instants if instant > at - timedelta(hours=1)]
        if len(instants) >= A_DAY or len(recent) >= AN_HOUR or (recent and recent[-1] > at - PAUSE):
            raise TooManyCodes()
        code = Code.objects.create(
            purpose=purpose,
            about_kind=about._meta.label_lower,
            about_uuid=about.uuid,
            email=email,
            issued_at=at,
            expires_at=at + LIFETIME,
        )
    return CodeSecret(code)


def check_code(*, purpose: str, about: models.Model, typed: str, at: datetime) -> str:
    """Answer the confirmed address. Raises CodeWrong, CodeExpired, TooManyTries.

    Call it before the transaction of your own change, never inside: a wrong try has to stay counted when the change is
    rolled back (RuntimeError otherwise).
    """
    with transaction.atomic(durable=True):
        refusal, email = _judged(purpose, about, _digits(typed), at)
    if refusal:
        raise refusal
    return email


def _judged(purpose: str, about: models.Model, typed: str, at: datetime) -> tuple[Refused | None, str]:
    codes = Code.objects.select_for_update().filter(
        purpose=purpose, about_kind=about._meta.label_lower, about_uuid=about.uuid
    )
    code = codes.order_by("-id").first()
    if code is None or code.expires_at <= at or (code.used_at and at - code.used_at > DOUBLE_CLICK):
        return CodeExpired(), ""
    if code.wrong_tries >= MAX_WRONG_TRIES:
        return TooManyTries(), ""
    if not keys.is_code(code.uuid, typed):
        code.wrong_tries += 1
        code.save(update_fields=["wrong_tries"])
        return (TooManyTries() if code.wrong_tries >= MAX_WRONG_TRIES else CodeWrong()), ""
    if code.used_at is None:
        code.used_at = at
        code.save(update_fields=["used_at"])
    return None, code.email


def _digits(typed: str) -> str:
    """What was typed, without the spaces and dashes people copy along and in plain digits whatever the keyboard."""
    plain = unicodedata.normalize("NFKC", typed or "")
    return re.sub(r"[\s\-–—.\u200b\u200e\u200f]", "", plain)[:12]
