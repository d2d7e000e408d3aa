"""Sessions kept in the database, sealed: codes, tokens of links and half-finished sign-ins can't be read there."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from portal.mail.keys import seal, unseal


class SessionStore(DatabaseStore):
    def encode(self, session_dict):
        return seal(super().encode(session_dict))

    def decode(self, session_data):
        return super().decode(unseal(session_data) or "")
