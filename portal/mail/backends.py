"""Django mail backends: the outbox for everyone who calls send_mail, and the place letters end up without a server."""

import uuid
from email.utils import parseaddr

from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import get_language

from portal.core import clock
from portal.mail.actions.queue import message_id_for, put_in_outbox
from portal.mail.letters import EDITING_NOTICE
from portal.mail.models import Letter
from portal.mail.recipients import Recipient, one_line, reading_language


class Outbox(BaseEmailBackend):
    """EMAIL_BACKEND of the site: what Wagtail and others hand to Django joins our letters, one a reader, so it waits,
    is tried again and is seen like any other. Carries no secrets and no attachments: use `queue_letter` for those."""

    def send_messages(self, email_messages):
        for message in email_messages:
            if message.attachments:
                raise ValueError("attachments of letters are private files: use portal.mail.actions.queue_letter")
            for address in message.recipients():
                put_in_outbox(self._letter(message, address))
        return len(email_messages)

    def _letter(self, message, address) -> Letter:
        at, letter_uuid = clock.now(), uuid.uuid4()
        name, email = parseaddr(address)
        html = [part.content for part in getattr(message, "alternatives", ()) if part.mimetype == "text/html"]
        return Letter(
            uuid=letter_uuid,
            reason=f"django:{letter_uuid}",
            message_id=message_id_for(letter_uuid),
            template=EDITING_NOTICE.key,
            to_email=email.lower(),
            to_name=one_line(name),
            language=reading_language(Recipient(address, "", get_language() or "")),
            subject=one_line(message.subject),
            text=message.body,
            html=html[0] if html else "",
            queued_at=at,
            next_at=at,
        )


class ReadInPortal(BaseEmailBackend):
    """MAIL_TRANSPORT where there is no mail server (the demo): a letter counts as delivered, and is read at
    /dev/mail/."""

    def send_messages(self, email_messages):
        for message in email_messages:
            message.message()
        return len(email_messages)
