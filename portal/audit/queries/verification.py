"""Proving the record untampered. What this can and cannot see: docs/audit-log.md."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from portal.audit.hashing import chain_link, entry_digest, first_link, segment_root
from portal.audit.models import AuditEvent, Drop, Seal, Segment
from portal.audit.models.guard import missing_triggers


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was sealed. `kind`: altered, missing, order, seal, root, published, guard. `entry` is
    the key of the entry, where one can be named."""

    kind: str
    text: str
    entry: int | None = None
    segment: int | None = None


@dataclass(slots=True)
class Verification:
    """What was checked, and what was found, in the order of the record."""

    entries: int = 0
    segments: int = 0
    dropped: int = 0
    unsealed: int = 0
    newest_root: str = ""
    findings: list[Finding] = field(default_factory=list)


def verify(published: Iterable[str] = (), *, most: int = 1) -> Verification:
    """Recompute every sealed entry, chain and root. Stops after `most` findings. `published` are lines of the log in
    which roots were published; what they say must still be true."""
    result = Verification(unsealed=AuditEvent.objects.count() - Seal.objects.count())
    for finding in _findings(result, published):
        result.findings.append(finding)
        if len(result.findings) >= most:
            break
    return result


def _findings(result: Verification, published: Iterable[str]) -> Iterator[Finding]:
    dropped = set(Drop.objects.values_list("segment", flat=True))
    expected, previous_root = 1, ""
    roots = {}
    for segment in Segment.objects.order_by("number").iterator():
        if segment.number != expected:
            text = _("Segment %(number)d is missing.") % {"number": expected}
            yield Finding("missing", text, segment=expected)
        elif segment.previous_root != previous_root:
            text = _("Segment %(number)d does not follow from the one before it.") % {"number": segment.number}
            yield Finding("root", text, segment=segment.number)
        if segment.number in dropped:
            result.dropped += 1
        else:
            yield from _segment_findings(segment, result)
        expected, previous_root = segment.number + 1, segment.root
        roots[segment.number] = segment.root
        result.segments += 1
    result.newest_root = previous_root
    yield from _strays(set(roots))
    yield from _published_findings(published, roots)
    for name in missing_triggers():
        text = _("The trigger %(name)s is not in place: run migrate.") % {"name": name}
        yield Finding("guard", text)


def _segment_findings(segment: Segment, result: Verification) -> Iterator[Finding]:
    seals = {seal.position: seal for seal in Seal.objects.filter(segment=segment.number).order_by("position")}
    entries = AuditEvent.objects.in_bulk([seal.entry for seal in seals.values()])
    link = first_link(segment.number, segment.previous_root)
    for position in range(1, max([segment.size, *seals]) + 1):
        seal = seals.get(position)
        if seal is None or position > segment.size:
            yield _stray_seal(segment, position, seal)
            continue
        finding = _entry_finding(seal, entries.get(seal.entry))
        if finding:
            yield finding
        link = chain_link(link, position, seal.entry, seal.digest)
        if link != seal.chain:
            text = _("Event %(entry)d is not where it was sealed: segment %(segment)d, position %(position)d.")
            yield Finding("order", text % _place(seal), seal.entry, segment.number)
            link = seal.chain
        result.entries += 1
    root = segment_root(segment.number, segment.previous_root, segment.size, segment.keep_until, link)
    if root != segment.root:
        text = _("The root of segment %(number)d does not match its events.") % {"number": segment.number}
        yield Finding("root", text, segment=segment.number)


def _stray_seal(segment: Segment, position: int, seal: Seal | None) -> Finding:
    if seal is None:
        text = _("An event is missing: segment %(segment)d, position %(position)d has lost its seal.")
        place = {"segment": segment.number, "position": position}
        return Finding("missing", text % place, segment=segment.number)
    text = _("Event %(entry)d was added to segment %(segment)d after it was sealed.")
    return Finding("seal", text % _place(seal), seal.entry, segment.number)


def _entry_finding(seal: Seal, entry: AuditEvent | None) -> Finding | None:
    if entry is None:
        text = _("Event %(entry)d is missing: segment %(segment)d, position %(position)d.")
        return Finding("missing", text % _place(seal), seal.entry, seal.segment)
    digest = entry_digest(entry)
    if digest == seal.digest:
        return None
    if Seal.objects.filter(digest=digest).exists():
        text = _("Event %(entry)d is out of order: it holds what was sealed as another event.")
        return Finding("order", text % _place(seal), seal.entry, seal.segment)
    text = _("Event %(entry)d was altered: segment %(segment)d, position %(position)d.")
    return Finding("altered", text % _place(seal), seal.entry, seal.segment)


def _place(seal: Seal) -> dict:
    return {"entry": seal.entry, "segment": seal.segment, "position": seal.position}


def _strays(numbers: set[int]) -> Iterator[Finding]:
    """Seals of a segment that is gone."""
    for number in Seal.objects.order_by("segment").values_list("segment", flat=True).distinct():
        if number not in numbers:
            text = _("Segment %(number)d is missing.") % {"number": number}
            yield Finding("missing", text, segment=number)


def _published_findings(lines: Iterable[str], roots: dict[int, str]) -> Iterator[Finding]:
    """What the log says was sealed and the record says otherwise."""
    for line in lines:
        start = line.find("{")
        try:
            said = json.loads(line[start:]) if start >= 0 else {}
        except ValueError:
            continue
        if not isinstance(said, dict) or "sealed_segment" not in said:
            continue
        number, root = said["sealed_segment"], said.get("root")
        if number not in roots:
            text = _("Segment %(number)d was published and is missing.") % {"number": number}
        elif roots[number] != root:
            text = _("Segment %(number)d does not have the root that was published.") % {"number": number}
        else:
            continue
        yield Finding("published", text, segment=number)
