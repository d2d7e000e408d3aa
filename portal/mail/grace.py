"""The minutes between a step that writes to people and their e-mails going out."""

from datetime import timedelta

from django.utils.translation import gettext as _

# Long enough to see a mistake, short enough that nobody waits for news. `queue_letter(..., not_before=at + GRACE)`.
GRACE = timedelta(minutes=15)


def grace_minutes() -> int:
    """For sentences of one's own."""
    return int(GRACE.total_seconds() // 60)


def grace_in_words() -> str:
    """For the page before a step. Without the instant: it must not change by the minute while it is read."""
    return _("The e-mails wait %(minutes)d minutes. Until then you can stop them.") % {"minutes": grace_minutes()}
