"""Every way a file can come in: known here, so that a new one is thought about; and what all of them hold to."""

import io
import resource

import pytest
from django import forms
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.urls import reverse
from PIL import Image
from wagtail.models import UploadedFile

from portal.content.models.media import EditorialImage
from portal.core.clock import now
from portal.documents.actions.storing import store_upload
from portal.documents.errors import FileRefused
from portal.documents.inspection.check import check_upload
from portal.documents.names import unused_name
from portal.documents.pictures import MAX_SIDE, clean_picture
from portal.documents.purposes import Purpose, known_purposes, purpose_of
from portal.documents.types import ATTACHABLE, PICTURES, TYPES
from tests.factories.people import ManagerFactory, PersonFactory
from tests.support import files
from tests.support.forms import fields_of, form_classes

# Columns a file can lie in, and how it gets there.
COLUMNS = {
    "content.EditorialImage.file": "editors: drawn again when it is saved (EditorialImage)",
    "content.EditorialDocument.file": "editors' documents: no pictures among their types",
    "content.Rendition.file": "made by us, of a picture drawn again",
    "wagtailusers.UserProfile.avatar": "nobody: the panel is taken out",
    "wagtailimages.Image.file": "nobody: not our picture model",
    "wagtailimages.Rendition.file": "nobody: not our picture model",
    "wagtailcore.UploadedFile.file": "editors, several at once: drawn again before the rest is filled in",
    "wagtaildocs.Document.file": "nobody: not our document model",
}
# Form fields that take files, but for those of private files, which all go through check_upload and store_upload.
FORM_FIELDS = {
    "portal.alliance.forms.experts.ExpertTableForm.file": "a table that is read and not kept",
    "portal.alliance.forms.library.AttachmentForm.file": "store_upload",
    "pioneers.forms.consent.PortraitForm.picture": "store_upload",
    "portal.content.forms.patterns.PatternForm.letter": "the pattern page: kept nowhere",
}


def test_every_column_that_holds_a_file_is_known():
    found = {
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, models.FileField)
    }
    assert found <= set(COLUMNS), found - set(COLUMNS)


def test_every_form_field_that_takes_a_file_is_known():
    found = {
        name
        for form in form_classes()
        for name, field in fields_of(form)
        if isinstance(field, forms.FileField) and type(field).__name__ != "PrivateFileField"
    }
    assert found == set(FORM_FIELDS)


@pytest.mark.django_db
def test_nobody_gives_their_account_a_picture(client):
    user = ManagerFactory()
    client.force_login(user)
    address = reverse("wagtailadmin_account")
    assert b'type="file"' not in client.get(address).content
    photo = SimpleUploadedFile("me.jpg", files.jpeg(), "image/jpeg")
    client.post(address, {"avatar": photo, "avatar-avatar": photo})
    user.refresh_from_db()
    assert not getattr(getattr(user, "wagtail_userprofile", None), "avatar", None)


SIDEWAYS = [(orientation, make) for orientation in range(1, 9) for make in ("private", "editorial")]


@pytest.mark.django_db
@pytest.mark.parametrize(("orientation", "way"), SIDEWAYS)
def test_every_picture_is_upright_and_tells_nothing(orientation, way):
    sent = files.upload(files.jpeg(800, 600, orientation=orientation), "photo.jpg")
    if way == "private":
        kept = clean_picture(sent).content
    else:
        picture = EditorialImage(title="x", alternative_text="x", file=sent)
        picture.save()
        with picture.file.open() as file:
            kept = file.read()
    assert not [leak for leak in files.LEAKS if leak in kept]
    with Image.open(io.BytesIO(kept)) as shown:
        assert shown.size == ((600, 800) if orientation > 4 else (800, 600))
        assert not shown.getexif()


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "heic"])
def test_editors_pictures_go_through_the_same_door(kind):
    picture = EditorialImage(title="x", alternative_text="x", file=files.upload(getattr(files, kind)(), f"a.{kind}"))
    picture.save()
    with picture.file.open() as file:
        assert not [leak for leak in files.LEAKS if leak in file.read()]


@pytest.mark.django_db
def test_pictures_uploaded_several_at_once_wait_without_what_they_tell(client):
    """The form asks for more than the file, so Wagtail keeps the file until the rest is filled in."""
    client.force_login(ManagerFactory())
    photo = SimpleUploadedFile("IMG_1.jpg", files.jpeg(800, 600, orientation=6), "image/jpeg")
    answered = client.post(reverse("wagtailimages:add_multiple"), {"title": "x", "files[]": photo})
    assert answered.json()["success"]
    waiting = UploadedFile.objects.get()
    with waiting.file.open() as file:
        assert not [leak for leak in files.LEAKS if leak in file.read()]


BIG = [(8160, 6144), (6144, 8160), (8192, 6144), (8160, 6120), (8064, 6048)]


@pytest.mark.parametrize("size", BIG, ids=str)
def test_the_picture_of_a_big_phone_is_taken(size):
    buffer = io.BytesIO()
    Image.new("RGB", size, "#155f50").save(buffer, "JPEG", quality=50)
    any_picture = Purpose("x", max_bytes=10**8, max_count=1, types=PICTURES, label="x")
    sent = files.upload(buffer.getvalue(), "big.jpg")
    assert check_upload(sent, any_picture).slug == "jpeg"
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    kept = clean_picture(sent)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert max(kept.width, kept.height) == MAX_SIDE
    assert grown < 250 * 1024  # kilobytes


def test_a_picture_beyond_that_is_refused_in_words():
    with pytest.raises(FileRefused, match="million pixels"):
        clean_picture(files.upload(files.bomb(), "bomb.png"))


def test_nominations_and_applications_take_the_same_types():
    taken = {known.slug: known.types for known in known_purposes()}
    assert taken["grants.attachment"] == taken["pioneers.attachment"] == ATTACHABLE
    for slug in ("pdf", "heic", "webp", "odt", "jpeg", "png", "docx"):
        assert slug in ATTACHABLE


def test_what_is_taken_is_named_before_and_what_is_refused_is_named_after():
    for slug in ("grants.attachment", "pioneers.attachment"):
        assert {"PDF", "HEIC", "WebP", "OpenDocument text"} <= set(purpose_of(slug).type_names.split(", "))
    only_pdf = Purpose("x", max_bytes=10**7, max_count=1, types=("pdf",), label="x")
    for kind in ("heic", "webp", "jpeg", "png"):
        with pytest.raises(FileRefused, match=TYPES[kind].name):
            check_upload(files.upload(getattr(files, kind)(), f"a.{kind}"), only_pdf)


NAMES = [
    ("pic.jpg", set(), "pic.jpg"),
    ("pic.jpg", {"pic.jpg"}, "pic (2).jpg"),
    ("pic.jpg", {"PIC.JPG"}, "pic (2).jpg"),
    ("pic.jpg", {"pic.jpg", "pic (2).jpg"}, "pic (3).jpg"),
    ("pic.jpg", {"pic.png"}, "pic.jpg"),
    ("file", {"file"}, "file (2)"),
    ("Ａ.jpg", {"a.jpg"}, "Ａ (2).jpg"),
    ("ÅS.jpg", {"ås.jpg"}, "ÅS (2).jpg"),
    ("straße.jpg", {"STRASSE.jpg"}, "straße (2).jpg"),
    ("pic (2).jpg", {"pic (2).jpg", "pic.jpg"}, "pic (2) (2).jpg"),
    ("pic.jpg", {f"pic ({number}).jpg" for number in range(2, 50)} | {"pic.jpg"}, "pic (50).jpg"),
    ("ﬁl.jpg", {"fil.jpg"}, "ﬁl (2).jpg"),
    ("a.b.pdf", {"a.b.pdf"}, "a.b (2).pdf"),
    ("x" * 96 + ".pdf", {"x" * 96 + ".pdf"}, "x" * 92 + " (2).pdf"),
]


@pytest.mark.parametrize(("name", "taken", "expected"), NAMES, ids=[str(number) for number in range(len(NAMES))])
def test_a_name_that_is_taken_gets_a_number(name, taken, expected):
    assert unused_name(name, taken) == expected
    assert len(expected) <= 100


@pytest.mark.django_db
def test_two_files_of_one_name_are_told_apart():
    about, kept = PersonFactory(), []
    for content, name in ((files.heic(), "pic.heic"), (files.jpeg(), "pic.jpg"), (files.png(), "pic.png")):
        sent = files.upload(content, name)
        kept.append(store_upload(upload=sent, purpose="grants.attachment", about=about, by=None, at=now()))
    assert [file.name for file in kept] == ["pic.jpg", "pic (2).jpg", "pic (3).jpg"]
