"""The way to the mail server: Django's SMTP (or what MAIL_TRANSPORT names), and what its answers mean."""

import enum
import logging
import smtplib
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import get_connection
from django.utils.translation import gettext as _

from portal.mail.attachments import AttachmentGone, AttachmentNotNow
from portal.mail.envelope import AddressUnfit, message_of
from portal.mail.models import Letter
from portal.mail.recipients import one_line
from portal.mail.secrets import SecretGone

logger = logging.getLogger("portal.mail")

# A server that announces its limit (RFC 1870) answers the sender's address with this when the letter is too large.
TOO_LARGE = 552


class Verdict(enum.Enum):
    """TAKEN: the server has it. REFUSED: never to this address, or never this letter. USELESS: it lost its purpose.
    LATER: not now. OUT_OF_REACH: the server, not the letter, is the trouble."""

    TAKEN = "taken"
    REFUSED = "refused"
    USELESS = "useless"
    LATER = "later"
    OUT_OF_REACH = "out of reach"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one attempt; `words` are the server's own where there are any."""

    verdict: Verdict
    words: str = ""


class Transport:
    """One connection for many letters, opened at the first and again after trouble."""

    def __init__(self):
        self._connection = None

    def __enter__(self) -> "Transport":
        return self

    def __exit__(self, *error) -> None:
        self._close()

    def send(self, letter: Letter) -> Answer:
        """Hand one letter over. Never raises: whatever goes wrong is an answer."""
        try:
            message = message_of(letter)
        except AddressUnfit as error:
            return Answer(Verdict.REFUSED, str(error))
        except (SecretGone, AttachmentGone) as error:
            return Answer(Verdict.USELESS, str(error))
        except AttachmentNotNow as error:
            return Answer(Verdict.LATER, str(error))
        except Exception as error:
            logger.exception("letter %s can't be put together", letter.uuid)
            return Answer(Verdict.LATER, _words(error))
        try:
            if self._connection is None:
                self._connection = get_connection(settings.MAIL_TRANSPORT)
                self._connection.open()
            self._connection.send_messages([message])
        except Exception as error:
            self._close()
            return verdict_on(error)
        return Answer(Verdict.TAKEN)

    def _close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.close()
            except (smtplib.SMTPException, OSError):
                logger.info("the mail server hung up first")


def verdict_on(error: Exception) -> Answer:
    """What an error of smtplib means for the letter. 5xx is for good, 4xx for now (RFC 5321 4.2.1)."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
        return Answer(Verdict.REFUSED if 500 <= code < 600 else Verdict.LATER, _said(code, words))
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Answer(Verdict.REFUSED, _words(error))
    if isinstance(error, smtplib.SMTPSenderRefused) and error.smtp_code == TOO_LARGE:
        return Answer(Verdict.REFUSED, _said(error.smtp_code, error.smtp_error))
    if isinstance(error, smtplib.SMTPDataError):
        verdict = Verdict.REFUSED if 500 <= error.smtp_code < 600 else Verdict.LATER
        return Answer(verdict, _said(error.smtp_code, error.smtp_error))
    if isinstance(error, smtplib.SMTPResponseException):
        # Our sign-in, our sender address, its greeting: nothing to do with this letter, everything to do with settings.
        return Answer(Verdict.OUT_OF_REACH, _said(error.smtp_code, error.smtp_error))
    if isinstance(error, smtplib.SMTPServerDisconnected | OSError):
        return Answer(Verdict.OUT_OF_REACH, _("No mail server answers: %(words)s") % {"words": _words(error)})
    logger.error("a letter could not be sent", exc_info=error)
    return Answer(Verdict.LATER, _words(error))


def _said(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    return one_line(f"{code} {text}", 1000)


def _words(error: Exception) -> str:
    return one_line(f"{type(error).__name__}: {error}", 1000)
