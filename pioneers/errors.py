"""Why the prize turns something away, in words a person can be shown."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.core.errors import Refused
from portal.core.formats import day, deadline


class Window(Protocol):
    """Of an edition: when it takes nominations."""

    opens_at: datetime
    closes_at: datetime
    zone: str


class Ages(Protocol):
    """Of an edition: who may take part."""

    min_age: int
    max_age: int
    age_on: date


class NominationsClosed(Refused):
    """Outside the window. `edition` says which; the sentence names the instant in its zone."""

    def __init__(self, edition: Window, at: datetime) -> None:
        self.edition = edition
        instant = edition.opens_at if at < edition.opens_at else edition.closes_at
        sentence = (
            _("Nominations open on %(instant)s.")
            if at < edition.opens_at
            else _("Nominations closed on %(instant)s. What you wrote is below, so that you can copy it.")
        )
        super().__init__(sentence % {"instant": deadline(instant, edition.zone)})


class SentBeforeClosing(Refused):
    message = _(
        "You sent this nomination before nominations closed. It counts once you type the code from the e-mail, and can "
        "no longer be changed."
    )


class TooManyDrafts(Refused):
    message = _(
        "Very many nominations were started from your network in a short time. What you typed is still "
        "on this page. Sign in, or try again in an hour."
    )


class NominationInvalid(Refused):
    message = _("Check these answers. The fields to check are marked below.")

    def __init__(self, errors: dict):
        self.errors = errors
        super().__init__()


class AddressNotConfirmed(Refused):
    message = _("Confirm your address with the code we sent before the nomination can be sent.")


class NoSuchCandidacy(Refused):
    message = _("A nomination can only be moved to a candidacy of the same edition and type.")


class ReasonMissing(Refused):
    message = _("Write the reason in a sentence or two.")
    field = "reason"


class OutsideAges(Refused):
    """The birth date given is outside the edition's bounds. Nothing of it is stored."""

    field = "birth_date"

    def __init__(self, edition: Ages) -> None:
        super().__init__(
            _(
                "This prize is for people aged %(min)s to %(max)s on %(day)s. Check the date; if it is right, you "
                "can't take part this year."
            )
            % {"min": edition.min_age, "max": edition.max_age, "day": day(edition.age_on)}
        )


class BirthDateMissing(Refused):
    message = _("We need your date of birth to see that the prize is open to you.")
    field = "birth_date"


class BirthDateStands(Refused):
    message = _(
        "You gave us a different date of birth before. If that one is wrong, ask us to correct it on this page."
    )


class SameBirthDate(Refused):
    message = _("We already have that date.")
    field = "birth_date"


class NothingToCorrect(Refused):
    message = _("We have no date of birth, so there is nothing to correct.")


class CorrectedOutsideAges(Refused):
    message = _(
        "With this date they are outside the ages of the prize. E-mail them first: once they have "
        "withdrawn their consent on their page, the date can be corrected."
    )
    field = "birth_date"


class GuardianIsNominee(Refused):
    message = _("A guardian needs an e-mail address of their own, not yours.")
    field = "email"


class TooLateToAnswer(Refused):
    message = _("The choice has been made, so you can't answer this any more. What we hold about you is still below.")


class ChoiceMade(Refused):
    message = _("The choice has been made, so nobody can be asked any more.")


class NothingToRenew(Refused):
    message = _("There is nothing to renew here at the moment.")


class PenNameMissing(Refused):
    message = _("Write the pen name you want to be shown under.")
    field = "pen_name"


class PictureNeedsGuardian(Refused):
    message = _(
        "At your age a picture can be shown only if a guardian has said yes. You choose everything else yourself."
    )
    field = "shows_picture"


class NoCandidacyInField(Refused):
    message = _("The jury needs at least one nominee who said yes.")


class NominationsOpen(Refused):
    """The jury begins once nominations have closed. `edition` says when that is."""

    def __init__(self, edition: Window) -> None:
        super().__init__(
            _("Nominations are open until %(instant)s. Judging opens after that, or once you close them earlier.")
            % {"instant": deadline(edition.closes_at, edition.zone)}
        )


class NoRound(Refused):
    message = _("Plan the jury's round, with criteria, before judging opens.")


class EnoughLaureates(Refused):
    def __init__(self, limit: int):
        super().__init__(
            ngettext(
                "This edition has %(limit)s laureate, who has already been chosen.",
                "This edition has %(limit)s laureates, and all of them have been chosen.",
                limit,
            )
            % {"limit": limit}
        )


class EnoughShortlisted(Refused):
    def __init__(self, limit: int):
        super().__init__(
            ngettext("The shortlist has %(limit)s place.", "The shortlist has %(limit)s places.", limit)
            % {"limit": limit}
        )


class NoLaureates(Refused):
    message = _("Choose at least one laureate before you conclude the edition.")


class ReviewsUnfinished(Refused):
    """The jury's reviews are not closed and complete. `gaps` says what is missing, a sentence each."""

    field = "override_reasons"

    def __init__(self, gaps: Sequence[str]) -> None:
        self.gaps = gaps
        super().__init__(
            _("%(gaps)s Finish the jury’s round first, or say why you conclude without it.") % {"gaps": " ".join(gaps)}
        )


class RevealedAlready(Refused):
    message = _("The choice has been revealed. Correct or withdraw a laureate instead.")


class PublicReasonsMissing(Refused):
    message = _("Write the reason as everyone will read it.")
    field = "public_reasons"


class NotOnSite(Refused):
    message = _("This laureate is not on the site.")


class WindowClosed(Refused):
    message = _("The jury has begun, so the dates of nominations can’t be moved any more.")


class DatesStand(Refused):
    message = _("People have been told this. After the announcement it can't be changed.")


class AnsweredElsewhere(Refused):
    message = _("This nomination is part of another one of you now. Answer on that page; we e-mailed you about it.")


class AddressOfNominator(Refused):
    message = _("This is the address of somebody who nominated them. The nominee has to answer from their own.")
    field = "email"


class AddressOfAnother(Refused):
    message = _("Somebody else in the group has this address. Each is asked at an address of their own.")
    field = "email"


class NoGuardianAsked(Refused):
    message = _("No guardian is asked now.")


class MatchTooLate(Refused):
    message = _("The choice has been made, so nominations can’t be joined or split any more.")


class BothChosen(Refused):
    message = _("Both are chosen as laureates. Undo one choice first.")


class AnswersDiffer(Refused):
    message = _("The nominee said yes to one and no to the other. Ask them which counts before you join them.")


class RevealHasCome(Refused):
    message = _("The reveal has come: everyone can see it. Hold it first, then it can be moved.")
    field = "reveal_at"


class RevealBeforeClosing(Refused):
    message = _("The reveal comes after nominations close.")
    field = "reveal_at"


class RevealNotAnnounced(Refused):
    message = _("Nobody knows of this edition yet: change its dates instead.")


class RevealHasItsPage(DatesStand):
    message = _("Move the reveal on the page “Reveal” of this edition: it asks why, and says who hears of it.")
    field = "reveal_at"
