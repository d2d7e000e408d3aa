"""The message as it leaves: a stored letter with its secrets and attachments put in."""

from email.utils import formataddr

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.utils.encoding import punycode
from django.utils.translation import gettext as _

from portal.mail.attachments import load_attachment
from portal.mail.models import Letter
from portal.mail.recipients import one_line
from portal.mail.secrets import revealed


class AddressUnfit(Exception):
    """No mail server would know what to do with this address."""


def message_of(letter: Letter) -> EmailMultiAlternatives:
    """The whole message. Raises AddressUnfit, SecretGone, AttachmentGone, AttachmentNotNow.

    Auto-Submitted (RFC 3834) keeps holiday answers away. Message-ID is the letter's own, the same at every attempt.
    """
    message = EmailMultiAlternatives(
        subject=one_line(revealed(letter.subject, letter.uuid, letter.secrets)),
        body=revealed(letter.text, letter.uuid, letter.secrets),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[address_line(letter.to_name, letter.to_email)],
        headers={
            "Message-ID": letter.message_id,
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            "Content-Language": letter.language,
        },
    )
    if letter.html:
        message.attach_alternative(revealed(letter.html, letter.uuid, letter.secrets), "text/html")
    for file in letter.attachments:
        attachment = load_attachment(file)
        message.attach(one_line(attachment.name, 150), attachment.content, attachment.content_type)
    return message


def address_line(name: str, email: str) -> str:
    """`Name <address>` for a header: the name encoded, the domain in its ASCII form. Raises AddressUnfit."""
    try:
        validate_email(email)
        local, _at, domain = email.rpartition("@")
        return formataddr((one_line(name, 120), f"{local}@{punycode(domain)}"))
    except (ValidationError, UnicodeError):
        raise AddressUnfit(_("We can’t send e-mail to this address.")) from None
