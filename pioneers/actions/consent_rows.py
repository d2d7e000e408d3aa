"""Rows of consent, and the questions behind them: given, renewed, ended. Parts of the actions that hold the nominee
locked."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from pioneers.models import IN_FORCE, Candidacy, Consent, ConsentRequest, Nominee
from portal.mail.links import revoke_links
from portal.people.models import Person

Role = ConsentRequest.Role


def give_consent(
    *,
    nominee: Nominee,
    candidacy: Candidacy,
    scope: str,
    by: Person,
    language: str,
    at: datetime,
    role: str = Role.NOMINEE,
    anew: bool = False,
) -> None:
    """Note a yes, in the edition's wording, for as many years as the edition says.

    One that still holds stays as it is, unless it is given `anew`; one that has run out, or is renewed, makes way.
    """
    edition = candidacy.edition
    before = Consent.objects.filter(IN_FORCE, nominee=nominee, scope=scope, role=role).first()
    if before is not None:
        if before.expires_at > at and not anew:
            return
        before.replaced_at = at
        before.save(update_fields=["replaced_at"])
    Consent.objects.create(
        nominee=nominee,
        scope=scope,
        role=role,
        wording_version=edition.wording_version,
        language=language[:5],
        given_by=by,
        given_at=at,
        expires_at=at + timedelta(days=365 * edition.consent_years),
    )


def end_consents(*, nominee: Nominee, at: datetime, scopes: Iterable[str] | None = None) -> None:
    """Note that every yes, or each to one of these scopes, was taken back."""
    ended = Consent.objects.filter(IN_FORCE, nominee=nominee)
    if scopes is not None:
        ended = ended.filter(scope__in=scopes)
    ended.update(withdrawn_at=at)


def end_request(*, request: ConsentRequest, at: datetime) -> None:
    """The question is put to this person no more: their page closes, every link to it with it."""
    request.ended_at = at
    request.save(update_fields=["ended_at"])
    revoke_links(about=request, at=at)
