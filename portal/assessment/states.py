"""The states of rounds, entries and reviews: what each is called, how it looks, what may follow."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.core.states import Colour, State, States

# Each state is a block of the same lines, to be compared with its neighbours.
# fmt: off


class RoundState(States):
    PLANNED = State(
        "planned", pgettext_lazy("round", "Planned"), colour=Colour.PLAIN,
        steps={"open": "open"},
    )
    OPEN = State(
        "open", pgettext_lazy("round", "Open"), colour=Colour.OPEN,
        steps={"close": "closed"},
    )
    CLOSED = State(
        "closed", pgettext_lazy("round", "Closed"), colour=Colour.PLAIN,
        steps={"reopen": "open"},
    )


class EntryState(States):
    ENTERED = State(
        "entered", pgettext_lazy("entry", "In the round"), colour=Colour.INFO,
        steps={"withdraw": "withdrawn"},
    )
    WITHDRAWN = State(
        "withdrawn", pgettext_lazy("entry", "Taken out"), colour=Colour.PLAIN,
        steps={"restore": "entered"},
    )


class ReviewState(States):
    DRAFT = State(
        "draft", pgettext_lazy("review", "Draft"), colour=Colour.WAITING,
        steps={"submit": "submitted", "set_aside": "set_aside"},
    )
    SUBMITTED = State(
        "submitted", pgettext_lazy("review", "Submitted"), colour=Colour.SUCCESS,
        steps={"reopen": "draft", "set_aside": "set_aside"},
    )
    SET_ASIDE = State(
        "set_aside", pgettext_lazy("review", "Set aside"), colour=Colour.PLAIN,
        steps={"restore": "draft"},
    )


class AssignmentState(States, derived=True):
    """How far a reviewer has come with an entry, as their list shows it. It follows from the state of their review."""

    TO_READ = State("to_read", pgettext_lazy("assignment", "To read"), colour=Colour.INFO, steps={}, review=None)
    STARTED = State("started", pgettext_lazy("assignment", "Draft"), colour=Colour.WAITING, steps={}, review="draft")
    SUBMITTED = State(
        "submitted", pgettext_lazy("assignment", "Submitted"), colour=Colour.SUCCESS, steps={}, review="submitted"
    )

    @classmethod
    def of_review(cls, state: str | None) -> "AssignmentState":
        """Where a assignment stands whose review is in this state; None when there is none yet."""
        return next(iter(cls.where(review=state)))

    @property
    def review(self) -> str | None:
        """The state of the reviews of such assignments; None when nothing is written."""
        return self.declared.answers["review"]


class CellState(States, derived=True):
    """How one panel member stands to one entry, as the secretariat's matrix shows it."""

    NONE = State("none", _("Not assigned"), colour=Colour.PLAIN, steps={})
    ASSIGNED = State("assigned", _("Assigned"), colour=Colour.INFO, steps={})
    DRAFT = State("draft", pgettext_lazy("assignment", "Draft"), colour=Colour.WAITING, steps={})
    SUBMITTED = State("submitted", _("Submitted"), colour=Colour.SUCCESS, steps={})
    RECUSED = State("recused", _("Conflict of interest"), colour=Colour.PLAIN, steps={})


# fmt: on


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
    PARTY = "party", _("Excluded: party to the case")


class RecusalReason(TextChoices):
    """Why a reviewer does not judge an entry. The kind is enough; nobody has to tell more."""

    FAMILY = "family", _("We are family, or close friends")
    KNOWS_THEM = "knows_them", _("I know them personally")
    WORKS_WITH = "works_with", _("I work, or have recently worked, with them or their organisation")
    INTEREST = "interest", _("I, or my organisation, have a personal interest in the outcome")
    TOOK_PART = "took_part", _("I nominated them, or helped with this application")
    OTHER = "other", _("Another reason why others could doubt my judgement")


class Stake(TextChoices):
    """What someone has to do with the case, in a word: why it is not theirs to judge."""

    APPLICANT = "applicant", _("applicant")
    ORGANISATION = "organisation", _("same organisation")
    CITY = "city", _("contact person of the city")
    PARTNER = "partner", _("partner")
    NOMINATOR = "nominator", _("nominator")
    NOMINEE = "nominee", _("nominee")
    GUARDIAN = "guardian", _("guardian")
    PARTY = "party", _("party to the case")
    DECLARED = "declared", _("declared tie")
    RECUSED = "recused", _("conflict of interest")
