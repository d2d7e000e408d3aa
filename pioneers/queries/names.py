"""Names the jury must not read: those a pen name stands for, wherever a nomination gives them away."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils.translation import gettext as _

from pioneers.domain.known_names import (
    SecretNames,
    found_in_label,
    found_in_prose,
    hidden_in_label,
    hidden_in_prose,
    secret_names,
)
from pioneers.models import Candidacy, Nomination, Nominee
from pioneers.queries.visibility import ShownAs
from pioneers.states import CONSENTED_CANDIDACIES, CandidacyKind, NominationState
from portal.documents.models import PrivateFile
from portal.documents.names import unused_name
from portal.documents.queries.files import FileView, files_of_many, held

TEXTS = ("did", "changed", "courage")


@dataclass(frozen=True, slots=True)
class Alias:
    """One nominee as the jury calls them, and the names that must stay hidden."""

    secret: SecretNames
    shown: str


@dataclass(frozen=True, slots=True)
class NameFinding:
    """Where the jury could read a name: in which nomination, in what of it, which names."""

    candidacy: Candidacy
    nomination: Nomination
    where: str
    names: tuple[str, ...]


def aliases_of(candidacy: Candidacy, nominees: Iterable[Nominee], nominations: Iterable[Nomination]) -> list[Alias]:
    """The nominees of a candidacy who chose a pen name, with every name known of them: as nominated, as held. `person`
    is to be loaded with the nominees."""
    written = {one.nominee_name for one in nominations} if candidacy.kind == CandidacyKind.PERSON else set()
    found = []
    for nominee in nominees:
        if nominee.shown_as != ShownAs.PEN_NAME or not nominee.pen_name:
            continue
        secret = secret_names({nominee.name, nominee.person.name, *written}, nominee.pen_name)
        if secret:
            found.append(Alias(secret, nominee.pen_name))
    return found


def text_for_jury(nomination: Nomination, name: str, aliases: Iterable[Alias]) -> str:
    """One text of a nomination as jurors read it: staff's own reading copy, or the text without the names."""
    if name in nomination.reading_copy:
        return nomination.reading_copy[name]
    return prose_for_jury(getattr(nomination, name), aliases)


def prose_for_jury(text: str, aliases: Iterable[Alias]) -> str:
    """A text, or what a group calls itself, without the names."""
    for alias in aliases:
        text = hidden_in_prose(text, alias.secret, alias.shown)
    return text


def links_for_jury(nomination: Nomination, aliases: Iterable[Alias]) -> list[str]:
    """The links of a nomination without those that name a nominee, unless staff chose others."""
    if "links" in nomination.reading_copy:
        return nomination.reading_copy["links"]
    return [link for link in nomination.links if not any(found_in_label(link, alias.secret) for alias in aliases)]


def name_for_jury(file_name: str, aliases: Iterable[Alias]) -> str:
    """What a file is called where jurors read it."""
    for alias in aliases:
        file_name = hidden_in_label(file_name, alias.secret, alias.shown)
    return file_name


def files_for_jury(files: Iterable[FileView], aliases: Sequence[Alias]) -> list[FileView]:
    """The files of a candidacy as jurors read them. Two that would be called the same, having lost a name or coming
    from two nominations, are told apart."""
    taken: set[str] = set()
    shown = []
    for file in files:
        name = unused_name(name_for_jury(file.name, aliases), taken)
        taken.add(name)
        shown.append(replace(file, name=name))
    return shown


def attachment_name_for_jury(nomination: Nomination, file: PrivateFile) -> str:
    """What one attachment is called among all that a juror reads of the candidacy."""
    aliases = aliases_in(nomination)
    told = Nomination.objects.filter(candidacy=nomination.candidacy, state=NominationState.SCREENED)
    uuids = list(told.order_by("submitted_at", "id").values_list("uuid", flat=True))
    sent = files_of_many(Nomination._meta.label_lower, uuids, accepted_only=True)
    shown = files_for_jury((one for uuid in uuids for one in sent[uuid]), aliases)
    return next((one.name for one in shown if one.uuid == file.uuid), name_for_jury(file.name, aliases))


def aliases_in(nomination: Nomination) -> list[Alias]:
    """The same for one nomination, asked of the database."""
    if nomination.candidacy is None:
        return []
    candidacy = nomination.candidacy
    return aliases_of(candidacy, candidacy.nominees.select_related("person"), candidacy.nominations.all())


def names_found(nomination: Nomination, aliases: Iterable[Alias]) -> dict[str, tuple[str, ...]]:
    """Where the original gives a name away, before anything is hidden: by field of the nomination."""
    aliases = list(aliases)
    found = {name: _all(found_in_prose(getattr(nomination, name), alias.secret) for alias in aliases) for name in TEXTS}
    found["links"] = _all(found_in_label(link, alias.secret) for link in nomination.links for alias in aliases)
    return {name: names for name, names in found.items() if names}


def unredacted_names(candidacies: QuerySet[Candidacy]) -> list[NameFinding]:
    """What the jury could still read of names that a pen name stands for, in texts staff wrote for it, in links they
    kept, in what documents say of themselves, and in the jury's own reasons, which everybody will read. A nomination
    staff have checked and kept as it is is left out. Four queries, however many there are."""
    return _found_in(candidacies.filter(state__in=CONSENTED_CANDIDACIES))


def findings_in(candidacy: Candidacy) -> list[NameFinding]:
    """The same for one candidacy, whatever its state."""
    return _found_in(Candidacy.objects.filter(pk=candidacy.pk))


def _found_in(candidacies: QuerySet[Candidacy]) -> list[NameFinding]:
    screened = Nomination.objects.filter(state=NominationState.SCREENED).order_by("submitted_at", "id")
    named = Nominee.objects.filter(candidacy=OuterRef("pk"), shown_as=ShownAs.PEN_NAME)
    found = list(
        candidacies.filter(Exists(named)).prefetch_related(
            Prefetch("nominees", Nominee.objects.select_related("person")), Prefetch("nominations", screened)
        )
    )
    uuids = [nomination.uuid for candidacy in found for nomination in candidacy.nominations.all()]
    files: dict[UUID, list[PrivateFile]] = {uuid: [] for uuid in uuids}
    for file in held(Nomination._meta.label_lower, uuids):
        files[file.about_uuid].append(file)
    return [finding for candidacy in found for finding in _findings(candidacy, files)]


def _findings(candidacy: Candidacy, files: dict[UUID, list[PrivateFile]]) -> Iterable[NameFinding]:
    nominations = list(candidacy.nominations.all())
    aliases = aliases_of(candidacy, candidacy.nominees.all(), nominations)
    if not aliases:
        return
    for nomination in nominations:
        if nomination.names_checked_at is None:
            for where, names in _left_in(nomination, aliases, files.get(nomination.uuid, [])):
                yield NameFinding(candidacy, nomination, where, names)
    reasons = _all(found_in_prose(text, alias.secret) for text in candidacy.reasons.values() for alias in aliases)
    if reasons and nominations:
        yield NameFinding(candidacy, nominations[0], _("The jury’s reasons"), reasons)


def _left_in(
    nomination: Nomination, aliases: list[Alias], files: list[PrivateFile]
) -> Iterable[tuple[str, tuple[str, ...]]]:
    labels = {"did": _("What they did"), "changed": _("What changed"), "courage": _("Why it took courage")}
    for name, label in labels.items():
        text = text_for_jury(nomination, name, aliases)
        if names := _all(found_in_prose(text, alias.secret) for alias in aliases):
            yield label, names
    links = links_for_jury(nomination, aliases)
    if names := _all(found_in_label(link, alias.secret) for link in links for alias in aliases):
        yield _("Links"), names
    for file in files:
        if names := _all(found_in_label(file.metadata, alias.secret) for alias in aliases):
            told = _("What the file %(name)s says of its author") % {"name": name_for_jury(file.name, aliases)}
            yield told, names


def _all(found: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for names in found for name in names))
