"""Memberships as the secretariat sees them, and what is to do about them."""

from datetime import date, datetime, timedelta

from django.db.models import DateTimeField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce

from portal.cities.models import City, ContactPerson
from portal.cities.queries.contacts import active_contacts
from portal.cities.queries.staff import cities_visible_to
from portal.core.actors import Viewer
from portal.membership.models import Membership
from portal.membership.queries.memberships import members, memberships_on

# How long before its end a membership is somebody's matter.
NOTICE_PERIOD = timedelta(days=90)


def memberships_visible_to(viewer: Viewer, at: datetime) -> QuerySet[Membership]:
    """Every membership, for the secretariat; none for others."""
    if not viewer.has_perm("membership.see_memberships"):
        return Membership.objects.none()
    return Membership.objects.all()


def with_status(queryset: QuerySet[Membership], status: str, on: date) -> QuerySet[Membership]:
    """Narrows memberships to those that are `coming`, `running`, `ending` (within the notice) or `over` on that day."""
    running = Q(starts__lte=on) & (Q(ends__isnull=True) | Q(ends__gt=on))
    conditions = {
        "coming": Q(starts__gt=on),
        "running": running,
        "ending": running & Q(ends__lte=on + NOTICE_PERIOD),
        "over": Q(ends__lte=on),
    }
    return queryset.filter(conditions[status])


def ending_soon(viewer: Viewer, at: datetime) -> QuerySet[Membership]:
    """Memberships that end within the notice and have none to follow, with `ends_at` and `noticed_at`."""
    followed = Membership.objects.filter(city=OuterRef("city"), starts__gte=OuterRef("ends"))
    found = (
        with_status(memberships_visible_to(viewer, at), "ending", at.date())
        .filter(~Exists(followed))
        .annotate(ends_at=Cast("ends", DateTimeField()))
        .annotate(noticed_at=ExpressionWrapper(F("ends_at") - NOTICE_PERIOD, output_field=DateTimeField()))
        .select_related("city__country")
    )
    return _for(viewer, "membership.end_membership", found)


def without_approval(viewer: Viewer, at: datetime) -> QuerySet[Membership]:
    """Memberships in force whose approval at the political level nobody has written down, with `starts_at`."""
    found = (
        memberships_on(at.date())
        .filter(approved_on__isnull=True)
        .annotate(starts_at=Cast("starts", DateTimeField()))
        .select_related("city__country")
    )
    return _for(viewer, "membership.update_membership", found)


def members_without_contact(viewer: Viewer, at: datetime) -> QuerySet[City]:
    """Member cities nobody speaks for, with `alone_since`: when the last contact person ended, or the membership
    began."""
    today = at.date()
    last = ContactPerson.objects.filter(city=OuterRef("pk"), until__isnull=False).order_by("-until")
    began = memberships_on(today).filter(city=OuterRef("pk")).annotate(at=Cast("starts", DateTimeField()))
    found = (
        cities_visible_to(viewer, at)
        .filter(pk__in=members(today).values("pk"))
        .filter(~Exists(active_contacts(at).filter(city=OuterRef("pk"))))
        .annotate(alone_since=Coalesce(Subquery(last.values("until")[:1]), Subquery(began.values("at")[:1])))
        .select_related("country")
    )
    return _for(viewer, "cities.appoint_contact_person", found)


def _for(viewer: Viewer, permission: str, found: QuerySet) -> QuerySet:
    """All of it for whoever may act on it, none of it (with the same columns) for others."""
    return found if viewer.has_perm(permission) else found.none()
