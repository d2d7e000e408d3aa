"""How the record's machine words are shown: what apps register about their verbs and about those who act."""

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

LabelSource = Callable[[set[UUID]], Mapping[UUID, str]]

_verbs: dict[str, object] = {}
_actors: dict[str, LabelSource] = {}


def register_verbs(labels: Mapping[str, object]) -> None:
    """Say each verb in words: `register_verbs({"pioneers.submit_nomination": _("Nomination submitted")})`."""
    _verbs.update(labels)


def register_actor_labels(kind: str, source: LabelSource) -> None:
    """Name subjects of one kind (`people.user`): `source` takes a set of uuids and answers `{uuid: name}`."""
    _actors[kind] = source


def actor_label_source(kind: str) -> LabelSource | None:
    return _actors.get(kind)


def verb_label(verb: str) -> str:
    """The verb in words; an unregistered one is made readable from its name (`grants.submit_application` → Submit
    application)."""
    if verb in _verbs:
        return str(_verbs[verb])
    return verb.rpartition(".")[2].replace("_", " ").capitalize()


def known_verbs() -> Iterable[str]:
    return sorted(_verbs)
