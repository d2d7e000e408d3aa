"""The demo's pictures, drawn for this project, as editors' pictures with alternative text and credit."""

import re
from functools import cache
from pathlib import Path

from django.core.files.base import ContentFile
from wagtail.models import Collection

from portal.content.models import EditorialImage
from portal.people.models import User

FOLDER = Path(__file__).resolve().parents[1] / "pictures"
CREDIT = "Drawn for Nordic Safe Cities"
ROW = re.compile(r"^\| `([\w-]+)` \| (.+) \|$", re.MULTILINE)


@cache
def alternative_texts() -> dict[str, str]:
    """What each picture shows, from the table beside the pictures."""
    return dict(ROW.findall((FOLDER / "README.md").read_text("utf-8")))


def add_pictures(by: User) -> dict[str, EditorialImage]:
    """Every drawn picture by its name, in a collection of its own."""
    collection = Collection.get_first_root_node().add_child(name="Drawn pictures")
    return {name: _add(name, text, collection, by) for name, text in alternative_texts().items()}


def pictures_by_name() -> dict[str, EditorialImage]:
    """The pictures added before."""
    titles = {_title(name): name for name in alternative_texts()}
    return {titles[image.title]: image for image in EditorialImage.objects.filter(title__in=titles)}


def _title(name: str) -> str:
    return name.replace("-", " ").capitalize()


def _add(name: str, text: str, collection: Collection, by: User) -> EditorialImage:
    return EditorialImage.objects.create(
        title=_title(name),
        file=ContentFile((FOLDER / f"{name}.jpg").read_bytes(), name=f"{name}.jpg"),
        alternative_text=text,
        credit=CREDIT,
        collection=collection,
        uploaded_by_user=by,
    )
