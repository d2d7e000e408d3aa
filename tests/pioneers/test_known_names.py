"""Names a pen name stands for, found and hidden by value: in prose, in file names, in links and metadata."""

import pytest

from pioneers.domain.known_names import (
    found_in_label,
    found_in_prose,
    hidden_in_label,
    hidden_in_prose,
    secret_names,
)

# The real names, the pen name, a text, and what the jury reads.
PROSE = [
    (["Jákup Dam"], "Ravn", "Jákup made a place for all.", "Ravn made a place for all."),
    (["Jákup Dam"], "Ravn", "It was Jákup Dam who did.", "It was Ravn who did."),
    (["Jákup Dam"], "Ravn", "Jakup and JÁKUP and jákup.", "Ravn and Ravn and Ravn."),
    (["Jákup Dam"], "Ravn", "Jákups venner.", "Ravn venner."),
    (["Jákup Dam"], "Ravn", "Jákup's friends, Jákup’s place.", "Ravn's friends, Ravn’s place."),
    (["Jákup Dam"], "Ravn", "Jákupin ystävät.", "Ravn ystävät."),
    (["Jákup Dam"], "Ravn", "jakup dam gjorde det", "Ravn gjorde det"),
    (["Jákup Dam"], "Ravn", "Ved en dam i byen.", "Ved en dam i byen."),
    (["Jákup Dam"], "Ravn", "Nobody else was there.", "Nobody else was there."),
    (["Søren Ærø"], "Lys", "Soeren begyndte. Aeroe fulgte.", "Lys begyndte. Lys fulgte."),
    (["Guðrún Þórsdóttir"], "Lóa", "Gudrun sagde. Guðrúnu var. Guðrúnar bók.", "Lóa sagde. Lóa var. Lóa bók."),
    (["Anna-Karin Berg"], "Skogen", "Anna-Karin och Karin Berg på ett berg.", "Skogen och Skogen på ett berg."),
    (["Åsa Ek"], "Ugla", "Aasa under en ek. Åsas idé.", "Ugla under en ek. Ugla idé."),
    (["Bo Li"], "Måne", "Bo vil bo her.", "Måne vil bo her."),
    (["Anna Dahl"], "Rev", "Annars blev det stille.", "Annars blev det stille."),
    (["Ida Ravn"], "Ravn", "Ida og Ravn.", "Ravn og Ravn."),
    (["Ravn"], "Ravn", "Ravn kom.", "Ravn kom."),
    (["Jákup Dam", "Jákup D. Olsen"], "Ravn", "Olsen kom.", "Ravn kom."),
    # Written as one, or with marks nobody sees, or across a line.
    (["Jákup Dam"], "Ravn", "#JákupDam og @jakupdam", "#Ravn og @Ravn"),
    (["Jákup Dam"], "Ravn", "Følg @jakup_dam!", "Følg @Ravn!"),
    (["Jákup Dam"], "Ravn", "Skriv til jakup.dam@example.org", "Skriv til Ravn.Ravn@example.org"),
    (["Jákup Dam"], "Ravn", "https://example.org/jakupdam", "https://example.org/Ravn"),
    (["Jákup Dam"], "Ravn", "Ják\u00adup og J\u200dákup", "Ravn og Ravn"),
    (["Jákup Dam"], "Ravn", "Ja\u0301kup kom.", "Ravn kom."),
    (["Jákup Dam"], "Ravn", "jákup\ndam kom", "Ravn kom"),
    (["Jákup Dam"], "Ravn", "Jákup\u00a0Dam, Jákup\u202fDam, Jakup‑Dam", "Ravn, Ravn, Ravn"),
    (["Jákup Dam"], "Ravn", "Jákup2005 skrev", "Ravn skrev"),
    (["Jákup Dam"], "Ravn", "Jákup.\n\nDam kom", "Ravn.\n\nRavn kom"),
    (["Jákup Dam"], "Ravn", "Dam, Jákup", "Ravn, Ravn"),
    (["Mary-Ann Wiik"], "Pil", "Maryann og Mary Ann og Mary‑Ann", "Pil og Pil og Pil"),
    # Initials.
    (["Jákup Dam"], "Ravn", "J. Dam kom.", "Ravn kom."),
    (["Jákup Dam"], "Ravn", "J.D. sa det, og J. D. også.", "Ravn sa det, og Ravn også."),
    (["Eli Gran"], "Ravn", "E.g. this, e.g. that.", "E.g. this, e.g. that."),
    # Forms.
    (["Jákup Dam"], "Ravn", "Jákupille ja Jákupilta", "Ravn ja Ravn"),
    (["Mikko Virtanen"], "Susi", "Mikon Virtaselle, Mikolta, Virtasen", "Susi, Susi, Susi"),
    (["Pekka Mäki"], "Susi", "Pekan ja Mäen", "Susi ja Susi"),
    (["Anna Björk"], "Lóa", "Önnu og Annas og Anne", "Lóa og Lóa og Anne"),
    (["Sigurður Árnason"], "Lóa", "Sigurði, Sigurðar, Árnasyni", "Lóa, Lóa, Lóa"),
    (["Guðrún Jónsdóttir"], "Lóa", "Guðrúnu Jónsdóttur", "Lóa"),
    (["Björn Ås"], "Lóa", "Birni og Bjarnar og Björns", "Lóa og Lóa og Lóa"),
    (["Páll Þór"], "Lóa", "Páls og Þórs og Bjarna", "Lóa og Lóa og Bjarna"),
    (["Helga Ek"], "Lóa", "Helgu, Helgur", "Lóa, Helgur"),
    (["Aqqaluk Lynge"], "Nanoq", "Aqqaluup Lynge", "Nanoq"),
    (["Lars Holm"], "Rev", "Lars' og Lars’ og Larsin", "Rev' og Rev’ og Rev"),
    (["Łukasz Żak"], "Rev", "Lukasz Zak", "Rev"),
    (["Nguyễn Văn An"], "Rev", "Nguyen Van An", "Rev"),
    (["jákup dam"], "Ravn", "Dam kom.", "Ravn kom."),
    (["Jens von Hove"], "Rev", "Von da kom Hove.", "Von da kom Rev."),
    (["Jens på Hove"], "Rev", "På vei kom Hove.", "På vei kom Rev."),
    (["Jens lund"], "Rev", "Lund kom.", "Rev kom."),
    (["von Hove"], "Rev", "På hove sto Hove.", "På hove sto Rev."),
    (["Jákup Hove"], "Rev", "Ved hove i byen.", "Ved hove i byen."),
    (["Liam Dam"], "Ravn", "så kom liam", "så kom Ravn"),
    (["Bo Dam"], "Måne", "#bodam", "#Måne"),
    (["Ravn", "Jákup Dam"], "Ravn", "Jákup kom.", "Ravn kom."),
    (["Jákup Dam"], "Ravn", "K. Dam kom, se side j. Dam.", "K. Ravn kom, se side j. Ravn."),
    (["Anna Maria Lund"], "Rev", "A.L. og A.M.L., ikke M.L. eller A.A.", "Rev og Rev, ikke M.L. eller A.A."),
    (["Jákup"], "Ravn", "J.J. kom.", "J.J. kom."),
]
LABELS = [
    (["Jákup Dam"], "Ravn", "Jákup Dam – attest.pdf", "Ravn – attest.pdf"),
    (["Jákup Dam"], "Ravn", "jakup_dam_attest.pdf", "Ravn_attest.pdf"),
    (["Jákup Dam"], "Ravn", "JAKUP-DAM.docx", "Ravn.docx"),
    (["Jákup Dam"], "Ravn", "jakupdam2.jpg", "Ravn.jpg"),
    (["Jákup Dam"], "Ravn", "attest.pdf", "attest.pdf"),
    (["Jákup Dam"], "Ravn", "program.pdf", "program.pdf"),
    (["Søren Ærø"], "Lys", "Udtalelse om Søren.pdf", "Udtalelse om Lys.pdf"),
    (["Søren Ærø"], "Lys", "soeren-aeroe-cv.pdf", "Lys-cv.pdf"),
    (["Þóra Jónsdóttir"], "Lóa", "thora jonsdottir.odt", "Lóa.odt"),
    (["Jákup Dam"], "Ravn", "jdam.pdf", "Ravn.pdf"),
    (["Jákup Dam"], "Ravn", "cv-jakupd.pdf", "cv-Ravn.pdf"),
    (["Jákup Dam"], "Ravn", "damj.pdf", "Ravn.pdf"),
    (["Jákup Dam"], "Ravn", "damk.pdf", "damk.pdf"),
    (["Jens Li"], "Rev", "jli.pdf", "Rev.pdf"),
    (["Jens Hove"], "Rev", "brevfrahove.pdf", "Rev.pdf"),
    (["Jákup Dam"], "Ravn", "Ja\u0301kup.pdf", "Ravn.pdf"),
    (["Jákup Dam"], "Ravn", "attest (Jákup).pdf", "attest (Ravn).pdf"),
    (["Jákup Dam"], "Ravn", "attest.Jákup.pdf", "attest.Ravn.pdf"),
    (["Jákup Dam"], "Ravn", "Jákups brev.pdf", "Ravn brev.pdf"),
    (["Jákup Dam"], "Ravn", "jakup.dam", "Ravn"),
    (["Jákup Dam"], "Ravn", "Amsterdam.pdf", "Amsterdam.pdf"),
    (["Søren Ærø"], "Lys", "soerenaeroe-cv.pdf", "Lys-cv.pdf"),
    (["Søren Ærø"], "Lys", "SorenAro.pdf", "Lys.pdf"),
    (["Søren Ærø"], "Lys", "So\u0308ren.pdf", "Lys.pdf"),
    (["Søren Ærø"], "Lys", "S%C3%B8ren.pdf", "Lys.pdf"),
    (["Guðrún Ek"], "Lóa", "Gudrunar bok.pdf", "Lóa bok.pdf"),
]
METADATA = [
    (["Jákup Dam"], "Ravn", "Jákup Dam", True),
    (["Jákup Dam"], "Ravn", "author: jakup.dam@example.org", True),
    (["Jákup Dam"], "Ravn", "https://example.org/people/jakupdam", True),
    (["Jákup Dam"], "Ravn", "Microsoft Word", False),
    (["Jákup Dam"], "Ravn", "C:\\Users\\JakupD\\attest.docx", True),
    (["Jákup Dam"], "Ravn", "Ja\u0301kup", True),
    (["Søren Ærø"], "Lys", "https://example.org/S%C3%B8ren", True),
    (["Jákup Dam"], "Ravn", "https://xn--jkupdam-hwa.example/", True),
    (["Søren Ærø"], "Lys", "https://example.org/soerenaeroe", True),
    (["Søren Ærø"], "Lys", "https://example.org/sorensen", True),
    (["Søren Ærø"], "Lys", "https://example.org/aerial", False),
    (["Jákup Dam"], "Ravn", "", False),
]


@pytest.mark.parametrize(("known", "shown", "text", "read"), PROSE)
def test_names_in_prose(known, shown, text, read):
    secret = secret_names(known, shown)
    assert hidden_in_prose(text, secret, shown) == read
    assert bool(found_in_prose(text, secret)) == (text != read)
    assert not found_in_prose(read, secret), "hidden twice is hidden once"


@pytest.mark.parametrize(("known", "shown", "name", "read"), LABELS)
def test_names_in_the_names_of_files(known, shown, name, read):
    secret = secret_names(known, shown)
    assert hidden_in_label(name, secret, shown) == read
    assert bool(found_in_label(name, secret)) == (name != read)
    assert not found_in_label(read, secret)


@pytest.mark.parametrize(("known", "shown", "told", "is_found"), METADATA)
def test_names_in_links_and_metadata(known, shown, told, is_found):
    assert bool(found_in_label(told, secret_names(known, shown))) == is_found
