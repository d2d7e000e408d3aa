"""How long what is kept is a rule in data; what is past its term goes by itself."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command

from portal.audit import retention
from portal.audit.actions.retention import (
    apply_retention,
    create_retention_rule,
    install_default_rules,
    update_retention_rule,
)
from portal.audit.errors import RuleExists, UnknownNoun
from portal.audit.models import AuditEvent, RetentionRule
from portal.audit.queries.retention import keep_until, months_after, months_before, retention_rule
from portal.audit.retention import RetentionSource, Term, register_retention
from portal.core.errors import NotAllowed
from tests.factories.people import UserFactory
from tests.portal.audit.support import NOON

pytestmark = pytest.mark.django_db

TERM = Term(24, "To answer complaints", "GDPR art. 6(1)(f)", "the day it was refused")
RULE = {"purpose": "p", "legal_basis": "l", "counted_from": "c", "months": 60}


@pytest.fixture(autouse=True)
def letters(monkeypatch):
    """Letters are kept for 24 months, in Finland for 120."""
    asked = []

    def expire(expiry):
        asked.append(expiry)
        return 3

    monkeypatch.setattr(retention, "_sources", {})
    terms = (TERM, Term(120, "Bookkeeping", "1336/1997", "the end of the year", country="FI"))
    register_retention(RetentionSource("tests.letter", "Letters", terms, expire))
    RetentionRule.objects.all().delete()
    install_default_rules()
    return asked


@pytest.fixture
def administrator():
    return UserFactory(roles=["administrator"])


def test_apps_begin_with_rules_of_their_own_and_keep_what_was_changed():
    assert RetentionRule.objects.count() == 2
    RetentionRule.objects.filter(country="").update(months=12)
    call_command("migrate", verbosity=0)
    assert RetentionRule.objects.get(noun="tests.letter", country="").months == 12


def test_a_country_has_its_own_rule_or_the_one_for_all_others():
    assert retention_rule("tests.letter", "FI").months == 120
    assert retention_rule("tests.letter", "NO").months == 24
    assert retention_rule("tests.letter").months == 24
    assert retention_rule("tests.nothing") is None


def test_a_term_is_counted_in_months_of_the_calendar():
    assert keep_until("tests.letter", date(2026, 1, 31), "DK") == date(2028, 1, 31)
    assert keep_until("tests.nothing", date(2026, 1, 31)) is None
    assert months_after(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_before(datetime(2026, 3, 31, tzinfo=UTC), 1) == datetime(2026, 2, 28, tzinfo=UTC)
    assert months_before(date(2026, 1, 15), 13) == date(2024, 12, 15)


def test_what_is_past_its_term_is_let_go_by_each_rule_and_that_is_recorded(letters):
    assert apply_retention(at=NOON) == {"tests.letter": 6}
    rest, finland = letters
    assert (rest.country, rest.own_rules, rest.before) == ("", ("FI",), NOON.replace(year=2024))
    assert (finland.country, finland.own_rules, finland.before) == ("FI", (), NOON.replace(year=2016))
    entry = AuditEvent.objects.filter(verb="audit.let_go").first()
    assert entry.data == {"noun": "tests.letter", "country": "", "count": 3}


def test_nothing_past_its_term_is_not_worth_an_entry(monkeypatch):
    register_retention(RetentionSource("tests.letter", "Letters", (TERM,), lambda expiry: 0))
    assert apply_retention(at=NOON) == {}
    assert not AuditEvent.objects.exists()


def test_a_rule_nobody_acts_on_is_there_to_be_read():
    register_retention(RetentionSource("tests.letter", "Letters", (TERM,)))
    RetentionRule.objects.create(noun="tests.gone", months=1)
    assert apply_retention(at=NOON) == {}


def test_one_app_in_trouble_stops_no_other(letters):
    def broken(expiry):
        raise RuntimeError("no")

    register_retention(RetentionSource("tests.a_first", "Broken", (TERM,), broken))
    install_default_rules()
    with pytest.raises(ExceptionGroup, match="retention") as trouble:
        apply_retention(at=NOON)
    assert len(trouble.value.exceptions) == 1
    assert len(letters) == 2


def test_a_rule_is_added_in_capitals(administrator):
    rule = create_retention_rule(noun="tests.letter", country=" no ", by=administrator, at=NOON, **RULE)
    assert rule.country == "NO"
    assert str(rule) == "tests.letter NO"


@pytest.mark.both
def test_two_rules_for_one_country_are_refused(administrator):
    with pytest.raises(RuleExists) as refused:
        create_retention_rule(noun="tests.letter", country="fi", by=administrator, at=NOON, **RULE)
    assert refused.value.field == "country"


def test_a_rule_about_nothing_is_refused(administrator):
    with pytest.raises(UnknownNoun):
        create_retention_rule(noun="tests.nothing", country="", by=administrator, at=NOON, **RULE)


def test_only_administrators_keep_the_rules():
    rule = RetentionRule.objects.first()
    with pytest.raises(NotAllowed):
        update_retention_rule(retentionrule=rule, months=1, by=UserFactory(roles=["manager"]), at=NOON)
    rule.refresh_from_db()
    assert rule.months == 24


def test_changing_one_field_leaves_the_others(administrator):
    rule = RetentionRule.objects.get(country="FI")
    update_retention_rule(retentionrule=rule, months=72, by=administrator, at=NOON)
    rule.refresh_from_db()
    assert (rule.months, rule.country, rule.purpose) == (72, "FI", "Bookkeeping")
