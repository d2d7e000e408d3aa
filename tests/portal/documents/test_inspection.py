"""What a file is follows from its content. Each refusal is a sentence its sender can act on."""

import pytest

from portal.documents.errors import FileRefused
from portal.documents.inspection.check import check_upload
from portal.documents.purposes import Purpose
from portal.documents.types import TYPES
from tests.support import files

ANYTHING = Purpose("tests.anything", 3_000_000, 5, tuple(TYPES), "Anything")
ONLY_PDF = Purpose("tests.pdf", 1_000, 1, ("pdf",), "A PDF")


def refusal(content, name, purpose=ANYTHING):
    with pytest.raises(FileRefused) as refused:
        check_upload(files.upload(content, name), purpose)
    return str(refused.value)


@pytest.mark.parametrize(
    ("content", "name", "slug"),
    [
        (files.pdf(), "plan.pdf", "pdf"),
        (files.jpeg(), "me.jpg", "jpeg"),
        (files.png(), "me.png", "png"),
        (files.webp(), "me.webp", "webp"),
        (files.heic(), "IMG_1.HEIC", "heic"),
        (files.office(), "plan.docx", "docx"),
        (files.office(files.SHEET), "budget.xlsx", "xlsx"),
        (files.opendocument(), "plan.odt", "odt"),
        (files.opendocument("spreadsheet"), "budget.ods", "ods"),
        (files.opendocument("presentation"), "talk.odp", "odp"),
    ],
)
def test_honest_files_are_recognised(content, name, slug):
    upload = files.upload(content, name)

    assert check_upload(upload, ANYTHING).slug == slug
    assert upload.tell() == 0


def test_a_name_without_ending_does_not_matter():
    assert check_upload(files.upload(files.pdf(), "plan"), ANYTHING).slug == "pdf"


def test_phones_name_pictures_freely():
    assert check_upload(files.upload(files.webp(), "IMG-2026-WA0001.jpg"), ANYTHING).slug == "webp"


def test_an_empty_file_is_told_apart():
    assert "empty" in refusal(b"", "plan.pdf")


def test_a_file_over_the_limit_is_refused_with_both_sizes():
    assert (
        refusal(files.pdf(body=b" " * 1100), "plan.pdf", ONLY_PDF)
        == "This file is 1.3\xa0KB. It can be at most 1000\xa0bytes."
    )


def test_a_type_the_purpose_does_not_take_is_refused_with_those_it_does():
    assert refusal(files.office(), "plan.docx", ONLY_PDF).endswith("you can use: PDF.")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<!doctype html><script>alert(1)</script>", "page.pdf"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "drawing.png"),
        (b"#!/bin/sh\nrm -rf /", "plan.pdf"),
        (b"MZ\x90\x00" + b"\x00" * 200, "plan.docx"),
        (b"GIF89a" + b"\x00" * 50, "me.png"),
        (b"just words", "plan.txt"),
        (b"\x00" * 100, "zeros.pdf"),
        (files.archive({"anything.txt": b"a ZIP archive"}), "plan.zip"),
        (files.archive({"[Content_Types].xml": b"<Types/>"}), "plan.docx"),
        (files.archive({"mimetype": b"application/epub+zip"}), "book.odt"),
        (files.pdf(front=b"<html><script>alert(1)</script>"), "plan.pdf"),
    ],
)
def test_what_is_not_wanted_is_refused_whatever_it_is_called(content, name):
    assert "can’t add this type of file" in refusal(content, name)


def test_a_name_and_a_content_that_disagree_are_refused():
    assert refusal(files.pdf(), "plan.docx") == (
        "The name ends in .docx, but the content is PDF. Save it again as PDF and choose it again."
    )
    assert "ends in .exe" in refusal(files.jpeg(), "me.jpg.exe")


@pytest.mark.parametrize(
    "content",
    [
        files.pdf(behind=files.archive({"evil.class": b"x"})),
        files.pdf(behind=b"<script>alert(1)</script>"),
    ],
    ids=["zip behind", "script behind"],
)
def test_a_pdf_that_is_something_else_as_well_is_refused(content):
    assert "something else attached" in refusal(content, "plan.pdf")


@pytest.mark.parametrize(
    "content",
    [
        files.office(word__vbaProject_bin=b"x").replace(b"vbaProject_bin", b"vbaProject.bin"),
        files.office("application/vnd.ms-word.document.macroEnabled.main+xml"),
        files.opendocument(Basic__Standard=b"Sub Main"),
    ],
    ids=["word", "word by its listing", "opendocument"],
)
def test_macros_are_refused(content):
    assert "macros" in refusal(content, "plan.docx")


def test_an_office_file_that_grows_beyond_measure_is_refused():
    content = files.office(word__media=b"\0" * 40_000_000)
    assert len(content) < 100_000

    assert "far too large" in refusal(content, "plan.docx")


def test_an_office_file_with_ten_thousand_parts_is_refused():
    content = files.archive({f"part{number}": b"" for number in range(5_001)})

    assert "far too large" in refusal(content, "plan.docx")


@pytest.mark.parametrize(
    "content",
    [
        files.office() + b"<script>alert(1)</script>",
        files.archive({"[Content_Types].xml": b"x"}, front=b"PK\x03\x04GARBAGE"),
    ],
    ids=["behind", "in front"],
)
def test_an_office_file_with_something_attached_is_refused(content):
    assert "something else attached" in refusal(content, "plan.docx") or "damaged" in refusal(content, "plan.docx")


def test_an_office_file_locked_with_a_password_is_told_apart():
    content = bytearray(files.office())
    directory = content.rfind(b"PK\x01\x02")
    while directory >= 0:
        content[directory + 8] |= 1
        directory = content.rfind(b"PK\x01\x02", 0, directory)

    assert "password" in refusal(bytes(content), "plan.docx")


def test_an_office_file_with_one_part_twice_is_refused():
    content = files.archive({"[Content_Types].xml": b"one", "[Content_Types].xmm": b"two"})

    assert "damaged" in refusal(content.replace(b".xmm", b".xml"), "plan.docx")


def test_an_office_file_cut_off_is_refused():
    assert "damaged" in refusal(files.office()[:-40], "plan.docx")


def test_a_picture_cut_off_before_its_head_ends_is_refused():
    assert "damaged" in refusal(files.png()[:20], "me.png")


def test_a_purpose_with_an_unknown_type_is_a_mistake_in_code():
    with pytest.raises(ValueError, match="unknown file types"):
        Purpose("tests.wrong", 1, 1, ("exe",), "Wrong")


def test_the_purpose_tells_the_file_dialogue_what_to_offer():
    assert ONLY_PDF.accept == "application/pdf,.pdf"
