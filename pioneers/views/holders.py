"""Who is looking besides the account: the browser that holds a draft, the holder of a consent link."""

from pioneers.emails import CONSENT_LINK
from pioneers.queries.files import DraftHolder, LinkHolder
from pioneers.views.devices import Device
from portal.mail.links import opened_link


def holders(request):
    """What the documents app asks, beside the account, whether it may open a file."""
    if key_hash := Device(request).key_hash:
        yield DraftHolder(key_hash)
    if opened := opened_link(request, CONSENT_LINK):
        yield LinkHolder(opened.about_uuid)
