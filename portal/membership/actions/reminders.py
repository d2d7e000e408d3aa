"""What the clock tells: a membership that ends soon, a politician who has not answered."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from portal.cities.queries.people import people_of_each
from portal.membership.letters import queue_confirm_decision_letter, queue_membership_ending_letter
from portal.membership.models import Membership, MembershipApplication
from portal.membership.queries.memberships import memberships_on
from portal.membership.states import MembershipApplicationState

# Days before the end at which the city is told. Each is told once, and again where the end moves.
ENDING_DAYS = (90, 30, 7)
# How many times a politician is reminded, and how long after the last e-mail.
MAX_REMINDERS = 2
REMINDER_PAUSE = timedelta(days=7)


def tell_of_ending_memberships(*, at: datetime) -> int:
    """Tells everyone of a city whose membership ends soon and has none to follow. Answers how many memberships."""
    today = at.date()
    followed = Membership.objects.filter(city=OuterRef("city"), starts__gte=OuterRef("ends"))
    ending = memberships_on(today).filter(ends__lte=today + timedelta(days=max(ENDING_DAYS)))
    rows = list(ending.filter(~Exists(followed)).select_related("city__country"))
    people = people_of_each([row.city_id for row in rows], at)
    for row in rows:
        assert row.ends is not None  # only those with an end were asked for
        days = min(days for days in ENDING_DAYS if row.ends <= today + timedelta(days=days))
        with transaction.atomic():
            for one in people[row.city_id]:
                if one.user.is_active:
                    queue_membership_ending_letter(
                        membership=row, reader=one.user, days=days, politically=not one.duties, at=at
                    )
    return len(rows)


def remind_politicians(*, at: datetime) -> int:
    """Reminds politicians who were asked to confirm a decision and have not answered; answers how many."""
    told = 0
    waiting = MembershipApplication.objects.filter(state=MembershipApplicationState.SUBMITTED)
    for application in waiting.filter(submitted_at__lte=at - REMINDER_PAUSE).select_related("city", "politician"):
        assert application.submitted_at is not None  # what is submitted was submitted at an instant
        number = min((at - application.submitted_at) // REMINDER_PAUSE, MAX_REMINDERS)
        with transaction.atomic():
            queue_confirm_decision_letter(application=application, number=number, at=at)
        told += 1
    return told
