"""Who in the secretariat sees what through."""

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from portal.core.actors import Viewer
from portal.core.records import Record
from portal.desk.models import Case


def secretariat() -> QuerySet:
    """Active accounts that hold a staff role, by name."""
    users = get_user_model().objects.filter(Q(groups__isnull=False) | Q(is_superuser=True), is_active=True)
    return users.distinct().order_by("name", "email")


def is_secretariat(user: Viewer) -> bool:
    """Whether the account holds any staff role now."""
    return user.is_authenticated and user.is_secretariat


def case_of(record: Record) -> Case | None:
    """The case kept for a record, with its owner and stand-in, or None while it is everyone's."""
    found = Case.objects.filter(kind=record._meta.label_lower, uuid=record.uuid)
    return found.select_related("owner", "stand_in").first()
