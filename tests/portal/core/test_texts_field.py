"""A text in several languages as one form field."""

from django import forms

from portal.core.texts_field import TextsField


class Titled(forms.Form):
    title = TextsField(max_length=20)
    note = TextsField(rows=3, required=False)


def test_each_language_is_typed_by_its_name_and_empty_ones_are_left_out():
    form = Titled({"title_en": " Streets ", "title_nb": "Gater", "title_da": " ", "note_en": "One\r\ntwo"})
    assert form.is_valid()
    assert form.cleaned_data == {"title": {"en": "Streets", "nb": "Gater"}, "note": {"en": "One\ntwo"}}


def test_english_is_asked_for_where_the_text_is_required():
    assert "required" in Titled({}).errors["title"][0]
    assert "in English at least" in Titled({"title_nb": "Gater"}).errors["title"][0]


def test_a_text_over_its_limit_is_told():
    assert "at most 20" in Titled({"title_en": "x" * 21}).errors["title"][0]


def test_what_was_typed_again_the_same_is_no_change():
    form = Titled({"title_en": "Streets"}, initial={"title": {"en": "Streets"}})
    assert not form.has_changed()


def test_every_language_has_its_own_control_marked_as_that_language():
    page = " ".join(str(Titled(initial={"title": {"is": "Götur"}})["title"]).split())
    assert 'name="title_is" value="Götur"' in page
    assert 'lang="is"' in page
    assert "Íslenska" in page
    assert page.index("title_en") < page.index("<details") < page.index("title_is")
