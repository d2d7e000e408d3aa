"""What each account of the demo may try first. A thing is offered while it can be done: it is looked up in what is
there, so it is true in every stage, and once somebody has done it the next one takes its place."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from grants.states import ApplicationState
from portal.demo import places
from portal.demo.places import Place
from portal.people.models import User


@dataclass(frozen=True, slots=True)
class Thing:
    """Something to try, in words, and where: `find` answers None where there is nothing of the kind."""

    text: str | Promise
    find: Callable[[User, datetime], Place | None]


@dataclass(frozen=True, slots=True)
class Account:
    """An account by its address. The first of its things that can be done is offered."""

    email: str
    things: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """Accounts that come for the same; `label` heads them."""

    label: str | Promise
    accounts: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """An account that is there, and what it may try now."""

    email: str
    name: str
    text: str
    place: Place


LOOK_AROUND = Thing(_("Look around."), places.own_pages)
READ_AGAIN = Thing(_("Read what you wrote."), places.any_review)
LAST_CHOSEN = Thing(_("See the latest Pioneers."), places.last_ceremony)
ANSWER = Thing(_("Accept or decline the grant you were offered."), places.award_to_answer)
WRITE = Thing(_("Continue an application, and submit it."), places.draft_application)
PUBLISHED = Thing(_("See your grant as it is published."), places.published_award)

ROLES = (
    Role(
        _("The secretariat"),
        (
            Account(
                "manager@demo.test",
                (
                    Thing(_("Screen the newest nomination."), places.waiting("pioneers.screen", newest=True)),
                    Thing(_("See how far the jury has come."), places.jury_coverage),
                ),
            ),
            Account(
                "admin@demo.test",
                (
                    Thing(_("Approve a story that the editor has submitted."), places.story_in_moderation),
                    Thing(_("Give a colleague a role."), places.account_of("finance@demo.test")),
                ),
            ),
            Account(
                "editor@demo.test",
                (Thing(_("Finish a story that is not published yet."), places.unfinished_story),),
            ),
            Account(
                "finance@demo.test",
                (
                    Thing(
                        _("Find out which city has not approved its membership."),
                        places.waiting("membership.without_approval"),
                    ),
                ),
            ),
        ),
    ),
    Role(
        _("Nominators"),
        (
            Account(
                "nominator@demo.test",
                (
                    Thing(_("Finish a nomination you have begun."), places.draft_nomination),
                    Thing(_("See how far your nomination has come."), places.sent_nomination),
                ),
            ),
        ),
    ),
    Role(
        _("The jury"),
        (
            Account(
                "juror1@demo.test",
                (Thing(_("Finish a review you have begun."), places.begun_review), READ_AGAIN, LAST_CHOSEN),
            ),
            Account(
                "juror2@demo.test",
                (Thing(_("Read an entry and score it."), places.entry_to_read), READ_AGAIN, LAST_CHOSEN),
            ),
            Account(
                "juror3@demo.test",
                (Thing(_("Look back at the reviews you have closed."), places.closed_queue), LAST_CHOSEN),
            ),
            Account(
                "juror4@demo.test",
                (
                    Thing(_("Declare a conflict of interest: you know a nominee."), places.entry_to_decline),
                    READ_AGAIN,
                    LAST_CHOSEN,
                ),
            ),
            Account(
                "juror5@demo.test",
                (Thing(_("Add the scores missing from your draft."), places.begun_review), READ_AGAIN, LAST_CHOSEN),
            ),
        ),
    ),
    Role(
        _("Applicants"),
        (
            Account("applicant@demo.test", (WRITE, ANSWER)),
            Account("contact-no@demo.test", (ANSWER, WRITE, PUBLISHED)),
            Account(
                "contact-dk@demo.test",
                (
                    Thing(_("Change an application you reopened, and submit it again."), places.reopened),
                    ANSWER,
                ),
            ),
            Account(
                "contact-fi@demo.test",
                (
                    Thing(
                        _("Look at the application you have submitted, and at its receipt."),
                        places.application_in(ApplicationState.SUBMITTED),
                    ),
                    PUBLISHED,
                ),
            ),
        ),
    ),
    Role(
        _("Member cities"),
        (
            Account("mayor-no@demo.test", (Thing(_("See the pages of your city."), places.own_city), LOOK_AROUND)),
            Account("advisor@demo.test", (Thing(_("Check people in at the door."), places.door_to_keep), LOOK_AROUND)),
            Account(
                "expert@demo.test", (Thing(_("See what member cities see of you."), places.own_expertise), LOOK_AROUND)
            ),
        ),
    ),
    Role(
        _("Reviewers of applications"),
        (
            Account(
                "reviewer1@demo.test",
                (Thing(_("Read an application and score it."), places.entry_to_read), READ_AGAIN),
            ),
            Account(
                "reviewer2@demo.test",
                (Thing(_("Close your reviews: all of them are submitted."), places.round_to_finish), READ_AGAIN),
            ),
            Account(
                "reviewer3@demo.test",
                (Thing(_("Change a review you have submitted."), places.submitted_review), READ_AGAIN),
            ),
            Account(
                "reviewer4@demo.test",
                (Thing(_("Compare what you wrote with the scores you gave."), places.any_review),),
            ),
            Account(
                "reviewer5@demo.test",
                (Thing(_("Finish a review you have begun."), places.begun_review), READ_AGAIN),
            ),
            Account(
                "reviewer6@demo.test",
                (Thing(_("Add the scores missing from your draft."), places.begun_review), READ_AGAIN),
            ),
        ),
    ),
    Role(
        _("Funders"),
        (
            Account(
                "funder@demo.test",
                (Thing(_("See the decisions on your funds."), places.followed_call),),
            ),
        ),
    ),
)


def offers(at: datetime) -> list[tuple[str, list[Offer]]]:
    """The demo's accounts that are there, by role, each with the first thing it can do. Empty where none is."""
    emails = [account.email for role in ROLES for account in role.accounts]
    users = {user.email: user for user in User.objects.filter(email__in=emails, is_active=True)}
    grouped = [
        (
            str(role.label),
            [_offer(account, users[account.email], at) for account in role.accounts if account.email in users],
        )
        for role in ROLES
    ]
    return [(label, found) for label, found in grouped if found]


def _offer(account: Account, user: User, at: datetime) -> Offer:
    for thing in (*account.things, LOOK_AROUND):
        if place := thing.find(user, at):
            return Offer(account.email, user.get_full_name(), str(thing.text), place)
    raise LookupError(account.email)
