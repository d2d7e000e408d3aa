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


def _add(name: str, text: str, collection: Collection, by: User) -> EditorialImage:
    return EditorialImage.objects.create(
        title=name.replace("-", " ").capitalize(),
        file=ContentFile((FOLDER / f"{name}.jpg").read_bytes(), name=f"{name}.jpg"),
        alternative_text=text,
        credit=CREDIT,
        collection=collection,
        uploaded_by_user=by,
    )
