"""Who may read what is for members: everyone in the pages of a member city, once they are open, and the secretariat."""

from datetime import datetime

from django.db.models import Exists, OuterRef

from portal.cities.models import City
from portal.cities.queries.people import cities_read_by
from portal.core.actors import Viewer
from portal.membership.queries.memberships import memberships_on


def member_cities_of(user: Viewer, at: datetime) -> list[City]:
    """The cities `user` reads for whose pages for members are open at that instant, by name."""
    mine = cities_read_by(user, at)
    if not mine:
        return []
    opened = memberships_on(at.date()).filter(city=OuterRef("pk"), opened_at__lte=at)
    open_to = set(City.objects.filter(Exists(opened), pk__in=[city.pk for city in mine]).values_list("pk", flat=True))
    return [city for city in mine if city.pk in open_to]


def reads_member_pages(user: Viewer, at: datetime) -> bool:
    """Whether `user` may read what is for members."""
    return user.is_authenticated and (user.is_secretariat or bool(member_cities_of(user, at)))
