"""The help texts themselves: each role in each language, built alike, and naming what really stands on screen."""

import re
from itertools import product
from pathlib import Path

import pytest
import wagtail
import wagtail_localize
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import override

from portal.content.queries.help import SITE_ROLES, STAFF_ROLES, TEXTS, help_page, link_names, screen_names
from tests.support.values import for_each

ROLES = (*STAFF_ROLES, *SITE_ROLES)
LANGUAGES = [code for code, _name in settings.LANGUAGES]
each_text = for_each(("role", "language"), list(product(ROLES, LANGUAGES)))
CATALOGUES = [
    settings.BASE_DIR / "portal/locale/nb/LC_MESSAGES/django.po",
    *(
        catalogue
        for package in (wagtail, wagtail_localize)
        for catalogue in Path(package.__file__).parent.rglob("locale/en/LC_MESSAGES/django.po")
    ),
]


def source(role, language):
    return (TEXTS / f"{role}.{language}.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def on_screen():
    """Every text the site or the admin may show, in English."""
    known = set()
    for catalogue in CATALOGUES:
        with catalogue.open("rb") as handle:
            for message in filter(None, (message.id for message in read_po(handle))):
                known.update([message] if isinstance(message, str) else message)
    return known


def test_there_is_nothing_but_the_texts_of_the_roles():
    assert {path.name for path in TEXTS.iterdir()} == {
        f"{role}.{language}.md" for role in ROLES for language in LANGUAGES
    }


@each_text
def test_a_text_is_built_like_the_english_one(role, language):
    here, there = source(role, language), source(role, "en")
    for mark in ("# ", "## ", "### ", "1. ", "* "):
        marks = re.compile(rf"^{re.escape(mark)}", re.M)
        assert len(marks.findall(here)) == len(marks.findall(there)), mark
    assert len(re.findall(r"^## ", here, re.M)) == 4
    assert sorted(link_names(here)) == sorted(link_names(there))


@each_text
def test_a_text_can_be_read_in_a_few_minutes(role, language):
    # Finnish says in one word what English says in two. Of a manager's page one question is read at a time.
    assert 230 <= len(source(role, language).split()) <= (700 if role == "manager" else 600)


@each_text
def test_what_a_text_names_stands_on_screen(role, language, on_screen):
    assert [name for name in screen_names(source(role, language)) if name not in on_screen] == []


@each_text
def test_a_text_names_what_the_english_one_names(role, language):
    assert set(screen_names(source(role, language))) >= set(screen_names(source(role, "en"))) - {"Upload"}


def test_a_name_is_shown_as_the_screen_shows_it():
    with override("nb"):
        assert '<strong class="on-screen">Send inn vurderingen</strong>' in help_page("juror", "nb").body
    with override("da"):
        assert '<strong class="on-screen" lang="en">Submit review</strong>' in help_page("juror", "da").body


def test_a_text_without_a_translation_is_read_in_english(monkeypatch, tmp_path):
    (tmp_path / "juror.en.md").write_text(source("juror", "en"), encoding="utf-8")
    monkeypatch.setattr("portal.content.queries.help.TEXTS", tmp_path)
    assert help_page("juror", "fi").language == "en"


def test_markup_in_a_text_is_no_markup(monkeypatch, tmp_path):
    (tmp_path / "juror.en.md").write_text("# Help\n\nFor jurors.\n\nA <b>bold</b> word.", encoding="utf-8")
    monkeypatch.setattr("portal.content.queries.help.TEXTS", tmp_path)
    assert "&lt;b&gt;bold" in help_page("juror", "en").body
