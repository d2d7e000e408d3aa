import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pioneers.states import CandidacyKind, CandidacyState, NomineeState
from portal.core.mailbox_field import MailboxField
from portal.core.search import FoldedField, TrigramIndex
from portal.core.state_field import StateField


class Candidacy(models.Model):
    """One nominee (a person, or a group of named people) in one edition: what all nominations of them come to.

    `name`, `email` and `country` are what nominators wrote. What may be shown to the public is never here: it is what
    each `Nominee` chose.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    edition = models.ForeignKey(
        "pioneers.Edition", verbose_name=_("edition"), on_delete=models.PROTECT, related_name="candidacies"
    )
    category = models.ForeignKey(
        "pioneers.Category", verbose_name=_("category"), on_delete=models.PROTECT, related_name="candidacies"
    )
    state = StateField(
        _("state"), max_length=20, states=CandidacyState, default=CandidacyState.SCREENING, editable=False
    )
    state_since = models.DateTimeField(_("since"), editable=False)
    kind = models.CharField(_("person or group"), max_length=10, choices=CandidacyKind.choices)
    name = models.CharField(_("name"), max_length=200)
    name_folded = FoldedField("name")
    email = models.EmailField(_("e-mail"), blank=True)
    country = models.CharField(_("country"), max_length=2)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="en")

    # Where its nominations are while staff hold it to be the same nominee as another (actions.matching).
    joined_into = models.ForeignKey(
        "self",
        verbose_name=_("joined into"),
        null=True,
        on_delete=models.PROTECT,
        related_name="joined_candidacies",
        editable=False,
    )
    asked_at = models.DateTimeField(_("asked for consent"), null=True, editable=False)
    answer_by = models.DateTimeField(_("answer by"), null=True, editable=False)
    chosen_at = models.DateTimeField(_("chosen"), null=True, editable=False)
    reasons = models.JSONField(_("the jury's reasons"), default=dict, blank=True, editable=False)
    # Where it stood when the edition was concluded without choosing it: there it returns if the edition is reopened.
    passed_over_from = models.CharField(max_length=20, default="", blank=True, editable=False)
    # After the reveal: taken off the site by staff, and why, as everyone reads it; or its reasons were corrected.
    unpublished_at = models.DateTimeField(_("withdrawn from the site"), null=True, editable=False)
    unpublished_reasons = models.JSONField(_("why it was withdrawn"), default=dict, blank=True, editable=False)
    corrected_at = models.DateTimeField(_("reasons corrected"), null=True, editable=False)
    search_text = FoldedField("reference", "name", "email")
    reasons_folded = FoldedField("reasons_words")

    class Meta:
        verbose_name = _("candidacy")
        verbose_name_plural = _("candidacies")
        ordering = ["-state_since", "-id"]
        indexes = [
            models.Index(fields=["edition", "state"], name="candidacy_edition"),
            models.Index(fields=["edition", "email"], name="candidacy_email"),
            models.Index(fields=["edition", "name_folded", "country"], name="candidacy_name"),
            models.Index(fields=["state", "answer_by"], name="candidacy_answer_by"),
            models.Index(fields=["-state_since", "-id"], name="candidacy_newest"),
            models.Index(fields=["state", "country"], name="candidacy_country"),
            TrigramIndex(fields=["search_text"], name="candidacy_search"),
        ]

    def __str__(self):
        return self.reference

    @property
    def reasons_words(self) -> str:
        """The jury's reasons in every language, to search in."""
        return " ".join(self.reasons.values())


class Nominee(models.Model):
    """A named person of a candidacy, with their own answer and what they chose to have shown.

    `name` and `email` are as nominated. Birth date, guardian and the protected flag are the Person's. Everything shown
    is off until chosen, for everyone alike: so nobody can tell from what is missing who is protected.
    """

    class ShownAs(models.TextChoices):
        NOTHING = "nothing", _("no name at all")
        NAME = "name", _("my name")
        PEN_NAME = "pen_name", _("a pen name")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    candidacy = models.ForeignKey(
        Candidacy, verbose_name=_("candidacy"), on_delete=models.CASCADE, related_name="nominees"
    )
    person = models.ForeignKey(
        "people.Person", verbose_name=_("person"), on_delete=models.PROTECT, related_name="nominees"
    )
    joined_from = models.ForeignKey(
        Candidacy, null=True, on_delete=models.PROTECT, related_name="lent_nominees", editable=False
    )
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail"))
    mailbox = MailboxField("email")
    state = StateField(_("state"), max_length=20, states=NomineeState, default=NomineeState.TO_ASK, editable=False)
    state_since = models.DateTimeField(_("since"), editable=False)
    guardian_note = models.TextField(_("why it is not safe to ask a guardian"), blank=True, editable=False)

    shown_as = models.CharField(_("shown as"), max_length=10, choices=ShownAs.choices, default=ShownAs.NOTHING)
    pen_name = models.CharField(_("pen name"), max_length=100, blank=True)
    place = models.CharField(_("place"), max_length=100, blank=True)
    school = models.CharField(_("school or organisation"), max_length=150, blank=True)
    picture = models.UUIDField(_("picture"), null=True, blank=True)
    shows_place = models.BooleanField(_("place may be shown"), default=False)
    shows_school = models.BooleanField(_("school may be shown"), default=False)
    shows_picture = models.BooleanField(_("picture may be shown"), default=False)
    # What is held, folded; whether it may be found is a condition of its own (queries.shown). No index: searched only
    # among the laureates, a few a year.
    name_folded = FoldedField("name")
    pen_name_folded = FoldedField("pen_name")
    place_folded = FoldedField("place")
    school_folded = FoldedField("school")

    class Meta:
        verbose_name = _("nominee")
        verbose_name_plural = _("nominees")
        ordering = ["position", "id"]
        indexes = [
            models.Index(fields=["state", "state_since"], name="nominee_state"),
            models.Index(fields=["mailbox"], name="nominee_mailbox"),
        ]

    def __str__(self):
        return str(self.uuid)[:8]
