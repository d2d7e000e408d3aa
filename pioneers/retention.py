"""How long the prize keeps what, for portal.audit to hold it to."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from pioneers.actions.erasure import erase_candidacy
from pioneers.models import Candidacy
from pioneers.states import CandidacyState
from portal.audit.retention import Expiry, RetentionSource, Term

BATCH_SIZE = 200
ENDED = CandidacyState.where(retention="pioneers.candidacy")


def past_their_term(expiry: Expiry) -> QuerySet[Candidacy]:
    """Candidacies that came to nothing, of editions revealed before the day the rule names; erased ones left out."""
    found = Candidacy.objects.filter(state__in=ENDED, edition__reveal_at__lt=expiry.before)
    found = found.filter(nominees__isnull=False).exclude(nominees__name="").distinct()
    if expiry.country:
        return found.filter(country=expiry.country)
    return found.exclude(country__in=expiry.own_rules)


def expire_candidacies_past_term(expiry: Expiry) -> int:
    """Erase what is past its term, a few hundred a night."""
    gone = list(past_their_term(expiry)[:BATCH_SIZE])
    for candidacy in gone:
        erase_candidacy(candidacy=candidacy, by=None, at=expiry.at)
    return len(gone)


SOURCES = (
    RetentionSource(
        noun="pioneers.candidacy",
        label=_("Candidacies that were not chosen"),
        defaults=(
            Term(
                months=24,
                purpose=gettext_noop("Answering questions about the choice; knowing who was nominated before"),
                legal_basis="GDPR art. 6(1)(f)",
                counted_from=gettext_noop("the reveal of the edition"),
            ),
        ),
        expire=expire_candidacies_past_term,
    ),
)
