"""What happened to files, for those who act on it after the commit."""

from django.dispatch import Signal

# A file arrived and waits for the scanner. Sent after the commit, with `file` (PrivateFile).
file_waits = Signal()
# A file that had arrived was refused by the scanner. Sent inside the transaction, with `file` and `at`, so that the
# half it belongs to can put a letter in the outbox with it.
file_refused = Signal()
