"""File names come from anywhere and end up on pages, in headers and on other people's disks."""

import pytest

from portal.documents.names import MAX_LENGTH, clean_name, ending_of


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Budget 2027.pdf", "Budget 2027.pdf"),
        ("Søknad – Þórshöfn (ferdig).pdf", "Søknad – Þórshöfn (ferdig).pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\kari\\plan.pdf", "plan.pdf"),
        ("plan.PDF", "plan.pdf"),
        ("plan", "plan.pdf"),
        (".pdf", "pdf.pdf"),
        ("", "file.pdf"),
        ("...", "file.pdf"),
        (None, "file.pdf"),
        ("a\x00b\r\nc.pdf", "a b c.pdf"),
        ("harmless\u202efdp.exe", "harmlessfdp.pdf"),
        ("zero\u200bwidth\ufeff.pdf", "zerowidth.pdf"),
        ('say "hi" <b>|?*.pdf', "say -hi- -b.pdf"),
        ("  spaces \u00a0 everywhere .pdf", "spaces everywhere.pdf"),
        ("re\u0301sume\u0301.pdf", "résumé.pdf"),
        ("lone\ud800surrogate.pdf", "lonesurrogate.pdf"),
        ("تقرير.pdf", "تقرير.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("nul", "_nul.pdf"),
        ("com1 .txt", "_com1.pdf"),
        ("aux.b.pdf", "_aux.b.pdf"),
        ("LPT9.docx.pdf", "_LPT9.docx.pdf"),
        ("console.pdf", "console.pdf"),
        ("-rf.pdf", "rf.pdf"),
        ("plan .pdf", "plan.pdf"),
        ("plan..pdf", "plan.pdf"),
    ],
)
def test_a_name_is_kept_readable_and_made_harmless(sent, kept):
    assert clean_name(sent, ".pdf") == kept


def test_the_ending_is_the_one_the_content_calls_for():
    assert clean_name("holiday.heic", ".jpg") == "holiday.jpg"


def test_a_name_as_long_as_a_page_is_cut_with_its_ending_kept():
    cut = clean_name("å" * 5000 + ".pdf", ".pdf")

    assert len(cut) <= MAX_LENGTH
    assert cut.endswith("å.pdf")


def test_marks_heaped_on_one_letter_are_thinned():
    heaped = "Z" + "\u0335\u0336\u0337\u0338\u0300\u0301\u0302" * 20 + "algo.pdf"

    assert len(clean_name(heaped, ".pdf")) < 15


@pytest.mark.parametrize(
    ("sent", "ending"),
    [("a.PDF", ".pdf"), ("a.tar.gz", ".gz"), ("a", ""), ("a.b c", ""), (None, ""), ("a.pdf ", ".pdf")],
)
def test_the_ending_of_a_name(sent, ending):
    assert ending_of(sent) == ending
