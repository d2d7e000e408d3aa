"""Editors' pictures and documents. A person's own files are private files (portal.documents), never these."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition


class EditorialImage(AbstractImage):
    """An editor's picture: who took it, what it shows to someone who can't see it, until when it may be shown."""

    credit = models.CharField(_("credit"), max_length=200, blank=True)
    alternative_text = models.CharField(_("alternative text"), max_length=300, blank=True)
    consent_until = models.DateField(_("consent ends"), null=True, blank=True)

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

    @property
    def default_alt_text(self):
        return self.alternative_text


class Rendition(AbstractRendition):
    image = models.ForeignKey(EditorialImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_a_filter"),
        ]


class EditorialDocument(AbstractDocument):
    """An editor's document, public."""

    admin_form_fields = ("title", "file", "collection", "tags")
