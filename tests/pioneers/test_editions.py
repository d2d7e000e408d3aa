"""Making and changing an edition: only what changed is saved and recorded, and what people were told stands."""

from datetime import date, timedelta

import pytest

from pioneers.actions.editions import (
    create_category,
    create_ceremony,
    create_consent_age,
    create_edition,
    update_category,
    update_ceremony,
    update_edition,
)
from pioneers.errors import DatesStand
from pioneers.models.category import DEFAULT_CATEGORIES
from portal.audit.queries.history import history_of
from portal.core.clock import now
from portal.core.errors import NotAllowed
from tests.factories.people import EditorFactory
from tests.factories.pioneers import CeremonyFactory, EditionFactory

pytestmark = pytest.mark.django_db
ANNOUNCED = {"year", "min_age", "max_age", "age_on", "prize_currency", "opens_at"}


def recorded(record):
    return [(line.verb, line.data) for line in history_of(record)]


def test_a_new_edition_begins_with_the_themes_in_their_order(manager):
    values = {
        "year": 2040,
        "titles": {"en": "Prize"},
        "opens_at": now(),
        "closes_at": now() + timedelta(days=30),
        "reveal_at": now() + timedelta(days=60),
        "age_on": date(2040, 9, 1),
    }
    edition = create_edition(by=manager, at=now(), **values)
    themes = edition.categories.order_by("position").values_list("slug", "names")
    assert list(themes) == [(slug, names) for slug, names in DEFAULT_CATEGORIES]
    assert recorded(edition) == [("pioneers.create_edition", {"year": 2040})]


def test_only_what_changed_is_saved_and_recorded(manager, edition):
    update_edition(edition=edition, by=manager, at=now(), prize_minor=7, shortlist_limit=edition.shortlist_limit)
    edition.refresh_from_db()
    assert edition.prize_minor == 7
    assert recorded(edition) == [("pioneers.update_edition", {"fields": ["prize_minor"]})]
    update_edition(edition=edition, by=manager, at=now(), prize_minor=7)
    assert len(recorded(edition)) == 1


@pytest.mark.parametrize(
    ("made", "fields"),
    [
        ({"draft": True}, set()),
        ({}, {"year", "min_age", "max_age", "age_on", "prize_currency", "opens_at", "reveal_at"}),
        (
            {"revealed": True},
            {"year", "min_age", "max_age", "age_on", "prize_currency", "opens_at", "reveal_at", "closes_at"},
        ),
    ],
)
def test_what_people_were_told_stands(manager, made, fields):
    edition = EditionFactory(**made)
    later = edition.reveal_at + timedelta(days=1)
    values = {
        "year": edition.year + 1,
        "min_age": 14,
        "max_age": 30,
        "age_on": edition.age_on + timedelta(days=1),
        "prize_currency": "SEK",
        "opens_at": edition.opens_at - timedelta(days=1),
        "closes_at": edition.closes_at + timedelta(days=1),
        "reveal_at": later,
    }
    for name in fields:
        with pytest.raises(DatesStand) as refusal:
            update_edition(edition=edition, by=manager, at=now(), **{name: values[name]})
        assert refusal.value.field == name
    left = {name: value for name, value in values.items() if name not in fields}
    edition = update_edition(edition=edition, by=manager, at=now(), **left)
    assert {name: getattr(edition, name) for name in left} == left


def test_a_theme_and_a_ceremony_are_recorded_with_what_changed(manager, edition):
    theme, ceremony = edition.categories.first(), CeremonyFactory(edition=edition)
    update_category(category=theme, by=manager, at=now(), slug=theme.slug, names={"en": "Courage"})
    update_ceremony(ceremony=ceremony, by=manager, at=now(), place="The library")
    update_ceremony(ceremony=ceremony, by=manager, at=now(), place="The library")
    theme.refresh_from_db()
    assert theme.names == {"en": "Courage"}
    assert recorded(theme) == [("pioneers.update_category", {"fields": ["names"]})]
    assert recorded(ceremony) == [("pioneers.update_ceremony", {"fields": ["place"]})]


def test_what_is_made_is_recorded_as_made_by_whom(manager, edition):
    made = [
        create_category(edition=edition, slug="care", names={"en": "Care"}, by=manager, at=now()),
        create_ceremony(edition=edition, starts_at=edition.reveal_at, place="The embassy", by=manager, at=now()),
        create_consent_age(act="nomination", country="SE", age=16, starts=date(2027, 1, 1), by=manager, at=now()),
    ]
    assert [(line.verb, line.by_label) for one in made for line in history_of(one)] == [
        ("pioneers.create_category", manager.name),
        ("pioneers.create_ceremony", manager.name),
        ("pioneers.create_consentage", manager.name),
    ]


@pytest.mark.parametrize(
    "act",
    [
        lambda by: create_edition(by=by, at=now()),
        lambda by: create_consent_age(by=by, at=now()),
        lambda by: update_edition(edition=EditionFactory(), by=by, at=now()),
        lambda by: update_category(category=EditionFactory().categories.first(), by=by, at=now()),
        lambda by: create_ceremony(by=by, at=now()),
    ],
)
def test_editors_do_none_of_it(act):
    with pytest.raises(NotAllowed):
        act(EditorFactory())
