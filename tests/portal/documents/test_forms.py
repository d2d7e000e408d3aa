"""The limits are said before the upload, and held when the form is sent, each file with its own sentence."""

import contextlib
import re

import pytest
from django import forms
from django.core.files.uploadhandler import StopFutureHandlers
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.datastructures import MultiValueDict
from django.utils.translation import override

from portal.core.clock import now
from portal.documents.actions.storing import store_upload
from portal.documents.forms.fields import PrivateFileField
from portal.documents.models import PrivateFile
from portal.documents.purposes import Purpose, largest_limit, register_purpose
from portal.documents.queries.files import files_of
from portal.documents.uploads import BoundedUploadHandler
from tests.portal.documents.conftest import ATTACHMENT, PORTRAIT
from tests.support import files


class Form(forms.Form):
    attachments = PrivateFileField("tests.attachment", required=False)
    portrait = PrivateFileField("tests.portrait")


def sent(**uploads):
    return Form({}, MultiValueDict({name: list(group) for name, group in uploads.items()}))


PORTRAIT_FILE = files.upload(files.jpeg(), "me.jpg")


def test_the_limits_are_in_the_hint_and_the_types_in_the_dialogue():
    page = str(Form())

    assert "Up to 2 files: PDF, Word, Excel, PowerPoint, OpenDocument text" in page
    assert "each at most 1.9\xa0MB." in page
    assert "One file: JPEG, PNG, WebP, HEIC, at most 4.8\xa0MB." in page
    assert 'accept="image/jpeg,.jpg' in page
    assert page.count(" multiple") == 1


def test_the_same_limits_can_stand_anywhere_on_a_page():
    assert "One file: JPEG" in render_to_string("documents/limits.html", {"purpose": PORTRAIT})
    assert "Up to 2 files" in render_to_string("documents/limits.html", {"purpose": ATTACHMENT})


def test_the_hint_is_in_the_readers_language():
    with override("nb"):
        assert "MB" in str(Form())


def test_honest_files_pass_as_a_list():
    form = sent(
        attachments=[files.upload(files.pdf(), "a.pdf"), files.upload(files.office(), "b.docx")],
        portrait=[PORTRAIT_FILE],
    )

    assert form.is_valid(), form.errors
    assert [upload.name for upload in form.cleaned_data["attachments"]] == ["a.pdf", "b.docx"]
    assert len(form.cleaned_data["portrait"]) == 1


def test_no_file_is_none_where_none_is_needed_and_a_sentence_where_one_is():
    form = sent()

    assert not form.is_valid()
    assert form.cleaned_data["attachments"] == []
    assert form.errors["portrait"] == ["This field is required."]


def test_each_file_that_cannot_be_taken_is_named():
    form = sent(attachments=[files.upload(b"MZ", "a\u202e.pdf"), files.upload(b"", "b.pdf")], portrait=[PORTRAIT_FILE])

    assert not form.is_valid()
    first, second = form.errors["attachments"]
    assert first.startswith("a.pdf: You can’t add this type of file")
    assert second.startswith("b.pdf: This file is empty")


def test_a_single_file_needs_no_name_in_its_sentence():
    form = sent(portrait=[files.upload(files.pdf(), "me.pdf")])

    assert form.errors["portrait"][0].startswith("You can’t add this type of file")


@pytest.mark.parametrize(
    ("field", "sentence"), [("attachments", "Choose 2 files at most."), ("portrait", "Choose one file only.")]
)
def test_more_files_than_may_be_sent_are_refused_before_any_is_looked_at(field, sentence):
    form = sent(**{field: [files.upload(b"anything", "x.pdf")] * 3})

    assert form.errors[field] == [sentence]


def test_a_form_without_lists_of_files_works_too():
    form = Form({}, {"portrait": PORTRAIT_FILE})

    assert form.is_valid()


class TestBounded:
    """What is larger than anything the site takes is counted, not written."""

    @pytest.fixture
    def handler(self):
        def make(path):
            handler = BoundedUploadHandler(RequestFactory().post(path))
            with contextlib.suppress(StopFutureHandlers):
                handler.new_file("file", "huge.pdf", "application/pdf", None)
            return handler

        return make

    def receive(self, handler, chunks, chunk):
        for number in range(chunks):
            handler.receive_data_chunk(chunk, number * len(chunk))
        return handler.file_complete(chunks * len(chunk))

    def test_a_huge_upload_takes_no_more_disk_than_the_largest_that_may_be(self, handler):
        made = handler("/pioneers/nominate/")

        upload = self.receive(made, 200, b"x" * 100_000)

        assert upload.size == 20_000_000
        assert upload.file.tell() == 0
        assert len(upload.file.read()) <= largest_limit() + 100_000
        upload.close()

    def test_editors_in_the_admin_are_left_to_wagtails_own_limits(self, handler):
        upload = self.receive(handler("/admin/images/add/"), 100, b"x" * 100_000)

        assert len(upload.file.read()) == 10_000_000
        upload.close()


class TestComponent:
    """The field as pages put it together without a Django form field."""

    def shown(self, about, **more):
        context = {"purpose": ATTACHMENT, "name": "attachments", "files": files_of(about), **more}
        names = " ".join(f"{key}={key}" for key in context)
        return (
            engines["django"].from_string(f'{{% include "components/file_field.html" with {names} %}}').render(context)
        )

    @pytest.fixture
    def files_held(self, about):
        register_purpose(Purpose("tests.many", 1_000_000, 9, ("pdf",), "Many"), may_open=lambda *args: True)
        for number, state in enumerate(("accepted", "arrived", "refused")):
            sent = files.upload(files.pdf(body=str(number).encode()), f"{state}.pdf")
            PrivateFile.objects.filter(
                pk=store_upload(upload=sent, purpose="tests.many", about=about, by=None, at=now()).pk
            ).update(state=state, refusal="Harmful." if state == "refused" else "")

    def test_limits_come_before_the_choosing(self, about):
        page = self.shown(about)

        assert page.index("Up to 2 files") < page.index('type="file"')
        assert 'aria-describedby="id_attachments_helptext id_attachments_error"' in page

    def test_each_file_is_shown_with_how_it_stands_and_a_way_to_remove_it(self, about, files_held):
        page = self.shown(about, remove="do", remove_prefix="remove:")

        assert len(re.findall(r'name="do"\s+value="remove:', page)) == 3
        assert page.count('href="/files/') == 1, "only what is accepted opens"
        assert "Being checked" in page
        assert "Harmful." in page

    def test_what_is_submitted_is_shown_and_not_changed(self, about, files_held):
        page = self.shown(about, remove="do", locked=True)

        assert "<button" not in page
        assert 'type="file"' not in page

    def test_what_is_wrong_stands_in_the_field(self, about):
        page = self.shown(about, error="This file is empty.")

        assert 'aria-invalid="true"' in page
        assert "This file is empty." in page
