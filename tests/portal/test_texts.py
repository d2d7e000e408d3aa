import pytest

from portal.texts import fold


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Þóra Bjørk-Ærøe", "thora bjork-aeroe"),
        ("ÅSA  Öberg\n", "asa oberg"),
        ("Máret Ánne Ŋiŋŋá Šárá Đulđe", "maret anne ninna sara dulde"),
        ("e\u0301clair", "eclair"),
        ("\u202etxt.gnp\u200b", "txt.gnp"),
        ("Straße", "strasse"),
        ("", ""),
    ],
)
def test_folded_text_knows_neither_case_nor_accent_nor_invisible_mark(typed, folded):
    assert fold(typed) == folded


def test_folding_several_texts_leaves_out_what_is_missing():
    assert fold("Åse", None, "", "Oslo") == "ase oslo"
