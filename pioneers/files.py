"""What files the prize takes. Who may open them: rules, registered in portal_hooks."""

from django.utils.translation import gettext_lazy as _

from portal.documents.purposes import PICTURE_BYTES, Purpose
from portal.documents.types import ATTACHABLE, PICTURES

ATTACHMENT = "pioneers.attachment"
PORTRAIT = "pioneers.portrait"

# The edition's own limit on the number of files is held by actions.files; this is the most any edition may allow.
attachments = Purpose(
    slug=ATTACHMENT,
    max_bytes=10_000_000,
    max_count=10,
    types=ATTACHABLE,
    label=_("Files that show what they did"),
    notes_metadata=True,
)
portraits = Purpose(slug=PORTRAIT, max_bytes=PICTURE_BYTES, max_count=1, types=PICTURES, label=_("A picture of you"))
