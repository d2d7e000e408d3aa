from babel.support import Translations

from portal.core.translations import compile_translations

SOURCE = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "Draft"
msgstr "Utkast"
"""


def test_catalogues_are_compiled_once_until_they_change(tmp_path):
    folder = tmp_path / "nb" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(SOURCE, encoding="utf-8")
    assert [path.name for path in compile_translations(tmp_path)] == ["django.mo"]
    assert Translations.load(tmp_path, ["nb"], "django").gettext("Draft") == "Utkast"
    assert compile_translations(tmp_path) == []
