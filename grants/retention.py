"""How long the grants keep what, for portal.audit to hold them to it."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from grants.actions.erasure import expire_application, expire_draft
from grants.models import Application
from grants.queries.applications import untold_q
from grants.states import ApplicationState
from portal.audit.retention import Expiry, RetentionSource, Term

BATCH_SIZE = 200
UNSUCCESSFUL = ApplicationState.where(retention="grants.application")


def _of_country(found, expiry: Expiry):
    if expiry.country:
        return found.filter(organisation__country=expiry.country)
    return found.exclude(organisation__country__in=expiry.own_rules)


def expire_drafts(expiry: Expiry) -> int:
    """Drafts never submitted, of calls that closed before the day the rule names; a few hundred a night."""
    found = Application.objects.filter(
        state__in=[ApplicationState.DRAFT, ApplicationState.WITHDRAWN],
        submission_count=0,
        call__closes_at__lt=expiry.before,
    )
    gone = list(_of_country(found, expiry).order_by("pk")[:BATCH_SIZE])
    for application in gone:
        expire_draft(application=application, by=None, at=expiry.at)
    return len(gone)


def expire_unsuccessful(expiry: Expiry) -> int:
    """The words of applications that came to nothing."""
    found = Application.objects.filter(
        state__in=UNSUCCESSFUL, submission_count__gt=0, call__closes_at__lt=expiry.before
    ).exclude(title="")
    # Of a decision nobody was told of, nothing shows: not by words going either.
    found = found.exclude(untold_q(expiry.at))
    gone = list(_of_country(found, expiry).order_by("pk")[:BATCH_SIZE])
    for application in gone:
        expire_application(application=application, by=None, at=expiry.at)
    return len(gone)


def _accounts(months: int, country: str, law: str) -> Term:
    return Term(
        months=months,
        purpose=gettext_noop("Accounts of grants"),
        legal_basis=law,
        counted_from=gettext_noop("the end of the year of the last payment"),
        country=country,
    )


SOURCES = (
    RetentionSource(
        noun="grants.draft",
        label=_("Drafts of applications that were never submitted"),
        defaults=(
            Term(
                months=12,
                purpose=gettext_noop("Letting applicants use their words again"),
                legal_basis="GDPR art. 6(1)(f)",
                counted_from=gettext_noop("the closing of the call"),
            ),
        ),
        expire=expire_drafts,
    ),
    RetentionSource(
        noun="grants.application",
        label=_("Applications that did not get a grant"),
        defaults=(
            Term(
                months=36,
                purpose=gettext_noop("Answering complaints about the decision"),
                legal_basis="GDPR art. 6(1)(f)",
                counted_from=gettext_noop("the closing of the call"),
            ),
        ),
        expire=expire_unsuccessful,
    ),
    RetentionSource(
        noun="grants.award",
        label=_("Awards and their accounts"),
        defaults=(
            _accounts(120, "", gettext_noop("GDPR art. 6(1)(c); the longest of the Nordic bookkeeping acts")),
            _accounts(60, "NO", "GDPR art. 6(1)(c); bokføringsloven § 13"),
            _accounts(60, "DK", "GDPR art. 6(1)(c); bogføringsloven § 12"),
            _accounts(84, "SE", "GDPR art. 6(1)(c); bokföringslagen 7 kap. 2 §"),
            _accounts(84, "IS", "GDPR art. 6(1)(c); lög um bókhald 20. gr."),
            _accounts(120, "FI", "GDPR art. 6(1)(c); kirjanpitolaki 2:10"),
        ),
    ),
)
