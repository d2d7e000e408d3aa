"""What the secretariat's screens read."""

from datetime import datetime

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants.domain.eligibility import EligibilityRule
from grants.models import Award, Call, Fund, Programme, Representative
from grants.queries.applications import told_q, untold_q
from grants.queries.eligibility import rule_in_words
from grants.queries.money import Position
from grants.queries.recusals import recused_applications_q
from grants.states import COMMITTED, SUBMITTED_STATES, UNDECIDED, ApplicationState
from portal.core.actors import Viewer
from portal.core.formats import when
from portal.core.money import Money
from portal.core.texts import localised


def funds_visible_to(viewer: Viewer, at: datetime) -> QuerySet[Fund]:
    return Fund.objects.all() if viewer.has_perm("grants.see_staff_screens") else Fund.objects.none()


def programmes_visible_to(viewer: Viewer, at: datetime) -> QuerySet[Programme]:
    return Programme.objects.all() if viewer.has_perm("grants.see_staff_screens") else Programme.objects.none()


def representatives_visible_to(viewer: Viewer, at: datetime) -> QuerySet[Representative]:
    """Who applies for whom: personal, for those who confirm it."""
    seats = Representative.objects.select_related("organisation", "user")
    return seats if viewer.has_perm("grants.confirm_representative") else seats.none()


def fund_facts(fund: Fund) -> list[tuple[str, str]]:
    """A fund's page: its money and who follows it."""
    held = Award.objects.filter(fund=fund, state__in=COMMITTED).aggregate(held=Sum("sum_minor", default=0))["held"]
    followers = fund.seats.select_related("user").order_by("pk")
    return [
        (_("Funder"), fund.funder.name),
        (_("Sum"), str(fund.sum)),
        (_("Awarded"), str(Money(held, fund.currency))),
        (_("Left"), str(Money(fund.sum_minor - held, fund.currency))),
        (_("Rules"), localised(fund.rules)),
        (_("People of the funder"), "\n".join(seat.user.get_full_name() for seat in followers)),
    ]


def has_submissions(call: Call) -> bool:
    """Whether anything was ever submitted to the call."""
    return call.applications.filter(submission_count__gt=0).exists()


def unfinished(call: Call, at: datetime) -> list[str]:
    """What keeps a call from being concluded, in words; nothing when all of it is decided, told and answered. The one
    rule of the button and of the action: one query, whatever the number of applications."""
    if call.closes_at > at:
        return [_("The call is still open.")]
    counts = call.applications.aggregate(
        undecided=Count("pk", filter=Q(state__in=UNDECIDED)),
        untold=Count("pk", filter=untold_q(at)),
        unanswered=Count("pk", filter=Q(state=ApplicationState.AWARDED) & told_q(at)),
    )
    words = {
        "undecided": ngettext(
            "%(n)d application is not decided.", "%(n)d applications are not decided.", counts["undecided"]
        ),
        "untold": ngettext(
            "%(n)d applicant has not been told of the decision.",
            "%(n)d applicants have not been told of the decision.",
            counts["untold"],
        ),
        "unanswered": ngettext(
            "%(n)d award waits for an answer.", "%(n)d awards wait for an answer.", counts["unanswered"]
        ),
    }
    return [sentence % {"n": counts[name]} for name, sentence in words.items() if counts[name]]


def call_facts(call: Call, position: Position) -> list[tuple[str, str]]:
    """A call's page: window, money, rule."""
    return [
        (_("Programme"), str(call.programme)),
        (_("Fund"), str(call.fund)),
        (_("Prefix of references"), call.reference_prefix),
        (_("Opens"), when(call.opens_at, call.zone)),
        (_("Closes"), when(call.closes_at, call.zone)),
        (_("Budget"), str(position.budget)),
        (_("Awarded"), str(position.awarded)),
        (_("Left of the call"), str(position.left)),
        (_("Left of the fund"), str(position.fund_left)),
        (_("Per project"), _("%(smallest)s to %(largest)s") % {"smallest": call.smallest, "largest": call.largest}),
        (_("Who can apply"), "\n".join(rule_in_words(EligibilityRule.of(call.eligibility)))),
    ]


def applications_by_state(call: Call, viewer: Viewer, at: datetime) -> str:
    """How many applications stand where, a line for each state. What the viewer is recused from is in none of the
    numbers: they would tell its state."""
    submitted = call.applications.filter(~recused_applications_q(viewer, at), state__in=SUBMITTED_STATES)
    counts = dict(submitted.values_list("state").annotate(Count("pk")).order_by())
    return "\n".join(
        _("%(state)s: %(number)d") % {"state": state.label, "number": counts[state]}
        for state in ApplicationState
        if state in counts
    )
