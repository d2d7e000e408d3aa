"""Background work: sessions nobody uses any more go."""

from datetime import timedelta
from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session

from portal.jobs.registry import job


@job("people.clear_sessions", every=timedelta(days=1))
def clear_sessions(at):
    """Deletes sessions that ran out, and what is known of the browsers they were in. Safe twice at once."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    alive = Session.objects.filter(expire_date__gt=at).values("session_key")
    UserSession.objects.exclude(session_key__in=alive).delete()
