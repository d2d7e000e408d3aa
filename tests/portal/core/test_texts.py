import pytest
from django.utils.translation import override

from portal.core.texts import SOFT_HYPHEN, breakable, language_used, localised


@pytest.mark.parametrize(
    ("reader", "texts", "answer", "language"),
    [
        ("nb", {"en": "Safe streets", "nb": "Trygge gater"}, "Trygge gater", "nb"),
        ("nb", {"en": "Safe streets", "da": "Trygge gader"}, "Trygge gader", "da"),
        ("sv", {"en": "Safe streets", "fi": "Turvalliset kadut"}, "Safe streets", "en"),
        ("is", {"fi": "Turvalliset kadut"}, "Turvalliset kadut", "fi"),
        ("en", {"nb": "", "sv": "Trygga gator"}, "Trygga gator", "sv"),
        ("en", {}, "", "en"),
        ("en", None, "", "en"),
    ],
)
def test_a_text_is_read_in_the_nearest_language_that_has_one(reader, texts, answer, language):
    with override(reader):
        assert (localised(texts), language_used(texts)) == (answer, language)


def test_a_letter_is_written_in_its_readers_language_whatever_is_active():
    with override("en"):
        assert localised({"en": "Welcome", "fi": "Tervetuloa"}, "fi") == "Tervetuloa"


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("Sóley Ingibjargardóttir", "Sóley Ingibjargar|dóttir"),
        ("Guttormsdatter", "Guttorms|datter"),
        ("Konstantinopolitanski", "Kons|tanti|nopo|litanski"),
        ("Elle-Máret Somby", "Elle-Máret Somby"),
        ("محمدعبدالرحمنالسيد", "محمدعبدالرحمنالسيد"),
        ("", ""),
    ],
)
def test_long_names_may_break_where_a_part_begins(name, broken):
    assert breakable(name).replace(SOFT_HYPHEN, "|") == broken


@pytest.mark.parametrize(
    "name", ["Brynhildardóttirs", "Aaaaaaaaaaaaaaaaaaaaaaaaab", "Schwarzeneggers", "Ŋuorruvuođalaččat"]
)
def test_a_name_never_breaks_off_its_last_letters(name):
    parts = breakable(name).split(SOFT_HYPHEN)
    assert "".join(parts) == name
    assert min(map(len, parts)) >= 4
