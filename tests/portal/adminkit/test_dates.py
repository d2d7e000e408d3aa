"""Dates are typed and shown the Nordic way in the admin, in each of the site's languages."""

from datetime import UTC, date, datetime, time

import pytest
from django import forms
from django.conf import settings
from django.template import Context, Template
from django.test import Client
from django.utils import timezone, translation
from django.utils.formats import date_format, get_format
from django.utils.html import strip_tags
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput
from wagtail.users.models import UserProfile

from tests.factories.content import StoryPageFactory
from tests.factories.people import ManagerFactory
from tests.support.values import for_each

LANGUAGES = [code for code, _name in settings.LANGUAGES]
DAYS = [date(2026, 11, 28), date(2026, 3, 2), date(2028, 2, 29), date(1999, 12, 31), date(2027, 1, 12)]
TIMES = [time(0, 0), time(9, 5), time(12, 0), time(14, 30), time(23, 59)]


@pytest.fixture(params=LANGUAGES)
def language(request):
    with translation.override(request.param):
        yield request.param


def shown(field: forms.Field, value) -> str:
    """What stands in the admin's field for a value."""
    return field.widget.format_value(field.prepare_value(value))


def typed(field: forms.Field, text: str):
    return field.clean(text)


class TestWhatAFieldShowsIsReadBackAsTheSame:
    @for_each("day", DAYS)
    def test_day(self, language, day):
        field = forms.DateField(widget=AdminDateInput())
        assert shown(field, day) == day.strftime("%d.%m.%Y")
        assert typed(field, shown(field, day)) == day

    @for_each("day", DAYS)
    @for_each("at", TIMES)
    def test_day_with_its_time(self, language, day, at):
        field = forms.DateTimeField(widget=AdminDateTimeInput())
        instant = timezone.make_aware(datetime.combine(day, at))
        assert shown(field, instant) == f"{day:%d.%m.%Y} {at:%H:%M}"
        assert typed(field, shown(field, instant)) == instant

    @for_each("at", TIMES)
    def test_time(self, language, at):
        field = forms.TimeField(widget=AdminTimeInput())
        assert typed(field, shown(field, at)) == at


class TestOtherWaysOfTyping:
    @for_each(
        "text", ["3.12.2026", "03.12.2026", "3/12/2026", "03/12/2026", "3-12-2026", "3.12.26", "3/12/26", "2026-12-03"]
    )
    def test_the_day_comes_first_unless_the_year_does(self, language, text):
        assert typed(forms.DateField(), text) == date(2026, 12, 3)

    @for_each(
        "text",
        [
            "3.12.2026 14:30",
            "3.12.2026 14.30",
            "2026-12-03 14:30",
            "2026-12-03T14:30",
            "3/12/2026 14:30",
            "3.12.26 14:30",
        ],
    )
    def test_a_time_is_of_24_hours_with_a_colon_or_a_stop(self, language, text):
        assert typed(forms.DateTimeField(), text) == datetime(2026, 12, 3, 13, 30, tzinfo=UTC)

    @for_each("text", ["12/28/2026", "12.28.2026", "31.2.2026", "28.11.20265", "tomorrow"])
    def test_what_is_no_day_the_nordic_way_is_refused(self, language, text):
        with pytest.raises(forms.ValidationError):
            typed(forms.DateField(), text)


class TestWhatIsShown:
    @pytest.mark.parametrize(
        ("code", "words"),
        [
            ("en", "28 November 2026, 14:30"),
            ("da", "28. november 2026 kl. 14:30"),
            ("nb", "28. november 2026 kl. 14:30"),
            ("sv", "28 november 2026 kl. 14:30"),
            ("fi", "28. marraskuuta 2026 kello 14.30"),
            ("is", "28. nóvember 2026, kl. 14:30"),
        ],
    )
    def test_an_instant_is_written_as_the_language_writes_it(self, code, words):
        with translation.override(code):
            assert date_format(datetime(2026, 11, 28, 14, 30, tzinfo=UTC), "DATETIME_FORMAT") == words

    def test_no_language_writes_the_month_first_or_counts_twelve_hours(self, language):
        for name in (
            "DATE_FORMAT",
            "DATETIME_FORMAT",
            "SHORT_DATE_FORMAT",
            "SHORT_DATETIME_FORMAT",
            "MONTH_DAY_FORMAT",
        ):
            words = date_format(datetime(2026, 11, 28, 14, 30, tzinfo=UTC), name)
            assert not words.startswith(("11", "Nov", "nov")), name
            assert "p.m." not in words, name
            assert words.count("14") == name.count("TIME"), name

    def test_weeks_begin_on_monday(self, language):
        assert get_format("FIRST_DAY_OF_WEEK") == 1
        assert AdminDateInput().get_config()["dayOfWeekStart"] == 1

    def test_the_tooltip_of_an_instant_in_the_admin_is_in_the_houses_time(self):
        template = Template("{% load wagtailadmin_tags %}{% human_readable_date at %}")
        markup = template.render(Context({"at": datetime(2026, 11, 28, 13, 30, tzinfo=UTC)}))
        assert "28 November 2026, 14:30" in markup
        assert "Nov." not in strip_tags(markup)


@pytest.mark.django_db
@pytest.mark.parametrize("code", LANGUAGES)
def test_a_story_is_timed_in_copenhagen_time_in_any_language_of_the_admin(code):
    manager = ManagerFactory()
    UserProfile.objects.create(user=manager, preferred_language=code)
    story = StoryPageFactory(draft=True, go_live_at=datetime(2030, 7, 1, 10, 0, tzinfo=UTC), date=date(2026, 3, 2))
    story.save_revision()
    browser = Client()
    browser.force_login(manager)
    page = browser.get(f"/admin/pages/{story.pk}/edit/").content.decode()
    assert 'value="01.07.2030 12:00"' in page
    assert 'value="02.03.2026"' in page
