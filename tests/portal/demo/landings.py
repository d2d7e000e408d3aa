"""Where the buttons of the demo's sign-in page lead."""

from html import unescape

from django.test import Client

from portal.demo.things_to_try import LOOK_AROUND, offers
from portal.people.models import User


def assert_each_thing_can_be_tried(at) -> dict[str, str]:
    """Opens each account's page as its holder and finds there what it is about; returns what is offered to whom."""
    texts = {}
    for _role, found in offers(at):
        for offer in found:
            client = Client()
            client.force_login(User.objects.get(email=offer.email))
            page = client.get(offer.place.url)
            assert page.status_code == 200, f"{offer.email}: {offer.place.url} gives {page.status_code}"
            assert offer.place.shows in unescape(page.content.decode()), f"{offer.email}: {offer.place}"
            assert offer.text != str(LOOK_AROUND.text), f"{offer.email} has nothing to try"
            texts[offer.email] = offer.text
    return texts
