"""Links in letters. Opening one (GET, HEAD) changes nothing, so mail scanners may; only a POST of the page answers.

The token moves into the session and the reader is sent on to an address without it, so it is in no history, referrer
or log of the page's own requests.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from portal.core import clock
from portal.core.errors import Refused
from portal.core.languages import offered_language
from portal.mail import keys
from portal.mail.models import Link
from portal.mail.purposes import link_purpose
from portal.mail.recipients import Recipient, reading_language

SESSION_KEY = "mail.links"
# How long an opened link may rest in a browser before the letter has to be at hand again, and how many it holds.
OPENED_LIFETIME = timedelta(hours=24)
MAX_OPENED = 10


class LinkUnknown(Refused):
    message = _("This link is not complete. Open it again from your e-mail, or copy the whole link.")


class LinkExpired(Refused):
    """`token` may be handed to `send_fresh_link`."""

    message = _("This link has expired.")

    def __init__(self, link: Link, token: str):
        super().__init__()
        self.link, self.token = link, token


@dataclass(frozen=True, slots=True)
class OpenedLink:
    """What a reader holds who opened their link: for what, about which noun, and who the letter was written to."""

    uuid: uuid.UUID
    purpose: str
    about_kind: str
    about_uuid: uuid.UUID
    to: Recipient
    issued_at: datetime


def issue_link(
    *, purpose: str, about: models.Model, to: Recipient, at: datetime, expires: datetime | None = None
) -> Link:
    """A link for `to` about a noun with a `uuid`; put it in a letter as `LinkSecret(link)`.

    Without `expires` it lives as long as the purpose says; a lasting purpose's link never expires.
    """
    rules = link_purpose(purpose)
    ends = None if rules.lasting else expires or at + rules.lifetime
    return Link.objects.create(
        purpose=purpose,
        about_kind=about._meta.label_lower,
        about_uuid=about.uuid,
        email=to.email.strip().lower(),
        name=to.name,
        language=reading_language(to),
        to_uuid=to.uuid,
        issued_at=at,
        expires_at=ends,
    )


def revoke_links(*, about: models.Model, at: datetime, purpose: str | None = None) -> int:
    """End every link about a noun (of one purpose): the old address, the old guardian. Returns how many."""
    links = Link.objects.filter(about_kind=about._meta.label_lower, about_uuid=about.uuid, revoked_at=None)
    if purpose:
        links = links.filter(purpose=purpose)
    return links.update(revoked_at=at)


def address_of(link: Link) -> str:
    """The whole address with the token, under the reader's language."""
    with translation.override(offered_language(link.language)):
        path = reverse(link_purpose(link.purpose).url_name, kwargs={"token": keys.token_for(link.uuid)})
    return settings.SITE_URL + path


def find_link(purpose: str, token: str) -> Link:
    """The link a token was made for, expired or not. Raises LinkUnknown."""
    found = keys.link_of(token)
    link = found and Link.objects.filter(uuid=found, purpose=purpose, revoked_at=None).first()
    if not link:
        raise LinkUnknown()
    return link


def open_link(request: HttpRequest, purpose: str, token: str, at: datetime | None = None) -> OpenedLink:
    """Take a token from an address into the session. Changes nothing else. Raises LinkUnknown, LinkExpired."""
    at = at or clock.now()
    link = find_link(purpose, token)
    if has_expired(link, at):
        raise LinkExpired(link, token)
    if request.method != "HEAD":
        request.session.cycle_key()
        _remember(request, link, at)
    return _opened(link)


def opened_link(
    request: HttpRequest, purpose: str, about_uuid: uuid.UUID | None = None, at: datetime | None = None
) -> OpenedLink | None:
    """The link of this purpose that this browser opened last, if it is still good, else None.

    Where several are open (a guardian with two children), `about_uuid`, or `?about=` in the address of the page
    (`landing`), says which: an answer given in one tab is never taken for the other child's.
    """
    at = at or clock.now()
    about_uuid = about_uuid or request.GET.get("about")
    for entry in reversed(request.session.get(SESSION_KEY, [])):
        if entry["purpose"] != purpose or (about_uuid and entry["about"] != str(about_uuid)):
            continue
        if at - parse_datetime(entry["at"]) > OPENED_LIFETIME:
            continue
        link = Link.objects.filter(uuid=entry["link"], revoked_at=None).first()
        if link and not has_expired(link, at):
            if at - parse_datetime(entry["at"]) > timedelta(hours=1):
                _remember(request, link, at)
            return _opened(link)
    return None


def landing(opened: OpenedLink) -> str:
    """The address without a token where the reader of an opened link lands. It names the noun (a uuid opens nothing by
    itself), so that each tab keeps to its own."""
    return f"{reverse(link_purpose(opened.purpose).page)}?about={opened.about_uuid}"


def close_links(request: HttpRequest) -> None:
    """Close every opened link in this browser ("forget this device")."""
    request.session.pop(SESSION_KEY, None)


def has_expired(link: Link, at: datetime) -> bool:
    """Half-open: at the very instant of `expires_at` it is over. A lasting purpose's link never is."""
    return not link_purpose(link.purpose).lasting and link.expires_at is not None and link.expires_at <= at


def recipient_of(link: Link) -> Recipient:
    return Recipient(link.email, link.name, link.language, link.to_uuid)


def _remember(request: HttpRequest, link: Link, at: datetime) -> None:
    kept = [entry for entry in request.session.get(SESSION_KEY, []) if entry["link"] != str(link.uuid)]
    entry = {"purpose": link.purpose, "link": str(link.uuid), "about": str(link.about_uuid), "at": at.isoformat()}
    request.session[SESSION_KEY] = [*kept, entry][-MAX_OPENED:]


def _opened(link: Link) -> OpenedLink:
    return OpenedLink(
        uuid=link.uuid,
        purpose=link.purpose,
        about_kind=link.about_kind,
        about_uuid=link.about_uuid,
        to=recipient_of(link),
        issued_at=link.issued_at,
    )
