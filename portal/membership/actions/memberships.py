"""Memberships: beginning, ending, going on. Always under a lock on the city, so that two never overlap."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from portal.audit.actions.events import log_event
from portal.audit.queries.repeats import already_done
from portal.cities.models import City
from portal.core.actors import Actor
from portal.core.formats import day
from portal.core.permission import require
from portal.membership.errors import EndsBeforeItStarts, NotLonger, Overlaps, TooShort
from portal.membership.models import Membership


def start_membership(
    *,
    city: City,
    starts: date,
    by: Actor,
    at: datetime,
    ends: date | None = None,
    minimum_years: int = 3,
    approved_on: date | None = None,
    approved_by: str = "",
    reason: str = "",
    opens_now: bool = True,
) -> Membership:
    """Makes a city a member from `starts` until the day before `ends` (None: no end is set).

    `minimum_years` is what was agreed; an `ends` before that needs a `reason`. `approved_on`, `approved_by`: the day
    and the body of the approval at the political level. Without `opens_now` the pages for members stay closed until
    `open_member_pages`. The same again answers the membership that is there.

    Raises NotAllowed, Overlaps, EndsBeforeItStarts, TooShort.
    """
    require(by, "membership.start_membership")
    membership = Membership(
        city=city,
        starts=starts,
        ends=ends,
        minimum_years=minimum_years,
        approved_on=approved_on,
        approved_by=_tidy(approved_by),
        opened_at=at if opens_now else None,
    )
    with transaction.atomic():
        City.objects.select_for_update().get(pk=city.pk)
        there = Membership.objects.filter(city=city, starts=starts, ends=ends).first()
        if there is not None:
            return there
        _check_end(membership, reason)
        _check_overlap(membership)
        membership.save()
        told = {"starts": starts, "ends": ends, "minimum_years": minimum_years}
        log_event(verb="membership.start_membership", by=by, about=membership, at=at, data=told)
    return membership


def update_membership(
    *,
    membership: Membership,
    minimum_years: int,
    by: Actor,
    at: datetime,
    approved_on: date | None = None,
    approved_by: str = "",
) -> Membership:
    """Corrects what was agreed, or writes down the approval. Its days change by ending and extending alone.

    Raises NotAllowed.
    """
    require(by, "membership.update_membership")
    wanted = {"minimum_years": minimum_years, "approved_on": approved_on, "approved_by": _tidy(approved_by)}
    with transaction.atomic():
        row = _locked(membership)
        changed = sorted(name for name, value in wanted.items() if getattr(row, name) != value)
        for name in changed:
            setattr(row, name, wanted[name])
        if changed:
            row.save(update_fields=changed)
            log_event(verb="membership.update_membership", by=by, about=row, at=at, data={"changed": changed})
    return row


def open_member_pages(*, membership: Membership, by: Actor, at: datetime) -> Membership:
    """Opens what is for members to the people of the city: once its first contribution is paid (`by` None), or earlier
    by staff. Asked twice, done once. Raises NotAllowed."""
    require(by, "membership.start_membership")
    with transaction.atomic():
        row = _locked(membership)
        if row.opened_at is None:
            row.opened_at = at
            row.save(update_fields=["opened_at"])
            log_event(verb="membership.open_member_pages", by=by, about=row, at=at)
    return row


def end_membership(*, membership: Membership, ends: date, by: Actor, at: datetime, reason: str = "") -> Membership:
    """Ends a membership: `ends` is the first day it no longer covers. Before the agreed years are over, `reason` says
    why. Asked twice, done once. Raises NotAllowed, EndsBeforeItStarts, TooShort, Overlaps (when it would last longer
    than now and meet the next one)."""
    require(by, "membership.end_membership")
    with transaction.atomic():
        return _set_end(_locked(membership), ends, "membership.end_membership", by, at, reason)


def extend_membership(*, membership: Membership, by: Actor, at: datetime, ends: date | None = None) -> Membership:
    """Lets a membership go on: until a later day, or with no end set. Raises NotAllowed, NotLonger, Overlaps."""
    require(by, "membership.end_membership")
    with transaction.atomic():
        row = _locked(membership)
        if ends is not None and (row.ends is None or ends < row.ends):
            raise NotLonger()
        return _set_end(row, ends, "membership.extend_membership", by, at, row.ending_reason)


def _set_end(row: Membership, ends: date | None, verb: str, by: Actor, at: datetime, reason: str) -> Membership:
    if row.ends == ends:
        if row.ending_reason and _tidy(reason) not in ("", row.ending_reason):
            raise already_done(row, verb, row.ending_reason)
        return row
    row.ends = ends
    _check_end(row, reason)
    _check_overlap(row)
    row.save(update_fields=["ends", "ending_reason"])
    log_event(verb=verb, by=by, about=row, at=at, data={"ends": ends, "early": bool(row.ending_reason)})
    return row


def _locked(membership: Membership) -> Membership:
    City.objects.select_for_update().get(pk=membership.city_id)
    return Membership.objects.select_for_update().get(pk=membership.pk)


def _check_end(membership: Membership, reason: str) -> None:
    """At least the agreed years, unless someone says why not; the reason is kept only where it is needed."""
    membership.ending_reason = ""
    if membership.ends is None:
        return
    if membership.ends <= membership.starts:
        raise EndsBeforeItStarts()
    if membership.ends < membership.agreed_until:
        if not reason.strip():
            raise TooShort(day(membership.agreed_until))
        membership.ending_reason = _tidy(reason)


def _check_overlap(membership: Membership) -> None:
    others = Membership.objects.filter(city=membership.city_id).exclude(pk=membership.pk)
    others = others.filter(Q(ends__isnull=True) | Q(ends__gt=membership.starts))
    if membership.ends is not None:
        others = others.filter(starts__lt=membership.ends)
    if others.exists():
        raise Overlaps()


def _tidy(text: str) -> str:
    return " ".join(text.split())
