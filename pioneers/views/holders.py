"""Who is looking besides the account: the browser that holds a draft, the holder of a consent link."""

from pioneers.letters.context import CONSENT_LINK
from pioneers.queries.files import DraftHolder, LinkHolder
from pioneers.views.devices import Device
from portal.mail.links import SESSION_KEY, opened_link


def holders(request):
    """What the documents app asks, beside the account, whether it may open a file: a browser may hold several links
    (someone nominated in two years), each of which opens what is its own."""
    if key_hash := Device(request).key_hash:
        yield DraftHolder(key_hash)
    for entry in request.session.get(SESSION_KEY, []):
        if entry["purpose"] == CONSENT_LINK and (opened := opened_link(request, CONSENT_LINK, entry["about"])):
            yield LinkHolder(opened.about_uuid)
