"""A field of a form: its label, its hint, what is wrong with it, all tied to the control."""

import re

import pytest
from django import forms
from django.template.loader import render_to_string


class Nomination(forms.Form):
    name = forms.CharField(label="Your name")
    email = forms.EmailField(label="E-mail", help_text="We write to you here.")
    nickname = forms.CharField(label="Nickname", required=False, widget=forms.TextInput(attrs={"data-optional": True}))
    story = forms.CharField(
        label="What did they do?",
        required=False,
        widget=forms.Textarea(attrs={"data-words": "200", "data-required": True}),
    )
    theme = forms.ChoiceField(label="Theme", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    told = forms.BooleanField(label="I have told them", help_text="They answer for themselves.")
    token = forms.CharField(widget=forms.HiddenInput, required=False)


@pytest.fixture
def empty():
    return Nomination()


@pytest.fixture
def refused():
    return Nomination({"email": "ida(at)example.org", "name": "<b>Ída</b>"})


def field(form, name):
    return form[name].as_field_group()


def test_the_label_belongs_to_its_control(empty):
    page = field(empty, "name")
    assert '<label class="field__label" for="id_name">Your name' in page
    assert 'id="id_name"' in page


def test_a_required_field_is_marked_and_a_voluntary_one_says_so(empty):
    assert "field__requirement" in field(empty, "name")
    assert "field__requirement" in field(empty, "story")
    assert " required" not in field(empty, "story")
    assert "(optional)" in field(empty, "nickname")


def test_the_hint_is_read_out_with_the_control(empty):
    page = field(empty, "email")
    assert 'id="id_email_helptext">We write to you here.' in page
    assert 'aria-describedby="id_email_helptext"' in page


def test_what_is_wrong_stands_beside_the_field_and_is_read_out_with_it(refused):
    page = field(refused, "email")
    assert 'id="id_email_error"' in page
    assert "Enter a valid email address." in page
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_email_helptext id_email_error"' in page


def test_what_was_typed_is_still_there_and_harmless(refused):
    assert 'value="&lt;b&gt;Ída&lt;/b&gt;"' in field(refused, "name")


def test_a_group_of_choices_is_a_fieldset_with_its_question(empty):
    page = field(empty, "theme")
    assert re.search(r"<fieldset[^>]*>\s*<legend class=\"field__label\">Theme", page)
    assert page.count('type="radio"') == 2


def test_a_box_to_tick_has_its_label_after_it(empty):
    page = field(empty, "told")
    assert page.index('type="checkbox"') < page.index('for="id_told"')
    assert 'id="id_told_helptext"' in page


def test_text_takes_the_direction_of_what_is_typed(empty):
    assert 'dir="auto"' in field(empty, "name")
    assert 'dir="auto"' in field(empty, "story")


def test_words_are_counted_where_there_is_a_limit(empty):
    page = field(empty, "story")
    assert 'data-limit="200"' in page
    assert "At most 200 words" in page
    assert "words" not in field(empty, "name")


def test_the_summary_links_each_error_to_its_field(refused):
    page = render_to_string("components/error_summary.html", {"form": refused})
    assert 'href="#id_email"' in page
    assert "Enter a valid email address." in page
    assert 'role="alert"' in page


def test_there_is_no_summary_where_nothing_is_wrong(empty):
    assert render_to_string("components/error_summary.html", {"form": empty}).strip() == ""


def test_errors_of_the_whole_form_and_of_hidden_fields_are_told_too(refused):
    refused.add_error(None, "The window has closed.")
    refused.add_error("token", "Load the page again.")
    page = render_to_string("components/error_summary.html", {"form": refused})
    assert "The window has closed." in page
    assert "Load the page again." in page
