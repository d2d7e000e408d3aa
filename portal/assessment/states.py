"""The states of rounds, entries and reviews, and the one table of steps of each."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.core.states import Transitions


class RoundState(TextChoices):
    PLANNED = "planned", pgettext_lazy("round", "Planned")
    OPEN = "open", pgettext_lazy("round", "Open")
    CLOSED = "closed", pgettext_lazy("round", "Closed")


class EntryState(TextChoices):
    ENTERED = "entered", pgettext_lazy("entry", "In the round")
    WITHDRAWN = "withdrawn", pgettext_lazy("entry", "Taken out")


class ReviewState(TextChoices):
    DRAFT = "draft", pgettext_lazy("review", "Draft")
    SUBMITTED = "submitted", pgettext_lazy("review", "Submitted")
    SET_ASIDE = "set_aside", pgettext_lazy("review", "Set aside")


class DutyState(TextChoices):
    """How far a reviewer has come with an entry, as their list shows it. It follows from the review; never stored."""

    TO_READ = "to_read", pgettext_lazy("duty", "To read")
    STARTED = "started", pgettext_lazy("duty", "Draft")
    SUBMITTED = "submitted", pgettext_lazy("duty", "Submitted")


class OthersReviews(TextChoices):
    """When a reviewer may read what the others wrote about an entry both were given."""

    NEVER = "never", _("Never")
    AFTER_OWN = "after_own", _("Once they have submitted their own")
    AFTER_CLOSE = "after_close", _("Once the round is closed")
    ALWAYS = "always", _("At any time")


class RecusalOrigin(TextChoices):
    DECLARED = "declared", _("Declared a conflict of interest")
    EXCLUDED = "excluded", _("Excluded by the secretariat")
    TIE = "tie", _("Excluded because of a known tie")


class RecusalReason(TextChoices):
    """Why a reviewer does not judge an entry. The kind is enough; nobody has to tell more."""

    FAMILY = "family", _("We are family, or close friends")
    KNOWS_THEM = "knows_them", _("I know them personally")
    WORKS_WITH = "works_with", _("I work, or have recently worked, with them or their organisation")
    INTEREST = "interest", _("I, or my organisation, have a personal interest in the outcome")
    TOOK_PART = "took_part", _("I nominated them, or helped with this application")
    OTHER = "other", _("Another reason why others could doubt my judgement")


ROUND = Transitions(
    {
        "open": ({RoundState.PLANNED}, RoundState.OPEN),
        "close": ({RoundState.OPEN}, RoundState.CLOSED),
        "reopen": ({RoundState.CLOSED}, RoundState.OPEN),
    }
)

ENTRY = Transitions(
    {
        "withdraw": ({EntryState.ENTERED}, EntryState.WITHDRAWN),
        "restore": ({EntryState.WITHDRAWN}, EntryState.ENTERED),
    }
)

REVIEW = Transitions(
    {
        "submit": ({ReviewState.DRAFT}, ReviewState.SUBMITTED),
        "reopen": ({ReviewState.SUBMITTED}, ReviewState.DRAFT),
        "set_aside": ({ReviewState.DRAFT, ReviewState.SUBMITTED}, ReviewState.SET_ASIDE),
        "restore": ({ReviewState.SET_ASIDE}, ReviewState.DRAFT),
    }
)
