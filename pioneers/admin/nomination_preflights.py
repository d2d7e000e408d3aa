"""What staff read before a step of a nomination that its nominator hears of: read from data, each time."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pioneers.letters.nominators import refused_letters
from pioneers.models import Nomination
from pioneers.queries.matching import matches_of
from pioneers.queries.recusals import recused_matches_q
from pioneers.states import LIVE_NOMINATIONS, UNDECIDED_EDITIONS, MatchState
from portal.adminkit.addresses import staff_url
from portal.adminkit.preflight import Finding, Preflight, Quotation
from portal.mail.grace import grace_in_words
from portal.mail.states import LetterState
from portal.people.models import User


def before_rejecting(records: list[Nomination], answers: Mapping, viewer: User, at: datetime) -> Preflight:
    [nomination] = records
    return Preflight(
        consequences=[
            _("It is not passed on: the jury does not read it, and the nominee is not told of it."),
            _nominee_left(nomination),
            _("The nominator is told that we can’t take it forward, and not why."),
            grace_in_words(),
            Quotation(_("Your reason stays with the secretariat:"), answers["reason"]),
            _("Until the choice is made you can look at it again.")
            if nomination.edition.state in UNDECIDED_EDITIONS
            else _("The choice has been made: you can’t look at it again."),
        ],
        findings=_matches(nomination, viewer, at),
    )


def _matches(nomination: Nomination, viewer: User, at: datetime) -> list[Finding]:
    if nomination.candidacy is None:
        return []
    undecided = matches_of(nomination.candidacy).filter(~recused_matches_q(viewer, at), state=MatchState.OPEN)
    return [
        Finding(_("It may be about the same nominee as another one, not decided"), url=staff_url(match))
        for match in undecided
    ]


def _nominee_left(nomination: Nomination) -> str:
    """Whether the nominee's candidacy goes on without it."""
    others = Nomination.objects.filter(candidacy=nomination.candidacy, state__in=LIVE_NOMINATIONS)
    if number := others.exclude(pk=nomination.pk).count():
        words = ngettext(
            "%(n)d other nomination of the same nominee stays as it is.",
            "%(n)d other nominations of the same nominee stay as they are.",
            number,
        )
        return words % {"n": number}
    return _("Nobody else has nominated them: their candidacy ends with it.")


def before_taking_up(records: list[Nomination], answers: Mapping, viewer: User, at: datetime) -> Preflight:
    [nomination] = records
    is_told = refused_letters(nomination).exclude(state__in=(LetterState.WAITING, LetterState.DROPPED)).exists()
    return Preflight(
        consequences=[
            _("It waits to be screened again."),
            _("The nominator is told that we look at it again.")
            if is_told
            else _("The e-mail that turns it down has not left. It is stopped, and the nominator is told nothing."),
        ]
    )
