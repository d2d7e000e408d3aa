"""Batches of letters, and what has become of the letters in them."""

from datetime import datetime

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from portal.core.actors import Viewer
from portal.mail.models import Batch, Letter
from portal.mail.states import FAILED, OPEN, LetterState


def batches_visible_to(viewer: Viewer, at: datetime) -> QuerySet[Batch]:
    """Every batch for programme managers and administrators, none for others."""
    if viewer.is_authenticated and viewer.has_role("manager", "administrator"):
        return Batch.objects.all()
    return Batch.objects.none()


def held_batches(viewer: Viewer, at: datetime) -> QuerySet[Batch]:
    """Batches with letters that wait for someone to look at them."""
    held = Letter.objects.filter(batch=OuterRef("pk"), state=LetterState.HELD)
    return batches_visible_to(viewer, at).filter(Exists(held))


def with_counts(batches: QuerySet[Batch]) -> QuerySet[Batch]:
    """`held`, `on_the_way`, `sent`, `failed` of each batch."""
    return batches.annotate(
        held=Count("letters", filter=Q(letters__state=LetterState.HELD)),
        on_the_way=Count("letters", filter=Q(letters__state__in=OPEN)),
        sent=Count("letters", filter=Q(letters__state=LetterState.SENT)),
        failed=Count("letters", filter=Q(letters__state__in=FAILED)),
    )


def held_letters(batch: Batch) -> QuerySet[Letter]:
    """The letters of a batch that wait for someone to look at them."""
    return Letter.objects.filter(batch=batch, state=LetterState.HELD)


def stoppable_letters(at: datetime) -> QuerySet[Letter]:
    """E-mails that wait for a while before they go out, so that they can be stopped: none was tried yet."""
    return Letter.objects.filter(state=LetterState.WAITING, attempts=0, next_at__gt=at)


def goes_out_at(batch: Batch, at: datetime) -> datetime | None:
    """When the first of a batch's e-mails that can still be stopped goes out; None where there is none."""
    return stoppable_letters(at).filter(batch=batch).aggregate(first=Min("next_at"))["first"]


def letters_of(batch: Batch) -> QuerySet[Letter]:
    """Every letter of a batch in the order written, without their words."""
    return (
        Letter.objects.filter(batch=batch).order_by("id").defer("text", "html", "attachments", "last_words", "secrets")
    )
