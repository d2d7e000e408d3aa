"""What of assessment there is to do for the secretariat, and what a manager can go and see."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from portal.people.roles import MANAGER
from portal.staff.addresses import staff_url
from portal.staff.home_actions import HomeAction, register_home_actions
from portal.staff.waiting import WaitingSource, register_waiting
from portal.texts import localised

# How long before its due instant a round short of reviews shows up.
SOON = timedelta(days=10)


def register():
    """Called when the app is ready."""
    from portal.assessment.queries.staff import rounds_short_of_reviews, rounds_to_close

    register_waiting(
        WaitingSource(
            kind="assessment.short_of_reviews",
            label=_("Rounds short of reviews"),
            queryset=lambda viewer, at: rounds_short_of_reviews(viewer, at, at + SOON),
            title=lambda round: localised(round.title),
            url=lambda round: f"{staff_url(round, 'coverage')}?short=1",
            since="opened_at",
            due="due_at",
            stuck_after=None,
        ),
        WaitingSource(
            kind="assessment.to_close",
            label=_("Rounds to close"),
            queryset=rounds_to_close,
            title=lambda round: localised(round.title),
            since="due_at",
        ),
    )
    register_home_actions(
        HomeAction(
            name="assessment.follow",
            label=_("Follow the reviews"),
            note=_("Who has read what, and what is missing"),
            icon="tasks",
            url="assessment_round:index",
            permission="assessment.see_rounds",
            roles=(MANAGER,),
            order=35,
        )
    )
