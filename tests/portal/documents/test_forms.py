"""The limits are said before the upload, and held when the form is sent, each file with its own sentence."""

import contextlib
import re

import pytest
from django.core.files.uploadhandler import StopFutureHandlers
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override

from portal.core.clock import now
from portal.documents.actions.storing import store_upload
from portal.documents.models import PrivateFile
from portal.documents.purposes import Purpose, largest_limit, register_purpose
from portal.documents.queries.files import files_of
from portal.documents.uploads import BoundedUploadHandler
from tests.portal.documents.conftest import ATTACHMENT, PORTRAIT
from tests.support import files


def test_the_limits_say_how_many_which_types_and_how_large():
    assert "One file: JPEG" in render_to_string("documents/limits.html", {"purpose": PORTRAIT})
    assert "Up to 2 files" in render_to_string("documents/limits.html", {"purpose": ATTACHMENT})


def test_the_hint_is_in_the_readers_language():
    with override("nb"):
        assert "Én fil: JPEG" in render_to_string("documents/limits.html", {"purpose": PORTRAIT})


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
        assert f'multiple accept="{ATTACHMENT.accept}"' in page
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
