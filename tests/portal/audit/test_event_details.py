"""What is recorded beside an event reads in words: labels for keys, names for codes, sums with their currency."""

import ast
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from portal.audit import event_details as module
from portal.audit.event_details import EventDetail, event_details, has_words, kind_name, register_event_details

# Keys that are fields of the model they are recorded about, and read as that field does.
FIELDS = {"starts", "ends", "minimum_years", "budget_minor", "opens_at", "closes_at", "kind", "state", "nature"}
FIELDS |= {"months", "language", "slug", "sum_minor"}


@pytest.fixture
def own_details(monkeypatch):
    monkeypatch.setattr(module, "_details", dict(module._details))


def test_a_state_reads_as_the_state_of_what_the_event_is_about():
    assert event_details("grants.cancel_call", "grants.call", {"state": "cancelled"}) == [("State", "Cancelled")]


def test_a_sum_has_its_currency_and_the_currency_no_line_of_its_own():
    data = {"sum_minor": 1_500_000, "currency": "NOK"}
    [(label, value)] = event_details("grants.decide_application", "grants.application", data)
    assert label == "Amount"
    assert value.replace("\xa0", " ") == "NOK 15,000"


def test_changed_fields_are_called_as_on_their_form():
    lines = event_details("cities.update_city", "cities.city", {"changed": ["latitude", "names"]})
    assert lines == [("Changed", "latitude, names in other languages")]


def test_instants_days_and_answers_are_written_out():
    data = {"due": "2026-11-28T12:00:00Z", "made": 3, "short": []}
    lines = dict(event_details("assessment.plan_round", "assessment.round", data))
    assert lines == {"Due": "28 Nov 2026, 13:00", "Assignments": "3", "Entries with too few reviewers": "–"}
    lines = event_details("membership.end_membership", "membership.membership", {"early": True})
    assert lines == [("Ends early", "yes")]


def test_what_only_machines_read_is_left_out():
    data = {"sha256": "ab" * 32, "version": 2}
    assert event_details("grants.submit_application", "grants.application", data) == [("Version", "2")]


def test_each_point_of_a_check_is_named():
    data = {"points": {"city": True, "complete": False}}
    [(label, value)] = event_details("grants.check_eligibility", "grants.application", data)
    assert label == "Points of the check"
    assert value == "A city is named: yes, The answers fit the questions and can be understood: no"


def test_the_narrowest_scope_says_how_a_key_reads(own_details):
    register_event_details("tests", {"by": EventDetail("Through")})
    register_event_details("tests.travel", {"by": EventDetail("By", {"air": "plane"}.get)})
    assert event_details("tests.travel", "people.person", {"by": "air"}) == [("By", "plane")]
    assert event_details("tests.walk", "people.person", {"by": "air"}) == [("Through", "air")]


def test_a_key_nobody_named_is_made_readable():
    assert event_details("tests.act", "people.gone", {"per_person": None}) == [("Per person", "–")]


def test_labels_and_values_are_in_the_readers_language():
    with translation.override("nb"):
        [(label, value)] = event_details("audit.create_retention_rule", "audit.retentionrule", {"country": "NO"})
    assert (label, value) == ("Land", "Norge")


def test_objects_are_called_by_their_kind():
    assert kind_name("grants.call") == "call"
    assert kind_name("people.gone") == "people.gone"


def logged_keys():
    """(file, verb or None, key) of each literal key of the data that is logged, straight in the call or by the name
    `data`, `told` or `facts` in a module that logs."""
    for app in ("portal", "grants", "pioneers"):
        for path in sorted((settings.BASE_DIR / app).rglob("*.py")):
            text = path.read_text()
            if "log_event(" in text and not {"demo", "migrations"} & set(path.parts):
                yield from keys_in(path, ast.parse(text))


def keys_in(path: Path, tree: ast.Module):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "log_event":
            passed = {keyword.arg: keyword.value for keyword in node.keywords}
            verb = passed["verb"].value if isinstance(passed["verb"], ast.Constant) else None
            dicts = [passed["data"]] if isinstance(passed.get("data"), ast.Dict) else []
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in ("data", "told", "facts"):
            verb, dicts = None, [node.value] if isinstance(node.value, ast.Dict) else []
        else:
            continue
        for found in dicts:
            for key in found.keys:
                if isinstance(key, ast.Constant):
                    yield path, verb, key.value


def test_every_key_that_is_logged_reads_in_words():
    keys = list(logged_keys())
    assert len(keys) > 80
    wordless = {
        f"{path.relative_to(settings.BASE_DIR)}: {key}"
        for path, verb, key in keys
        if key not in FIELDS and not has_words(verb or f"{app_of(path)}.any", key)
    }
    assert not wordless, "register_event_details() in the app's portal_hooks says how these read"


def app_of(path: Path) -> str:
    first, *rest = path.relative_to(settings.BASE_DIR).parts
    return rest[0] if first == "portal" else first
