"""Letters about letters: the fresh link; and what Wagtail and others send through Django."""

from django.utils.translation import gettext_lazy as _

from portal.mail.kinds import Audience, LetterKind

FRESH_LINK = LetterKind(
    key="mail/fresh_link",
    label=_("New link"),
    audience=Audience(_("The address the expired link was sent to")),
    purpose=_("Replaces a link that has expired, when its reader asks for a new one."),
)

# Its words are Wagtail's own; it has no Markdown.
EDITING_NOTICE = LetterKind(
    key="django",
    label=_("Notice from the editing system"),
    audience=Audience(_("Editors and moderators")),
    purpose=_("What Wagtail sends: a page to approve, a page approved, a comment."),
)
