"""Editors' pictures and documents. A person's own files are private files (portal.documents), never these."""

from io import BytesIO
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.models import UploadedFile

from portal.core import clock
from portal.documents.errors import FileRefused
from portal.documents.pictures import clean_picture

MAX_SIDE = 2400


class EditorialImage(AbstractImage):
    """An editor's picture: who took it, what it shows to someone who can't see it, until when it may be shown.

    Saving a new file strips all metadata from it (a photograph says where and when it was taken).
    """

    credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("Who took or drew it. Shown beside the picture.")
    )
    alternative_text = models.CharField(
        _("alternative text"),
        max_length=300,
        help_text=_("What the picture shows, for someone who can't see it. One sentence, without “picture of”."),
    )
    consent_until = models.DateField(
        _("consent ends"),
        null=True,
        blank=True,
        help_text=_("The last day it may be shown. After it, pages show an empty frame instead."),
    )

    admin_form_fields = (
        "title",
        "file",
        "alternative_text",
        "credit",
        "consent_until",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_editorialimage", _("Can choose a picture"))]

    @property
    def default_alt_text(self):
        return self.alternative_text

    @property
    def may_be_shown(self) -> bool:
        """Whether the consent of those in it still holds today, in the site's own zone (DEFAULT_ZONE)."""
        return self.consent_until is None or clock.today() <= self.consent_until

    def clean(self):
        super().clean()
        try:
            self._write_anew()
        except FileRefused as refused:
            raise ValidationError({"file": str(refused)})

    def save(self, *args, **kwargs):
        self._write_anew()
        super().save(*args, **kwargs)

    def generate_rendition_file(self, filter, *, source=None):
        """A size of the picture, in memory: Wagtail's own way leaves a temporary file open."""
        with super().generate_rendition_file(filter, source=source) as made:
            made.seek(0)
            return ImageFile(BytesIO(made.read()), name=made.name)

    def _write_anew(self) -> None:
        """A file that has just arrived is drawn again, once. Raises FileRefused for one that can't be."""
        if not self.file or self.file._committed or getattr(self, "_written", None) == self.file.name:
            return
        self.file.seek(0)
        self.file = clean_picture(self.file, longest=MAX_SIDE).as_file(PurePath(self.file.name).name)
        self.file_size = self.file.size
        self._written = self.file.name


def draw_waiting_picture_anew(sender, instance: UploadedFile, **kwargs) -> None:
    """Before a picture is kept that waits for the rest of its form (several uploaded at once): it lies where it can be
    fetched, and must tell nothing by then. Raises FileRefused."""
    is_picture = instance.for_content_type and instance.for_content_type.model_class() is EditorialImage
    if is_picture and instance.file and not instance.file._committed:
        instance.file.seek(0)
        instance.file = clean_picture(instance.file, longest=MAX_SIDE).as_file(PurePath(instance.file.name).name)


class Rendition(AbstractRendition):
    """A picture in one of the sizes pages ask for."""

    image = models.ForeignKey(EditorialImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_a_filter"),
        ]


class EditorialDocument(AbstractDocument):
    """An editor's document, public."""

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_editorialdocument", _("Can choose a document"))]


def picture_field(label, *, help_text="") -> models.ForeignKey:
    """A page's optional picture: it goes from the page when the picture is deleted."""
    return models.ForeignKey(
        "content.EditorialImage",
        verbose_name=label,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=help_text,
    )
