import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.state_field import StateField
from portal.documents.states import FileState


class PrivateFile(models.Model):
    """A file someone sent in or we made, in the private (or the locked) storage, served only through a check.

    `about_kind` (a model's `app.model` label) and `about_uuid` say what it belongs to. `purpose` is a slug registered
    in portal.documents.purposes; it decides limits and who may open the file. `key` is its name in the storage and
    never leaves us; `version` says which writing of it is ours, where the storage is the locked one: what is locked
    can be hidden by a newer version, but not changed. `owner_uuid` is whose it is (the uuid of an account or a person),
    for erasure; empty for what we made ourselves.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    purpose = models.CharField(_("purpose"), max_length=60)
    about_kind = models.CharField(max_length=60)
    about_uuid = models.UUIDField()
    owner_uuid = models.UUIDField(null=True, blank=True, db_index=True)
    state = StateField(_("state"), max_length=10, states=FileState, default=FileState.ARRIVED)
    name = models.CharField(_("name"), max_length=120)
    content_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    storage = models.CharField(max_length=10, default="private", choices=[("private", "private"), ("locked", "locked")])
    key = models.CharField(max_length=200, unique=True)
    small_key = models.CharField(max_length=200, blank=True)
    version = models.CharField(max_length=100, blank=True)
    metadata = models.TextField(_("what the document says of itself"), blank=True, editable=False)
    arrived_at = models.DateTimeField(_("arrived"))
    decided_at = models.DateTimeField(_("accepted or refused"), null=True, blank=True)
    refusal = models.CharField(_("why refused"), max_length=200, blank=True)
    scan_attempts = models.PositiveSmallIntegerField(default=0)
    scan_next_at = models.DateTimeField(null=True, blank=True)
    kept_until = models.DateTimeField(_("can't be removed before"), null=True, blank=True)

    class Meta:
        ordering = ["arrived_at", "pk"]
        verbose_name = _("file")
        verbose_name_plural = _("files")
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=FileState.values), name="file_state_is_known"),
        ]
        indexes = [
            models.Index(fields=["about_uuid", "about_kind", "purpose"], name="file_about"),
            models.Index(fields=["state", "scan_next_at"], name="file_waiting"),
            models.Index(fields=["-arrived_at", "-id"], name="file_newest"),
        ]

    def __str__(self):
        return str(self.uuid)[:8]

    @property
    def is_picture(self) -> bool:
        return self.content_type.startswith("image/")
