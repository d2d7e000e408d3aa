"""PDFs as people make them are taken, and what starts something by itself is not, wherever in the file it stands."""

import resource

import pytest
from pikepdf import Encryption, Object, ObjectStreamMode

from portal.documents.errors import FileRefused
from portal.documents.inspection import pdf as inspection
from portal.documents.inspection.check import check_upload
from portal.documents.inspection.pdf_reader import MAX_MEMORY, Finding, inspect_pdf
from portal.documents.purposes import Purpose
from tests.support import files

LETTER = Purpose("tests.letter", 10_000_000, 1, ("pdf",), "A letter")
PACKED = {"object_stream_mode": ObjectStreamMode.generate}
SCRIPT = b"<< /S /JavaScript /JS (xxx) >>"


def nothing(pdf):
    """Leaves the PDF as it is."""


def root(entries: bytes):
    """Adds to the document what stands in `entries`, as a PDF writes it."""
    return lambda pdf: pdf.Root.update(Object.parse(b"<<" + entries + b">>"))


def page(entries: bytes):
    return lambda pdf: pdf.pages[0].obj.update(Object.parse(b"<<" + entries + b">>"))


def field(entries: bytes):
    return root(b"/AcroForm << /Fields [ << " + entries + b" >> ] >>")


def text(words: bytes):
    """A page that says so, as readable in the file's bytes as on the page."""
    return lambda pdf: pdf.pages[0].contents_add(b"BT /F1 12 Tf (" + words + b") Tj ET")


def with_file(pdf):
    pdf.attachments["tool.exe"] = b"MZ"


def with_file_without_its_type(pdf):
    pdf.Root.Extra = Object.parse(b"<< /F (a.exe) /EF << >> >>")
    pdf.Root.Extra.EF.F = pdf.make_stream(b"MZ")


def titled(pdf):
    pdf.docinfo.Title = "<script> /JavaScript (x)"


def unlucky_bytes(pdf):
    pdf.Root.Picture = pdf.make_stream(b"\x9f/JS(\x00")


def taken_out(pdf):
    root(b"/OpenAction " + SCRIPT)(pdf)
    del pdf.Root.OpenAction


def finding(content: bytes) -> Finding:
    """In this process, and as it is asked in earnest: the two say the same."""
    here = inspect_pdf(content)
    assert inspection.find_in(content) == here
    return here


def refusal(content: bytes) -> str:
    with pytest.raises(FileRefused) as refused:
        check_upload(files.upload(content, "plan.pdf"), LETTER)
    return str(refused.value)


# A signature as programs leave it: over ranges of bytes, in a field of a form.
SIGNATURE = b"/FT /Sig /T (S) /V << /Type /Sig /Filter /Adobe.PPKLite /ByteRange [0 840 960 240] /Contents <0000> >>"
LINK = b"<< /Subtype /Link /A << /S /URI /URI (https://nordicsafecities.org) >> >>"
FONTS = b"<< /JS << >> /JavaScript << >> /EF << >> >>"
HONEST = {
    "plain": files.pdf_with(nothing),
    "packed": files.pdf_with(nothing, **PACKED),
    "signed": files.pdf_with(field(SIGNATURE)),
    "linearised": files.pdf_with(nothing, linearize=True),
    "copying forbidden": files.pdf_with(nothing, encryption=Encryption(owner="owner", user="")),
    "a form": files.pdf_with(field(b"/FT /Tx /T (Name) /V (Nordic)")),
    "opens at a page": files.pdf_with(root(b"/OpenAction [0 /Fit]")),
    "opens at a page by an action": files.pdf_with(root(b"/OpenAction << /S /GoTo /D [0 /Fit] >>")),
    "a link": files.pdf_with(page(b"/Annots [" + LINK + b"]")),
    "speaks of scripts": files.pdf_with(text(b"Mind /JavaScript and /Launch /JS [x]"), compress_streams=False),
    "called a script": files.pdf_with(titled),
    "a picture of unlucky bytes": files.pdf_with(unlucky_bytes, compress_streams=False),
    "fonts of unlucky names": files.pdf_with(page(b"/Resources << /Font " + FONTS + b" >>")),
    "a script that was taken out again": files.pdf_with(taken_out),
}


@pytest.mark.parametrize("content", HONEST.values(), ids=HONEST)
def test_honest_pdfs_are_taken(content):
    assert finding(content) == Finding.FINE
    assert check_upload(files.upload(content, "plan.pdf"), LETTER).slug == "pdf"


ACTIVE = {
    "a script on opening": root(b"/OpenAction " + SCRIPT),
    "a script with a name": root(b"/Names << /JavaScript << /Names [(a) " + SCRIPT + b"] >> >>"),
    "a script after a jump": root(b"/OpenAction << /S /GoTo /D [0 /Fit] /Next [" + SCRIPT + b"] >>"),
    "a script on a page": page(b"/AA << /O " + SCRIPT + b" >>"),
    "a script in a form": field(b"/FT /Tx /T (Sum) /AA << /C " + SCRIPT + b" >>"),
    "a script behind a link": page(b"/Annots [<< /Subtype /Link /A " + SCRIPT + b" >>]"),
    "a script with a film": page(b"/Annots [<< /A << /S /Rendition /JS (xxx) >> >>]"),
    "a program": page(b"/Annots [<< /A << /S /Launch /F (cmd.exe) >> >>]"),
    "a page of the web on opening": root(b"/OpenAction << /S /URI /URI (https://example.org/) >>"),
    "a page of the web on turning a page": page(b"/AA << /O << /S /URI /URI (https://example.org/) >> >>"),
    "another file": with_file,
    "another file without its type": with_file_without_its_type,
    "rich media": page(b"/Annots [<< /Subtype /RichMedia >>]"),
    "a form of Adobe's": root(b"/AcroForm << /Fields [] /XFA (<xdp:xdp/>) >>"),
}


@pytest.mark.parametrize("change", ACTIVE.values(), ids=ACTIVE)
@pytest.mark.parametrize("saving", [{}, PACKED, {"encryption": Encryption(owner="owner", user="")}],
                         ids=["open", "packed", "encrypted"])  # fmt: skip
def test_what_starts_by_itself_is_refused_wherever_it_stands(change, saving):
    assert inspect_pdf(files.pdf_with(change, **saving)) == Finding.ACTIVE


def test_a_script_packed_out_of_sight_is_refused_in_words():
    content = files.pdf_with(ACTIVE["a script in a form"], **PACKED)
    assert b"JavaScript" not in content
    assert refusal(content) == (
        "This PDF carries scripts or other files inside. Print it to a new PDF and choose that one."
    )


def test_a_script_under_an_escaped_name_is_refused():
    content = files.pdf_with(ACTIVE["a script on opening"])
    escaped = content.replace(b"/JavaScript", b"/J#61vaScript").replace(b"(xxx)", b"(x)")
    assert len(escaped) == len(content)
    assert inspect_pdf(escaped) == Finding.ACTIVE


def test_a_pdf_with_a_password_is_told_apart():
    content = files.pdf_with(nothing, encryption=Encryption(owner="owner", user="secret"))
    assert refusal(content) == "This PDF is locked with a password. Save it without one and choose it again."


@pytest.mark.parametrize("packed", [{}, PACKED], ids=["open", "packed"])
@pytest.mark.parametrize("part", [0.2, 0.5, 0.9, 0.98])
def test_a_pdf_cut_off_on_the_way_is_refused(part, packed):
    content = files.pdf_with(text(b"words " * 400), compress_streams=False, **packed)
    assert "damaged or incomplete" in refusal(content[: int(len(content) * part)])


def test_a_pdf_whose_table_is_wrong_is_not_repaired():
    assert "damaged" in refusal(files.pdf_with(nothing).replace(b"startxref\n", b"startxref\n9"))


def lzw_of_zeros(sequences: int) -> bytes:
    """LZW data that grows to about 1,360 times its size: each code says all that was said before, and one more."""
    bits, width, most = [], 9, 4093
    for _ in range(sequences):
        bits.append(f"{256:0{width}b}")
        bits.append(f"{0:09b}")
        for code in range(258, most):
            width = 9 if code < 511 else 10 if code < 1023 else 11 if code < 2047 else 12
            bits.append(f"{code:0{width}b}")
    joined = "".join(bits)
    return int(joined + "0" * (-len(joined) % 8), 2).to_bytes((len(joined) + 7) // 8, "big")


def test_a_pdf_that_would_grow_beyond_measure_is_refused_within_bounds():
    """1 MB that unpacks to 1.5 GB before the first object is seen, in the library and hence in our memory."""
    data = lzw_of_zeros(200)
    table = b"3 0 obj\n<</Type/XRef/Size 4/W[1 4 1]/Root 1 0 R/Filter/LZWDecode/Length %d>>\nstream\n" % len(data)
    start = b"%PDF-1.7\n"
    content = start + table + data + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(start)
    assert len(content) < 2_000_000
    assert refusal(content)
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert 0 < most < 2 * MAX_MEMORY / 1024


def test_a_reader_that_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr(inspection, "MAX_SECONDS", 0.001)
    assert "too complex" in refusal(files.pdf())
