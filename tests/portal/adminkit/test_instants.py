"""Days and times in staff forms: whose clocks are meant, what no clock shows, what every clock shows twice."""
# ruff: noqa: DTZ001 - clocks on a wall know no zone

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.utils import timezone
from wagtail.models import Page

from pioneers.forms.staff import EditionForm
from portal.adminkit.instants import WallTimeField, ZonedInstants, zone_field
from portal.content.models import StoryPage
from portal.core.zones import Occurrence, instant_of
from tests.portal.core.test_zones import CHANGES
from tests.support.forms import fields_of, form_classes


class WindowForm(ZonedInstants, forms.Form):
    instants = ("opens_at", "closes_at")
    opens_at = WallTimeField(label="Opens")
    closes_at = WallTimeField(label="Closes", day_ends=True)
    zone = zone_field()


def window(zone="Europe/Copenhagen", **typed) -> WindowForm:
    return WindowForm({"opens_at": "2027-01-01 12:00", "closes_at": "2027-12-01 12:00", "zone": zone} | typed)


SPRING = [
    *(
        (zone, f"{gap + timedelta(minutes=minute):%d.%m.%Y %H:%M}", f"{gap:%H:%M}", f"{gap + timedelta(hours=1):%H:%M}")
        for zone, (gap, _twice) in CHANGES.items()
        for minute in (0, 17, 59)
    ),
    ("Europe/Copenhagen", "28.03.2027 02:30", "02:00", "03:00"),
    ("Europe/Oslo", "2027-03-28 02:00", "02:00", "03:00"),
    ("Europe/Helsinki", "28.03.2027 03:59", "03:00", "04:00"),
    ("Atlantic/Faroe", "28.03.2027 01:15", "01:00", "02:00"),
    ("America/Nuuk", "27.03.2027 23:30", "23:00", "00:00"),
]


@pytest.mark.parametrize("name", ["opens_at", "closes_at"])
@pytest.mark.parametrize(("zone", "typed", "before", "after"), SPRING)
def test_a_time_of_the_spring_night_that_no_clock_shows_is_refused_beside_its_field(zone, typed, before, after, name):
    form = window(zone, **{name: typed})
    assert not form.is_valid()
    assert list(form.errors) == [name]
    assert f"before {before}, or {after} or later" in form.errors[name][0]


@pytest.mark.parametrize("zone", ["Atlantic/Reykjavik", "America/Nuuk", "Europe/Helsinki"])
def test_the_same_time_is_fine_where_clocks_show_it(zone):
    form = window(zone, opens_at="28.03.2027 02:30")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["opens_at"].astimezone(ZoneInfo(zone)).replace(tzinfo=None) == datetime(2027, 3, 28, 2, 30)


AUTUMN = [
    *(
        (zone, f"{twice:%Y-%m-%d %H:%M}", instant_of(twice, zone, Occurrence.FIRST))
        for zone, (_gap, twice) in CHANGES.items()
    ),
    ("Europe/Copenhagen", "31.10.2027 02:30", datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),
    ("Europe/Stockholm", "2027-10-31T02:00", datetime(2027, 10, 31, 0, 0, tzinfo=UTC)),
    ("Europe/Mariehamn", "31.10.2027 03:30", datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),
    ("Atlantic/Faroe", "31.10.2027 01:30", datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),
]


@pytest.mark.parametrize(("zone", "typed", "first"), AUTUMN)
def test_of_the_autumn_hour_the_form_asks_which_and_takes_the_answer(zone, typed, first):
    form = window(zone, opens_at=typed)
    assert not form.is_valid()
    assert "comes twice" in form.errors["opens_at"][0]
    assert list(form.fields)[:2] == ["opens_at", "opens_at_which"]
    assert len(form["opens_at_which"].field.choices) == 2
    for answer, hours in (("0", 0), ("1", 1)):
        answered = window(zone, opens_at=typed, opens_at_which=answer)
        assert answered.is_valid(), answered.errors
        assert (answered.cleaned_data["opens_at"] - first).total_seconds() == hours * 3600
        assert set(answered.cleaned_data) == {"opens_at", "closes_at", "zone"}


@pytest.mark.parametrize("answer", ["", "2", "x", "-1", "９"])
def test_an_answer_that_is_none_is_asked_again(answer):
    assert not window(opens_at="31.10.2027 02:30", opens_at_which=answer).is_valid()


def test_an_answer_left_over_from_another_time_changes_nothing():
    form = window(opens_at="30.10.2027 02:30", opens_at_which="1")
    assert form.is_valid()
    assert form.cleaned_data["opens_at"] == datetime(2027, 10, 30, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize("hour", [0, 1])
def test_a_stored_instant_of_that_hour_is_shown_with_its_answer(hour):
    form = WindowForm(initial={"opens_at": datetime(2027, 10, 31, hour, 30, tzinfo=UTC)})
    form.show_in_zone(ZoneInfo("Europe/Oslo"))
    assert form.initial["opens_at"] == datetime(2027, 10, 31, 2, 30)
    assert form["opens_at_which"].value() == str(hour)


@pytest.mark.parametrize("typed", ["01.12.2027", "2027-12-01", " 1.12.2027 "])
def test_a_closing_day_without_a_time_ends_at_23_59(typed):
    form = window("Europe/Helsinki", closes_at=typed, opens_at=typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["closes_at"] == datetime(2027, 12, 1, 21, 59, tzinfo=UTC)
    assert form.cleaned_data["opens_at"] == datetime(2027, 11, 30, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    "typed",
    ["soon", "0001-01-01 00:00", "9999-12-31 23:59", "1899-12-31", "2200-01-01 00:00", "99999-01-01", "31.02.2027"]
    + ["2027-01-01 25:00", "2027-01-01T12:00Z", "2027-01-01T12:00+01:00", "9" * 400, "\x00", "NaN"],
)
def test_what_is_no_day_is_refused_in_words(typed):
    form = window(opens_at=typed)
    assert list(form.errors) == ["opens_at"]


def test_every_instant_of_every_staff_form_is_read_this_way():
    """A plain field of Django's would take the site's clocks for the record's."""
    others = {
        name
        for form in form_classes()
        for name, field in fields_of(form)
        if isinstance(field, forms.DateTimeField) and not isinstance(field, WallTimeField)
        and not issubclass(getattr(getattr(form, "_meta", None), "model", None) or object, Page)
    }  # fmt: skip
    assert others == set()


def test_every_form_with_such_fields_says_whose_clocks_they_are():
    forms_of_instants = [
        form
        for form in form_classes()
        if any(isinstance(field, WallTimeField) for field in getattr(form, "base_fields", {}).values())
    ]
    assert len(forms_of_instants) >= 6
    for form in forms_of_instants:
        names = {name for name, field in form.base_fields.items() if isinstance(field, WallTimeField)}
        assert issubclass(form, ZonedInstants), form
        assert set(form.instants) == names, form


class ShownWindowForm(WindowForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.show_in_zone(ZoneInfo("Europe/Copenhagen"))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2027-03-01 10:00", datetime(2027, 3, 1, 9, 0, 37, 5, tzinfo=UTC)),
        ("2027-03-01 10:01", datetime(2027, 3, 1, 9, 1, tzinfo=UTC)),
    ],
)
def test_what_was_left_alone_keeps_the_seconds_the_field_does_not_show(typed, read):
    stored = {"opens_at": datetime(2027, 3, 1, 9, 0, 37, 5, tzinfo=UTC)}
    form = ShownWindowForm(
        {"opens_at": typed, "closes_at": "2027-12-01 12:00", "zone": "Europe/Copenhagen"}, initial=stored
    )
    assert form.is_valid(), form.errors
    assert form.cleaned_data["opens_at"] == read


NO_CLOCK = [
    ("28.03.2027 02:30", "02:30 is skipped. Choose a time before 02:00, or 03:00 or later"),
    ("2027-03-28 02:00", "02:00 is skipped. Choose a time before 02:00, or 03:00 or later"),
    ("31.10.2027 02:30", "02:30 comes twice. Choose a time before 02:00, or 03:00 or later"),
    ("2027-10-31 02:59", "02:59 comes twice. Choose a time before 02:00, or 03:00 or later"),
]


@pytest.mark.parametrize("name", ["go_live_at", "expire_at"])
@pytest.mark.parametrize(("typed", "sentence"), NO_CLOCK)
def test_a_page_is_not_timed_for_an_hour_no_clock_tells(name, typed, sentence):
    """Wagtail's own fields can't ask which; they say what is wrong, and take the minutes around it."""
    field = StoryPage.get_edit_handler().get_form_class().base_fields[name]
    with timezone.override("Europe/Copenhagen"):
        with pytest.raises(forms.ValidationError) as refusal:
            field.clean(typed)
        assert sentence in refusal.value.messages[0]
        for fine in ("2027-03-28 01:59", "2027-03-28 03:00", "2027-10-31 01:59", "2027-10-31 03:00"):
            assert f"{field.clean(fine):%H:%M}" == fine[-5:]


@pytest.mark.both
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("opens", "closes", "fits"),
    [
        (("02:30", "0"), ("02:15", "1"), True),
        (("02:30", "1"), ("02:45", "0"), False),
        (("02:30", "0"), ("02:30", "1"), True),
        (("02:30", "1"), ("02:30", "1"), False),
        (("02:59", "1"), ("03:00", ""), True),
        (("01:59", ""), ("02:00", "0"), True),
    ],
)
def test_what_ends_in_that_hour_ends_after_it_began_whatever_the_clocks_say(opens, closes, fits):
    """An edition's own form: it compares instants, and not what stands on the clocks."""
    day = "2027-10-31"
    form = EditionForm(
        {
            "opens_at": f"{day} {opens[0]}",
            "opens_at_which": opens[1],
            "closes_at": f"{day} {closes[0]}",
            "closes_at_which": closes[1],
            "zone": "Europe/Copenhagen",
        }
    )
    form.is_valid()
    assert "opens_at" not in form.errors
    assert ("closes_at" not in form.errors) == fits, form.errors
