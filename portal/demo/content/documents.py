"""The demo's film, recording and papers, made for this project, as editors' documents."""

from pathlib import Path

from django.core.files.base import ContentFile

from portal.content.models import EditorialDocument
from portal.people.models import User

FOLDER = Path(__file__).parent / "media"
TITLES = {
    "bridge.mp4": "Five to nine on the bridge",
    "bridge.en.vtt": "Captions, five to nine on the bridge",
    "bridge.nb.vtt": "Undertekster, fem på ni på brua",
    "radio-signal.mp3": "The signal of Radio in the dark",
    "who-rings-whom.en.txt": "Who rings whom",
    "who-rings-whom.nb.txt": "Hvem ringer til hvem",
}


def add_documents(by: User) -> dict[str, EditorialDocument]:
    """Every document by the name of its file."""
    return {name: _add(name, title, by) for name, title in TITLES.items()}


def _add(name: str, title: str, by: User) -> EditorialDocument:
    content = (FOLDER / name).read_bytes()
    document = EditorialDocument(title=title, file=ContentFile(content, name=name), uploaded_by_user=by)
    document.file_size = len(content)
    document.save()
    return document
