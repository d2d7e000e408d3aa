"""What was written to someone, for an erasure."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from portal.mail.models import Letter, Link


def addresses_of(uuids: Iterable[UUID]) -> set[str]:
    """The addresses letters to these people went to."""
    written = Letter.objects.filter(to_uuid__in=uuids).values_list("to_email", flat=True).distinct()
    linked = Link.objects.filter(to_uuid__in=uuids).values_list("email", flat=True).distinct()
    return {address for address in (*written, *linked) if "@" in address}


def letters_to(uuids: Iterable[UUID], addresses: Iterable[str]) -> QuerySet[Letter]:
    """Letters to these people, and letters to nobody in particular at their addresses."""
    return Letter.objects.filter(Q(to_uuid__in=uuids) | Q(to_uuid=None, to_email__in=addresses))


def links_to(uuids: Iterable[UUID], addresses: Iterable[str]) -> QuerySet[Link]:
    """Links of these people, and links of nobody in particular sent to their addresses."""
    return Link.objects.filter(Q(to_uuid__in=uuids) | Q(to_uuid=None, email__in=addresses))
