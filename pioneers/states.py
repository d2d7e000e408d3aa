"""The states of every noun of the prize: what staff and the public call each, how it looks, what may follow. And the
fixed choices of a nomination."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.core.states import Colour, State, States

# Each state is a block of the same lines, to be compared with its neighbours.
# fmt: off


class EditionState(States):
    """Whether nominations are open is never a state: it follows from the window and the clock."""

    DRAFT = State(
        "draft", _("being prepared"), colour=Colour.PLAIN,
        steps={"announce": "announced"},
        announced=False, undecided=False,
    )
    ANNOUNCED = State(
        "announced", _("announced"), colour=Colour.OPEN,
        steps={"open_judging": "judging"},
        announced=True, undecided=True,
    )
    JUDGING = State(
        "judging", _("with the jury"), colour=Colour.WAITING,
        steps={"conclude": "decided"},
        announced=True, undecided=True,
    )
    DECIDED = State(
        "decided", _("decided"), colour=Colour.SUCCESS,
        steps={"reopen": "judging"},
        announced=True, undecided=False,
    )


ANNOUNCED_EDITIONS = EditionState.where(announced=True)
UNDECIDED_EDITIONS = EditionState.where(undecided=True)


class NominationState(States):
    """`sent`: staff may read it. `live`: it still keeps its candidacy going."""

    DRAFT = State(
        "draft", _("draft"), public=pgettext_lazy("nomination", "Draft"), colour=Colour.WAITING,
        steps={"submit": "submitted"},
        sent=False, live=False,
    )
    SUBMITTED = State(
        "submitted", _("to be screened"), public=_("Received"), colour=Colour.INFO,
        steps={"accept": "screened", "refuse": "refused", "withdraw": "withdrawn"},
        sent=True, live=True,
    )
    SCREENED = State(
        "screened", _("screened"), public=_("Read and passed on"), colour=Colour.SUCCESS,
        steps={"withdraw": "withdrawn"},
        sent=True, live=True,
    )
    REFUSED = State(
        "refused", _("rejected at screening"), public=_("Not taken forward"), colour=Colour.PLAIN,
        steps={"take_up": "submitted"},
        sent=True, live=False,
    )
    WITHDRAWN = State(
        "withdrawn", _("withdrawn by the nominator"), public=pgettext_lazy("nomination", "Withdrawn"),
        colour=Colour.PLAIN,
        steps={},
        sent=True, live=False,
    )


SENT_NOMINATIONS = NominationState.where(sent=True)
LIVE_NOMINATIONS = NominationState.where(live=True)


class CandidacyState(States):
    """Where a candidacy stands. Up to the reveal nobody outside the secretariat learns more than "before the jury":
    queries.candidacies.public_state decides when the words of a decision may be used."""

    SCREENING = State(
        "screening", _("being screened"), public=_("We are reading the nomination"), colour=Colour.PLAIN,
        steps={"ask": "asked", "drop": "dropped", "join": "joined"},
        consented=False, in_field=False, judged=False, unchosen=False, renewable=False, retention="pioneers.candidacy",
    )
    ASKED = State(
        "asked", _("asked for consent"), public=_("Waiting for your answer"), colour=Colour.WAITING,
        steps={"accept": "accepted", "decline": "declined", "expire": "expired", "drop": "dropped", "join": "joined"},
        consented=False, in_field=False, judged=False, unchosen=False, renewable=False, retention="pioneers.candidacy",
    )
    ACCEPTED = State(
        "accepted", _("said yes"), public=_("You said yes"), colour=Colour.INFO,
        steps={"enter_field": "in_field", "withdraw": "withdrawn", "drop": "dropped", "join": "joined"},
        consented=True, in_field=False, judged=False, unchosen=False, renewable=True, retention="pioneers.candidacy",
    )
    IN_FIELD = State(
        "in_field", _("with the jury"), public=_("The jury is reading"), colour=Colour.INFO,
        steps={
            "shortlist": "shortlisted", "choose": "laureate", "pass_over": "not_chosen", "withdraw": "withdrawn",
            "drop": "dropped", "join": "joined",
        },
        consented=True, in_field=True, judged=True, unchosen=True, renewable=True, retention="pioneers.candidacy",
    )
    SHORTLISTED = State(
        "shortlisted", _("shortlisted"), public=_("The jury is reading"), colour=Colour.INFO,
        steps={
            "unshortlist": "in_field", "choose": "laureate", "pass_over": "not_chosen", "withdraw": "withdrawn",
            "drop": "dropped", "join": "joined",
        },
        consented=True, in_field=True, judged=True, unchosen=True, renewable=True, retention="pioneers.candidacy",
    )
    # Laureates stay for as long as their consent does: their data goes with it.
    LAUREATE = State(
        "laureate", _("laureate"), public=_("Nordic Pioneer"), colour=Colour.SUCCESS,
        steps={"unchoose": "in_field", "withdraw": "withdrawn"},
        consented=True, in_field=True, judged=True, unchosen=False, renewable=True, retention=None,
    )
    # Shown nowhere, and not asked to renew a yes that nears its end.
    NOT_CHOSEN = State(
        "not_chosen", _("not chosen"), public=_("Not chosen this year"), colour=Colour.PLAIN,
        steps={"return_to_field": "in_field", "return_to_shortlist": "shortlisted", "withdraw": "withdrawn"},
        consented=True, in_field=False, judged=True, unchosen=False, renewable=False, retention="pioneers.candidacy",
    )
    DECLINED = State(
        "declined", _("said no"), public=_("You said no"), colour=Colour.PLAIN,
        steps={"accept": "accepted", "ask_again": "asked", "join": "joined"},
        consented=False, in_field=False, judged=False, unchosen=False, renewable=False, retention="pioneers.candidacy",
    )
    WITHDRAWN = State(
        "withdrawn", _("consent withdrawn"), public=_("You withdrew your consent"), colour=Colour.PLAIN,
        steps={"accept": "accepted", "ask_again": "asked", "join": "joined"},
        consented=False, in_field=False, judged=False, unchosen=False, renewable=False, retention="pioneers.candidacy",
    )
    EXPIRED = State(
        "expired", _("did not answer in time"), public=_("You did not answer in time"), colour=Colour.PLAIN,
        steps={"accept": "accepted", "ask_again": "asked", "decline": "declined", "drop": "dropped", "join": "joined"},
        consented=False, in_field=False, judged=False, unchosen=False, renewable=False, retention="pioneers.candidacy",
    )
    DROPPED = State(
        "dropped", _("no nomination left"), public=_("The nomination was withdrawn"), colour=Colour.PLAIN,
        steps={"reopen": "screening"},
        consented=False, in_field=False, judged=False, unchosen=False, renewable=False, retention="pioneers.candidacy",
    )
    # Staff found that it is about the same nominee as another one, which has its nominations now.
    JOINED = State(
        "joined", _("joined into another candidacy"), public=_("It is part of another nomination of you"),
        colour=Colour.PLAIN,
        steps={"split": "screening"},
        consented=False, in_field=False, judged=False, unchosen=False, renewable=False, retention="pioneers.candidacy",
    )


CONSENTED_CANDIDACIES = CandidacyState.where(consented=True)
FIELD = CandidacyState.where(in_field=True)
JUDGED_CANDIDACIES = CandidacyState.where(judged=True)
# Before the jury, and no laureate: passed over when the edition is concluded.
UNCHOSEN_CANDIDACIES = CandidacyState.where(unchosen=True)
RENEWABLE_CANDIDACIES = CandidacyState.where(renewable=True)


class NomineeState(States):
    """Where one named person's own answer stands; a group's candidacy waits for each of its members. `waiting`: the
    answer is still to come. `guardian_stage`: the nominee has answered, and it hangs on a guardian."""

    TO_ASK = State(
        "to_ask", _("not asked yet"), public=_("We have not asked you yet"), colour=Colour.PLAIN,
        steps={"ask": "asked"},
        waiting=True, guardian_stage=False,
    )
    ASKED = State(
        "asked", _("asked"), public=_("Waiting for your answer"), colour=Colour.WAITING,
        steps={"accept": "accepted", "want_guardian": "guardian_wanted", "decline": "declined", "expire": "expired"},
        waiting=True, guardian_stage=False,
    )
    GUARDIAN_WANTED = State(
        "guardian_wanted", _("a guardian has to be named"),
        public=_("Waiting for you to name a guardian"), colour=Colour.WAITING,
        steps={
            "accept": "accepted", "come_of_age": "accepted", "want_guardian": "guardian_wanted",
            "ask_guardian": "guardian_asked", "no_safe_guardian": "no_safe_guardian", "decline": "declined",
            "expire": "expired",
        },
        waiting=True, guardian_stage=True,
    )
    GUARDIAN_ASKED = State(
        "guardian_asked", _("guardian asked"), public=_("Waiting for your guardian"), colour=Colour.WAITING,
        steps={
            "guardian_accept": "accepted", "come_of_age": "accepted", "guardian_decline": "guardian_declined",
            "ask_guardian": "guardian_asked", "no_safe_guardian": "no_safe_guardian", "decline": "declined",
            "expire": "expired",
        },
        waiting=True, guardian_stage=True,
    )
    NO_SAFE_GUARDIAN = State(
        "no_safe_guardian", _("not safe to ask a guardian"),
        public=_("We are looking at this for you"), colour=Colour.INFO,
        steps={
            "allow_without_guardian": "accepted", "come_of_age": "accepted",
            "refuse_without_guardian": "guardian_declined", "ask_guardian": "guardian_asked", "decline": "declined",
        },
        waiting=True, guardian_stage=True,
    )
    ACCEPTED = State(
        "accepted", _("said yes"), public=_("You said yes"), colour=Colour.SUCCESS,
        steps={
            "need_guardian": "guardian_wanted", "guardian_decline": "guardian_declined", "withdraw": "withdrawn",
        },
        waiting=False, guardian_stage=False,
    )
    DECLINED = State(
        "declined", _("said no"), public=_("You said no"), colour=Colour.PLAIN,
        steps={"accept": "accepted", "want_guardian": "guardian_wanted"},
        waiting=False, guardian_stage=False,
    )
    GUARDIAN_DECLINED = State(
        "guardian_declined", _("guardian said no"), public=_("Your guardian said no"), colour=Colour.PLAIN,
        steps={
            "guardian_accept": "accepted", "come_of_age": "accepted", "ask_guardian": "guardian_asked",
            "no_safe_guardian": "no_safe_guardian",
        },
        waiting=False, guardian_stage=True,
    )
    WITHDRAWN = State(
        "withdrawn", _("consent withdrawn"), public=_("You withdrew your consent"), colour=Colour.PLAIN,
        steps={"accept": "accepted", "want_guardian": "guardian_wanted"},
        waiting=False, guardian_stage=False,
    )
    EXPIRED = State(
        "expired", _("did not answer in time"), public=_("You did not answer in time"), colour=Colour.PLAIN,
        steps={"accept": "accepted", "want_guardian": "guardian_wanted", "decline": "declined"},
        waiting=False, guardian_stage=False,
    )


class MatchState(States):
    """What staff decided of two candidacies that may be about the same nominee."""

    OPEN = State(
        "open", _("to be decided"), colour=Colour.WAITING,
        steps={"join": "joined", "differ": "different"},
    )
    JOINED = State(
        "joined", _("the same nominee"), colour=Colour.SUCCESS,
        steps={"split": "different"},
    )
    DIFFERENT = State(
        "different", _("not the same nominee"), colour=Colour.PLAIN,
        steps={"join": "joined"},
    )


WAITING_NOMINEES = NomineeState.where(waiting=True)
GUARDIAN_STAGE = NomineeState.where(guardian_stage=True)


class CandidacyKind(models.TextChoices):
    PERSON = "person", _("one person")
    GROUP = "group", _("a group of named people")


class Relation(models.TextChoices):
    """How a nominator knows whom they nominate."""

    FRIEND = "friend", _("friend or classmate")
    COLLEAGUE = "colleague", _("we work or volunteer together")
    TEACHER = "teacher", _("teacher, youth worker or coach")
    FAMILY = "family", _("family")
    FOLLOWER = "follower", _("I know their work but not them")
    OTHER = "other", _("something else")
