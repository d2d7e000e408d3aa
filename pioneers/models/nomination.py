import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pioneers.states import CandidacyKind, NominationState, Relation
from portal.core.keys_field import KeysField, mailboxes_in
from portal.core.search import FoldedField, TrigramIndex
from portal.core.state_field import StateField


class Nomination(models.Model):
    """One nominator's text, putting a person or a group of named people forward.

    A draft belongs to an account (`nominator`) or to a device: the hash of a random cookie (`draft_key_hash`), which
    alone is stored. `version` grows with each save, so that a second tab can't overwrite what it has not seen;
    `draft_tab` is the random mark of the page that saved last. `sent_at` is when it was sent without an account: a code
    typed later confirms it, also after closing; changing it takes that back.
    `language` is the language the form was read in, which the texts are taken to be in.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(_("reference"), max_length=20, unique=True, null=True, editable=False)
    edition = models.ForeignKey(
        "pioneers.Edition", verbose_name=_("edition"), on_delete=models.PROTECT, related_name="nominations"
    )
    state = StateField(_("state"), max_length=20, states=NominationState, default=NominationState.DRAFT, editable=False)
    candidacy = models.ForeignKey(
        "pioneers.Candidacy",
        verbose_name=_("candidacy"),
        null=True,
        on_delete=models.PROTECT,
        related_name="nominations",
        editable=False,
    )
    joined_from = models.ForeignKey(
        "pioneers.Candidacy", null=True, on_delete=models.PROTECT, related_name="lent_nominations", editable=False
    )
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="en")

    nominator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("nominator's account"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="nominations",
        editable=False,
    )
    nominator_name = models.CharField(_("nominator"), max_length=200, blank=True)
    nominator_email = models.EmailField(_("nominator's e-mail"), blank=True)
    relation = models.CharField(_("how they know them"), max_length=20, choices=Relation.choices, blank=True)
    relation_text = models.CharField(_("how they know them, in their own words"), max_length=300, blank=True)

    kind = models.CharField(
        _("who is nominated"), max_length=10, choices=CandidacyKind.choices, default=CandidacyKind.PERSON
    )
    nominee_name = models.CharField(_("nominee"), max_length=200, blank=True)
    nominee_email = models.EmailField(_("nominee's e-mail"), blank=True)
    nominee_country = models.CharField(_("country"), max_length=2, blank=True)
    members = models.JSONField(_("people in the group"), default=list, blank=True)

    category = models.ForeignKey(
        "pioneers.Category",
        verbose_name=_("category"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="nominations",
    )
    did = models.TextField(_("what they did"), blank=True)
    changed = models.TextField(_("what changed"), blank=True)
    courage = models.TextField(_("why it took courage"), blank=True)
    links = models.JSONField(_("links"), default=list, blank=True)
    # What the jury reads instead, where staff wrote a copy without names: `{"did": …, "links": […]}`.
    reading_copy = models.JSONField(_("reading copy for the jury"), default=dict, blank=True, editable=False)
    names_checked_at = models.DateTimeField(_("names checked"), null=True, editable=False)

    version = models.PositiveIntegerField(default=0, editable=False)
    draft_tab = models.CharField(max_length=40, blank=True, editable=False)
    draft_key_hash = models.CharField(max_length=64, blank=True, editable=False)
    draft_expires_at = models.DateTimeField(null=True, editable=False)
    sent_at = models.DateTimeField(_("sent, to be confirmed"), null=True, editable=False)
    saved_at = models.DateTimeField(_("last saved"), null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True, editable=False)
    screened_at = models.DateTimeField(_("screened"), null=True, editable=False)
    screening_reason = models.TextField(_("reason given at screening"), blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)
    search_text = FoldedField("reference", "nominator_name", "nominator_email", "nominee_name", "nominee_email")
    named_mailboxes = KeysField("every_mailbox")

    class Meta:
        verbose_name = _("nomination")
        verbose_name_plural = _("nominations")
        ordering = ["-submitted_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=NominationState.DRAFT) | Q(reference__isnull=False, submitted_at__isnull=False),
                name="nomination_sent_has_reference",
            ),
            models.UniqueConstraint(
                fields=["edition", "nominator"],
                condition=Q(state=NominationState.DRAFT, nominator__isnull=False),
                name="nomination_one_draft_an_account",
            ),
            models.UniqueConstraint(
                fields=["edition", "draft_key_hash"],
                condition=Q(state=NominationState.DRAFT) & ~Q(draft_key_hash=""),
                name="nomination_one_draft_a_device",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "submitted_at"], name="nomination_state"),
            models.Index(fields=["edition", "state"], name="nomination_edition"),
            models.Index(fields=["-submitted_at", "-id"], name="nomination_newest"),
            models.Index(fields=["nominee_country"], name="nomination_country"),
            models.Index(fields=["draft_expires_at"], name="nomination_draft_expiry"),
            models.Index(fields=["nominator_email"], name="nomination_nominator_email"),
            TrigramIndex(fields=["search_text"], name="nomination_search"),
            TrigramIndex(fields=["named_mailboxes"], name="nomination_mailboxes"),
        ]

    def __str__(self):
        return self.reference or str(self.uuid)[:8]

    @property
    def every_mailbox(self) -> set[str]:
        """The mailboxes of everyone named: the nominator, the nominee, the people in the group."""
        return mailboxes_in(self.nominator_email, self.nominee_email, *(one.get("email") for one in self.members))
