"""Who is told of a publication."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from portal.alliance.models import LibrarySubscription, Publication
from portal.cities.models import City
from portal.cities.queries.people import people_of_each
from portal.core.actors import Viewer
from portal.membership.queries.memberships import memberships_on


def own_subscription(viewer: Viewer) -> LibrarySubscription | None:
    """The subscription of whoever is signed in; None without one."""
    if not viewer.is_authenticated:
        return None
    return LibrarySubscription.objects.prefetch_related("themes").filter(user=viewer.pk).first()


def subscriptions_to(publication: Publication, at: datetime) -> list[LibrarySubscription]:
    """The subscriptions a publication falls under, of open accounts that may read the library at that instant."""
    wanted = LibrarySubscription.objects.filter(
        Q(everything=True) | Q(themes__in=publication.themes.all()), user__is_active=True
    )
    found = list(wanted.select_related("user").prefetch_related("user__groups").order_by("pk").distinct())
    readers = _readers(at)
    return [one for one in found if one.user_id in readers or one.user.is_secretariat]


def _readers(at: datetime) -> set[int]:
    """The accounts of everyone in the pages of a city whose pages for members are open."""
    opened = memberships_on(at.date()).filter(city=OuterRef("pk"), opened_at__lte=at)
    cities = City.objects.filter(Exists(opened)).values_list("pk", flat=True)
    return {person.user.pk for people in people_of_each(cities, at).values() for person in people}
