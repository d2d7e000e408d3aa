"""The minutes between a step that writes to people and their e-mails going out."""

from datetime import timedelta

# Long enough to see a mistake, short enough that nobody waits for news. `queue_letter(..., not_before=at + GRACE)`.
GRACE = timedelta(minutes=15)
