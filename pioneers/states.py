"""The states of every noun of the prize, ONE table of transitions each, and what staff and the public call them.

Where staff and the person concerned need different words, `…_PUBLIC` holds what the person reads.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.core.states import Transitions


class EditionState(models.TextChoices):
    """Whether nominations are open is never a state: it follows from the window and the clock."""

    DRAFT = "draft", _("being prepared")
    ANNOUNCED = "announced", _("announced")
    JUDGING = "judging", _("with the jury")
    DECIDED = "decided", _("decided")


EDITION = Transitions(
    {
        "announce": ({EditionState.DRAFT}, EditionState.ANNOUNCED),
        "open_judging": ({EditionState.ANNOUNCED}, EditionState.JUDGING),
        "conclude": ({EditionState.JUDGING}, EditionState.DECIDED),
    }
)
ANNOUNCED_EDITIONS = frozenset({EditionState.ANNOUNCED, EditionState.JUDGING, EditionState.DECIDED})
UNDECIDED_EDITIONS = frozenset({EditionState.ANNOUNCED, EditionState.JUDGING})


class NominationState(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("to be screened")
    SCREENED = "screened", _("screened")
    REFUSED = "refused", _("rejected at screening")
    WITHDRAWN = "withdrawn", _("withdrawn by the nominator")


NOMINATION_PUBLIC = {
    NominationState.DRAFT: pgettext_lazy("nomination", "Draft"),
    NominationState.SUBMITTED: _("Received"),
    NominationState.SCREENED: _("Read and passed on"),
    NominationState.REFUSED: _("Not taken forward"),
    NominationState.WITHDRAWN: pgettext_lazy("nomination", "Withdrawn"),
}
NOMINATION = Transitions(
    {
        "submit": ({NominationState.DRAFT}, NominationState.SUBMITTED),
        "accept": ({NominationState.SUBMITTED}, NominationState.SCREENED),
        "refuse": ({NominationState.SUBMITTED}, NominationState.REFUSED),
        "withdraw": ({NominationState.SUBMITTED, NominationState.SCREENED}, NominationState.WITHDRAWN),
    }
)
SENT_NOMINATIONS = frozenset(set(NominationState) - {NominationState.DRAFT})
LIVE_NOMINATIONS = frozenset({NominationState.SUBMITTED, NominationState.SCREENED})


class CandidacyState(models.TextChoices):
    SCREENING = "screening", _("being screened")
    ASKED = "asked", _("asked for consent")
    ACCEPTED = "accepted", _("said yes")
    IN_FIELD = "in_field", _("with the jury")
    SHORTLISTED = "shortlisted", _("shortlisted")
    LAUREATE = "laureate", _("laureate")
    NOT_CHOSEN = "not_chosen", _("not chosen")
    DECLINED = "declined", _("said no")
    WITHDRAWN = "withdrawn", _("consent withdrawn")
    EXPIRED = "expired", _("did not answer in time")
    DROPPED = "dropped", _("no nomination left")


# What the nominee reads. Up to the reveal nobody outside the secretariat learns more than "before the jury":
# queries.candidacies.public_state decides when the words of a decision may be used.
CANDIDACY_PUBLIC = {
    CandidacyState.SCREENING: _("We are reading the nomination"),
    CandidacyState.ASKED: _("Waiting for your answer"),
    CandidacyState.ACCEPTED: _("You said yes"),
    CandidacyState.IN_FIELD: _("The jury is reading"),
    CandidacyState.SHORTLISTED: _("The jury is reading"),
    CandidacyState.LAUREATE: _("Nordic Pioneer"),
    CandidacyState.NOT_CHOSEN: _("Not chosen this year"),
    CandidacyState.DECLINED: _("You said no"),
    CandidacyState.WITHDRAWN: _("You withdrew your consent"),
    CandidacyState.EXPIRED: _("You did not answer in time"),
    CandidacyState.DROPPED: _("The nomination was withdrawn"),
}

_CONSENTED = {
    CandidacyState.ACCEPTED,
    CandidacyState.IN_FIELD,
    CandidacyState.SHORTLISTED,
    CandidacyState.LAUREATE,
    CandidacyState.NOT_CHOSEN,
}
_SILENT = {CandidacyState.SCREENING, CandidacyState.ASKED, CandidacyState.EXPIRED}

CANDIDACY = Transitions(
    {
        "ask": ({CandidacyState.SCREENING}, CandidacyState.ASKED),
        "accept": (
            {CandidacyState.ASKED, CandidacyState.DECLINED, CandidacyState.WITHDRAWN, CandidacyState.EXPIRED},
            CandidacyState.ACCEPTED,
        ),
        "ask_again": (
            {CandidacyState.DECLINED, CandidacyState.WITHDRAWN, CandidacyState.EXPIRED},
            CandidacyState.ASKED,
        ),
        "enter_field": ({CandidacyState.ACCEPTED}, CandidacyState.IN_FIELD),
        "shortlist": ({CandidacyState.IN_FIELD}, CandidacyState.SHORTLISTED),
        "unshortlist": ({CandidacyState.SHORTLISTED}, CandidacyState.IN_FIELD),
        "choose": ({CandidacyState.IN_FIELD, CandidacyState.SHORTLISTED}, CandidacyState.LAUREATE),
        "unchoose": ({CandidacyState.LAUREATE}, CandidacyState.IN_FIELD),
        "pass_over": ({CandidacyState.IN_FIELD, CandidacyState.SHORTLISTED}, CandidacyState.NOT_CHOSEN),
        "decline": ({CandidacyState.ASKED, CandidacyState.EXPIRED}, CandidacyState.DECLINED),
        "withdraw": (_CONSENTED, CandidacyState.WITHDRAWN),
        "expire": ({CandidacyState.ASKED}, CandidacyState.EXPIRED),
        "drop": (_SILENT | _CONSENTED - {CandidacyState.LAUREATE, CandidacyState.NOT_CHOSEN}, CandidacyState.DROPPED),
        "reopen": ({CandidacyState.DROPPED}, CandidacyState.SCREENING),
    }
)
FIELD = frozenset({CandidacyState.IN_FIELD, CandidacyState.SHORTLISTED, CandidacyState.LAUREATE})
CONSENTED_CANDIDACIES = frozenset(_CONSENTED)
# Whose yes is still of use once it nears its end: who was not chosen is shown nowhere, and is not asked to renew.
RENEWABLE_CANDIDACIES = CONSENTED_CANDIDACIES - {CandidacyState.NOT_CHOSEN}
JUDGED_CANDIDACIES = FIELD | {CandidacyState.NOT_CHOSEN}


class NomineeState(models.TextChoices):
    """Where one named person's own answer stands; a group's candidacy waits for each of its members."""

    TO_ASK = "to_ask", _("not asked yet")
    ASKED = "asked", _("asked")
    GUARDIAN_WANTED = "guardian_wanted", _("a guardian has to be named")
    GUARDIAN_ASKED = "guardian_asked", _("guardian asked")
    NO_SAFE_GUARDIAN = "no_safe_guardian", _("not safe to ask a guardian")
    ACCEPTED = "accepted", _("said yes")
    DECLINED = "declined", _("said no")
    GUARDIAN_DECLINED = "guardian_declined", _("guardian said no")
    WITHDRAWN = "withdrawn", _("consent withdrawn")
    EXPIRED = "expired", _("did not answer in time")


NOMINEE_PUBLIC = {
    NomineeState.TO_ASK: _("We have not asked you yet"),
    NomineeState.ASKED: _("Waiting for your answer"),
    NomineeState.GUARDIAN_WANTED: _("Waiting for you to name a guardian"),
    NomineeState.GUARDIAN_ASKED: _("Waiting for your guardian"),
    NomineeState.NO_SAFE_GUARDIAN: _("We are looking at this for you"),
    NomineeState.ACCEPTED: _("You said yes"),
    NomineeState.DECLINED: _("You said no"),
    NomineeState.GUARDIAN_DECLINED: _("Your guardian said no"),
    NomineeState.WITHDRAWN: _("You withdrew your consent"),
    NomineeState.EXPIRED: _("You did not answer in time"),
}
_ANSWERABLE = {
    NomineeState.ASKED,
    NomineeState.GUARDIAN_WANTED,
    NomineeState.DECLINED,
    NomineeState.WITHDRAWN,
    NomineeState.EXPIRED,
}
_GUARDIAN_STAGE = {NomineeState.GUARDIAN_WANTED, NomineeState.GUARDIAN_ASKED, NomineeState.NO_SAFE_GUARDIAN}

NOMINEE = Transitions(
    {
        "ask": ({NomineeState.TO_ASK}, NomineeState.ASKED),
        "accept": (_ANSWERABLE, NomineeState.ACCEPTED),
        "want_guardian": (_ANSWERABLE, NomineeState.GUARDIAN_WANTED),
        "ask_guardian": (_GUARDIAN_STAGE | {NomineeState.GUARDIAN_DECLINED}, NomineeState.GUARDIAN_ASKED),
        "no_safe_guardian": (
            {NomineeState.GUARDIAN_WANTED, NomineeState.GUARDIAN_ASKED, NomineeState.GUARDIAN_DECLINED},
            NomineeState.NO_SAFE_GUARDIAN,
        ),
        "guardian_accept": (
            {NomineeState.GUARDIAN_ASKED, NomineeState.GUARDIAN_DECLINED},
            NomineeState.ACCEPTED,
        ),
        "guardian_decline": (
            {NomineeState.GUARDIAN_ASKED, NomineeState.ACCEPTED},
            NomineeState.GUARDIAN_DECLINED,
        ),
        "allow_without_guardian": ({NomineeState.NO_SAFE_GUARDIAN}, NomineeState.ACCEPTED),
        "need_guardian": ({NomineeState.ACCEPTED}, NomineeState.GUARDIAN_WANTED),
        "come_of_age": (_GUARDIAN_STAGE | {NomineeState.GUARDIAN_DECLINED}, NomineeState.ACCEPTED),
        "refuse_without_guardian": ({NomineeState.NO_SAFE_GUARDIAN}, NomineeState.GUARDIAN_DECLINED),
        "decline": (_GUARDIAN_STAGE | {NomineeState.ASKED, NomineeState.EXPIRED}, NomineeState.DECLINED),
        "withdraw": ({NomineeState.ACCEPTED}, NomineeState.WITHDRAWN),
        "expire": ({NomineeState.ASKED, *_GUARDIAN_STAGE} - {NomineeState.NO_SAFE_GUARDIAN}, NomineeState.EXPIRED),
    }
)
WAITING_NOMINEES = frozenset({NomineeState.TO_ASK, NomineeState.ASKED, *_GUARDIAN_STAGE})
GUARDIAN_STAGE = frozenset({*_GUARDIAN_STAGE, NomineeState.GUARDIAN_DECLINED})
