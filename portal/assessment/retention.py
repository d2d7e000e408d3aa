"""How long what reviewers wrote is kept, for portal.audit to hold it to."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from portal.assessment.actions.erasure import erase_texts
from portal.assessment.models import Entry, Recusal, Review
from portal.assessment.states import RoundState
from portal.audit.retention import Expiry, RetentionSource, Term

BATCH_SIZE = 200


def past_their_term(expiry: Expiry) -> QuerySet[Entry]:
    """Entries of rounds that closed before the day the rule names, with words about them still kept."""
    written = Review.objects.filter(~Q(comment="") | ~Q(feedback=""), entry=OuterRef("pk"))
    noted = Recusal.objects.filter(entry=OuterRef("pk")).exclude(note="")
    closed = Entry.objects.filter(round__state=RoundState.CLOSED, round__closed_at__lt=expiry.before)
    return closed.filter(Exists(written) | Exists(noted)).order_by("pk")


def expire_texts(expiry: Expiry) -> int:
    """Erase what is past its term, a few hundred entries a night."""
    return sum(erase_texts(entry=entry, by=None, at=expiry.at) for entry in past_their_term(expiry)[:BATCH_SIZE])


SOURCES = (
    RetentionSource(
        noun="assessment.review",
        label=_("What reviewers wrote"),
        defaults=(
            Term(
                months=24,
                purpose=gettext_noop("Answering complaints about a decision, and learning from a round"),
                legal_basis="GDPR art. 6(1)(f)",
                counted_from=gettext_noop("the round's closing"),
            ),
        ),
        expire=expire_texts,
    ),
)
