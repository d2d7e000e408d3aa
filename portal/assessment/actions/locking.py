"""Rows are locked in one order everywhere: the round, then its entries."""

from portal.assessment.models import Entry, Round


def lock_round(round: Round) -> Round:
    return Round.objects.select_for_update().get(pk=round.pk)


def lock_entry(entry: Entry) -> Entry:
    """The entry's row locked, and its round's before it."""
    lock_round(entry.round)
    return Entry.objects.select_for_update(of=("self",)).select_related("round").get(pk=entry.pk)
