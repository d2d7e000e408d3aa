"""An expired link offers a fresh one, to the address its letter went to and to no other."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import translation

from portal.audit.actions.events import log_event
from portal.core.languages import offered_language
from portal.mail.actions.queue import queue_letter
from portal.mail.errors import TooManyLinks
from portal.mail.letters import FRESH_LINK
from portal.mail.links import LinkUnknown, find_link, recipient_of
from portal.mail.models import Letter, Link
from portal.mail.purposes import LinkPurpose, link_purpose
from portal.mail.secrets import LinkSecret

REQUEST_INTERVAL = timedelta(minutes=2)
AN_HOUR, A_DAY = 3, 6


def send_fresh_link(*, purpose: str, token: str, at: datetime) -> Letter:
    """Send a new link in place of an expired one. Asked twice within two minutes, done once.

    Raises LinkUnknown (also where the purpose gives no fresh ones any more) and TooManyLinks.
    """
    rules = link_purpose(purpose)
    with transaction.atomic():
        found = find_link(purpose, token)
        link = Link.objects.select_for_update().get(pk=found.pk)
        if rules.fresh and not rules.fresh(link.about_uuid):
            raise LinkUnknown()
        asked = Link.objects.filter(
            purpose=purpose,
            about_uuid=link.about_uuid,
            email=link.email,
            replaces__isnull=False,
            issued_at__gt=at - timedelta(days=1),
        ).order_by("-issued_at")
        recent = list(asked[:A_DAY])
        if recent and recent[0].issued_at > at - REQUEST_INTERVAL:
            return Letter.objects.get(reason=_reason(recent[0]))
        in_an_hour = [one for one in recent if one.issued_at > at - timedelta(hours=1)]
        if len(recent) >= A_DAY or len(in_an_hour) >= AN_HOUR:
            raise TooManyLinks()
        return _sent(link, rules, at)


def _sent(link: Link, rules: LinkPurpose, at: datetime) -> Letter:
    fresh = Link.objects.create(
        purpose=link.purpose,
        about_kind=link.about_kind,
        about_uuid=link.about_uuid,
        email=link.email,
        name=link.name,
        language=link.language,
        to_uuid=link.to_uuid,
        issued_at=at,
        expires_at=None if rules.lasting else at + rules.lifetime,
        replaces=link,
    )
    with translation.override(offered_language(link.language)):
        label = str(rules.label)
    letter = queue_letter(
        reason=_reason(fresh),
        to=recipient_of(link),
        kind=FRESH_LINK,
        context={"label": label},
        secrets={"link": LinkSecret(fresh)},
        about=fresh,
        expires=fresh.expires_at,
        at=at,
    )
    log_event(verb="mail.send_fresh_link", by=None, about=fresh, at=at, data={"purpose": link.purpose})
    return letter


def _reason(fresh: Link) -> str:
    return f"mail.fresh_link:{fresh.uuid}"
