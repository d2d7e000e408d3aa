"""How long letters are kept, and what goes when a person is erased. The terms become rows of rules that administrators
change (portal.audit.retention)."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from portal.audit.erasure import ErasureSource, Subject
from portal.audit.retention import Expiry, RetentionSource, Term
from portal.mail.actions.erasure import erase_codes, erase_recipient, erase_texts
from portal.mail.queries.recipients import addresses_of, letters_to


def expire_texts(expiry: Expiry) -> int:
    """Erase the words of letters past their term; kind, instants and state stay, for counting."""
    return erase_texts(ended_before=expiry.before, at=expiry.at)


def expire_codes(expiry: Expiry) -> int:
    return erase_codes(before=min(expiry.before, expiry.at - timedelta(days=1)))


class Letters(ErasureSource):
    """Letters to someone, with their links and codes."""

    name = "mail.letters"
    label = _("E-mails, links and codes sent to them")
    order = 90

    def held(self, subject: Subject) -> int:
        uuids = [uuid for _kind, uuid in subject.keys]
        return letters_to(uuids, addresses_of(uuids)).count()

    def erase(self, subject: Subject, *, by, at: datetime) -> int:
        return erase_recipient(uuids=[uuid for _kind, uuid in subject.keys], at=at)


SOURCES = (
    RetentionSource(
        noun="mail.letter",
        label=_("Text of e-mails"),
        defaults=(
            Term(
                months=12,
                purpose=gettext_noop("Answering questions about what was written to whom, and sending it again."),
                legal_basis="GDPR art. 6(1)(f)",
                counted_from=gettext_noop("the day the e-mail was sent or given up"),
            ),
        ),
        expire=expire_texts,
    ),
    RetentionSource(
        noun="mail.code",
        label=_("Codes sent to confirm an address"),
        defaults=(
            Term(
                months=1,
                purpose=gettext_noop("Limiting how often codes are asked for."),
                legal_basis="GDPR art. 6(1)(f)",
                counted_from=gettext_noop("the day the code was sent"),
            ),
        ),
        expire=expire_codes,
    ),
)
