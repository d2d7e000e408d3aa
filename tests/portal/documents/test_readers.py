"""The programs that open a stranger's PDF, asked here for what they answer by value; that they run apart and bounded is
held by test_pdf.py."""

import pikepdf
import pytest

from portal.documents.inspection.metadata_reader import told_by
from portal.documents.inspection.pdf_reader import Finding, inspect_pdf, without_authors
from tests.support.files import pdf_with, sign_pdf


def author(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Author"] = pikepdf.String("Jákup Dam")
    pdf.docinfo["/Trapped"] = pikepdf.Name.Unknown


def xmp(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as told:
        told["dc:creator"] = ["Jákup Dam"]


def comment(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], T="Jákup Dam")
    pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(note)]))


def signed(pdf: pikepdf.Pdf) -> None:
    author(pdf)
    sign_pdf(pdf)


def script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Later = [pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")]


def opens_something(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org")


def turns_to_a_page(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=[pdf.pages[0].obj, pikepdf.Name.Fit])


def in_the_trailer(pdf: pikepdf.Pdf) -> None:
    pdf.trailer.Extra = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe")


def nothing(pdf: pikepdf.Pdf) -> None:
    """A page and no more."""


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (nothing, Finding.FINE),
        (turns_to_a_page, Finding.FINE),
        (author, Finding.FINE),
        (script, Finding.ACTIVE),
        (opens_something, Finding.ACTIVE),
        (in_the_trailer, Finding.ACTIVE),
    ],
)
def test_what_acts_is_found_wherever_it_is(change, found):
    assert inspect_pdf(pdf_with(change)) == found


def test_what_cannot_be_opened_is_told_apart():
    assert inspect_pdf(b"%PDF-1.7 and no more") == Finding.DAMAGED
    assert inspect_pdf(pdf_with(nothing, encryption=pikepdf.Encryption(user="a", owner="b"))) == Finding.LOCKED
    assert inspect_pdf(pdf_with(nothing, encryption=pikepdf.Encryption(user="", owner="b"))) == Finding.FINE


@pytest.mark.parametrize("change", [author, xmp, comment])
def test_a_name_is_taken_out_once(change):
    kept = without_authors(pdf_with(change))
    assert kept.startswith(b"%PDF")
    assert told_by(kept) == ""
    assert without_authors(kept) == b"", "there is nothing left to take out"


def test_a_signed_one_is_left_alone():
    assert without_authors(pdf_with(signed)) == b""


@pytest.mark.parametrize(("change", "says"), [(author, True), (xmp, True), (nothing, False)])
def test_what_a_pdf_says_of_its_author_is_read(change, says):
    told = told_by(pdf_with(change))
    assert ("Jákup Dam" in told.split("\n")) == says
    assert bool(told) == says
