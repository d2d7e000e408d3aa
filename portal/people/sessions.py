"""Sessions kept in the database, sealed: codes, tokens of links and half-finished sign-ins can't be read there. And
when each was last seen, for the page that lists them."""

import hashlib

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.core.cache import cache

from portal.mail.keys import seal, unseal

SEEN_EVERY = 300


class SessionStore(DatabaseStore):
    def encode(self, session_dict):
        return seal(super().encode(session_dict))

    def decode(self, session_data):
        return super().decode(unseal(session_data) or "")


class LastSeenMiddleware:
    """Notes where and when a session was last used, once in five minutes; allauth's own writes at each request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        key = request.session.session_key
        if key and cache.add(f"people.seen:{hashlib.sha256(key.encode()).hexdigest()}", True, SEEN_EVERY):
            if request.user.is_authenticated:
                UserSession.objects.create_from_request(request)
        return self.get_response(request)
