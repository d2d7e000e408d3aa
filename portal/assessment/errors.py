"""Why assessment turns something away, in words a person can be shown."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.assessment.states import RoundState, Stake
from portal.core.errors import NotAllowed, Refused
from portal.core.formats import when


class Timed(Protocol):
    """Of a round: its state, when it ends, and in which zone that is read."""

    state: str
    zone: str

    @property
    def ends_at(self) -> datetime: ...


class NotYourEntry(NotAllowed):
    """Not assigned, recused, excluded, or not readable (yet, or any more). Views answer 404."""

    message = _("There is nothing here for you to review.")


class NotTakingReviews(Refused):
    """The round is planned, past its due instant, or closed. The sentence names the instant in the round's zone."""

    def __init__(self, round: Timed) -> None:
        self.round = round
        if round.state == RoundState.PLANNED:
            super().__init__(_("This round has not opened yet."))
            return
        super().__init__(_("This round closed on %(at)s.") % {"at": when(round.ends_at, round.zone)})


class Finished(Refused):
    message = _("You closed your reviews in this round. Ask the secretariat if you need to change one of them.")


class AlreadySubmitted(Refused):
    message = _("This review is submitted. Open it for changes before you edit it.")


class ScoresMissing(Refused):
    """Submitted with criteria left unanswered; `criteria` are those."""

    def __init__(self, criteria: Iterable[object]) -> None:
        self.criteria = list(criteria)
        super().__init__(
            ngettext("One criterion has no score yet.", "%(count)s criteria have no score yet.", len(self.criteria))
            % {"count": len(self.criteria)}
        )


class NothingApplies(Refused):
    message = _("Not every criterion can be “not applicable”: score at least one.")


class OutOfScale(Refused):
    message = _("Choose one of the steps of the scale.")


class TooManyWords(Refused):
    def __init__(self, limit: int, *, field: str):
        super().__init__(
            ngettext("Write at most %(limit)s word.", "Write at most %(limit)s words.", limit) % {"limit": limit},
            field=field,
        )


class NotOnPanel(Refused):
    message = _("Only a member of the round's panel can be assigned entries.")


class ReviewerExcluded(Refused):
    message = _("This reviewer has a conflict of interest in this entry.")


class Recused(Refused):
    """The one acting is recused from what the step would judge."""

    message = _(
        "You have a conflict of interest here, so a colleague has to do this: another "
        "programme manager, or an administrator."
    )


class HasStake(Refused):
    """The reviewer is a party to the case, or tied to one; `stake` says in a word what they have to do with it."""

    def __init__(self, stake: Stake) -> None:
        self.stake = stake
        super().__init__(
            _("This reviewer can’t be given this entry, because of their part in the case: %(stake)s.")
            % {"stake": stake.label}
        )


class HasSubmitted(Refused):
    message = _("This reviewer has submitted a review of this entry, so it can’t be taken back.")


class CriteriaFixed(Refused):
    message = _("Reviews have started, so the criteria can't be changed.")


class CriteriaNotSound(Refused):
    message = _(
        "Each criterion needs a name, a weight from 1 to 100 and a scale with two or more steps, from "
        "the lowest to the highest."
    )


class ScaleNotSound(Refused):
    message = _("This scale can't be scored on.")


class NoCriteria(Refused):
    message = _("A round needs criteria before it opens.")


class DueHasPassed(Refused):
    message = _("Choose a due date in the future.")


class RulesFixed(Refused):
    message = _("You can’t change who can read whose reviews after the round has opened.")


class ResultInUse(Refused):
    """Something was decided by the round's result; the message says what, and what to do."""


class ReopeningReasonMissing(Refused):
    message = _("Say why the round is opened again.")
    field = "reasons"


class RoundIsClosed(Refused):
    message = _("This round is closed.")


class NotAllDone(Refused):
    message = _("Submit each of your reviews first, or declare a conflict of interest.")
