"""Where the buttons of the demo's sign-in page lead."""

from collections.abc import Collection
from datetime import datetime
from html import unescape

from django.test import Client

from portal.demo.things_to_try import LOOK_AROUND, Offer, offers
from portal.people.models import User


def assert_each_thing_can_be_tried(at: datetime, known: Collection[Offer] = ()) -> list[Offer]:
    """Opens each account's page as its holder and finds there what it is about; returns what is offered to whom. Pages
    that are `known` are not opened again."""
    found = [offer for _role, of_role in offers(at) for offer in of_role]
    for offer in found:
        assert offer.text != str(LOOK_AROUND.text), f"{offer.email} has nothing to try"
        if offer in known:
            continue
        client = Client()
        client.force_login(User.objects.get(email=offer.email))
        page = client.get(offer.place.url)
        assert page.status_code == 200, f"{offer.email}: {offer.place.url} gives {page.status_code}"
        assert offer.place.shows in unescape(page.content.decode()), f"{offer.email}: {offer.place}"
    return found
