"""Reading what is held. Lists give addresses only; whether one opens is asked anew each time (views)."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.core.records import Record
from portal.documents.models import PrivateFile
from portal.documents.states import HELD, FileState


@dataclass(frozen=True, slots=True)
class FileView:
    """A file as pages show it. `type` is the media type; `size` in bytes; `url` asks for the right to open it each
    time; `small_url` is a picture's copy for cards (480 points), `url` itself where there is none."""

    uuid: UUID
    name: str
    size: int
    type: str
    state: FileState
    url: str
    small_url: str
    purpose: str
    refusal: str
    width: int | None
    height: int | None

    @property
    def is_open(self) -> bool:
        """Whether those who may see it can open it by now."""
        return self.state == FileState.ACCEPTED

    @property
    def is_picture(self) -> bool:
        return self.type.startswith("image/")


def file_view(file: PrivateFile) -> FileView:
    """One file as pages show it."""
    url = reverse("documents:open", args=[file.uuid])
    return FileView(
        uuid=file.uuid,
        name=file.name,
        size=file.size,
        type=file.content_type,
        state=FileState(file.state),
        url=url,
        small_url=f"{url}?size=small" if file.small_key else url,
        purpose=file.purpose,
        refusal=_(file.refusal) if file.refusal else "",
        width=file.width,
        height=file.height,
    )


def held(kind: str, uuids: Iterable[UUID], purpose: str | None = None) -> QuerySet[PrivateFile]:
    """Files about things of one kind that were sent in and not removed, oldest first."""
    found = PrivateFile.objects.filter(about_kind=kind, about_uuid__in=uuids, state__in=HELD)
    return found.filter(purpose=purpose) if purpose else found


def files_of(about: Record, purpose: str | None = None, *, accepted_only: bool = False) -> list[FileView]:
    """What is held about one thing, oldest first. `accepted_only` for those who did not send it in themselves."""
    return files_of_many(about._meta.label_lower, [about.uuid], purpose, accepted_only=accepted_only)[about.uuid]


def files_of_many(
    kind: str, uuids: Iterable[UUID], purpose: str | None = None, *, accepted_only: bool = False
) -> dict[UUID, list[FileView]]:
    """The same for many things of one kind in one query: `{uuid: files}`, an empty list where there are none."""
    found: dict[UUID, list[FileView]] = {uuid: [] for uuid in uuids}
    files = held(kind, list(found), purpose)
    if accepted_only:
        files = files.filter(state=FileState.ACCEPTED)
    for file in files:
        found[file.about_uuid].append(file_view(file))
    return found


def count_held(about: Record, purpose: str) -> int:
    """How many files count towards the limit: refused ones do not."""
    return held(about._meta.label_lower, [about.uuid], purpose).exclude(state=FileState.REFUSED).count()


def names_held(about: Record) -> set[str]:
    """What the files about one thing are called."""
    return set(held(about._meta.label_lower, [about.uuid]).order_by().values_list("name", flat=True))
