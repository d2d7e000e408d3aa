"""What every action has in common: it is called by keyword, with who acts and when, and a staff form asks for just what
its action takes."""

import inspect
from datetime import datetime
from importlib import import_module
from pathlib import Path

from django.urls import get_resolver
from wagtail.admin.viewsets import viewsets

from pioneers.actions.editions import plan_jury
from portal.adminkit.viewset import RecordViewSet
from portal.assessment.actions.rounds import plan_round
from portal.core.actors import Actor, Viewer
from portal.core.records import Record
from portal.people.models import Person, User
from tests.support.values import for_each

ROOT = Path(__file__).resolve().parents[3]
MODULES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for top in ("portal", "pioneers", "grants")
    for path in sorted((ROOT / top).glob("**/actions/*.py"))
    if path.name != "__init__.py"
]


def public_functions(name: str):
    module = import_module(name)
    for title, function in inspect.getmembers(module, inspect.isfunction):
        if inspect.unwrap(function).__module__ == name and not title.startswith("_"):
            yield title, inspect.signature(inspect.unwrap(function))


@for_each("name", MODULES)
def test_what_acts_at_an_instant_is_called_by_keyword(name):
    for title, signature in public_functions(name):
        if {"by", "at"} & signature.parameters.keys():
            positional = [
                parameter.name
                for parameter in signature.parameters.values()
                if parameter.kind is not inspect.Parameter.KEYWORD_ONLY
                and parameter.kind is not inspect.Parameter.VAR_KEYWORD
            ]
            assert not positional, f"{name}.{title} takes {positional} by position"


# Who acts, as an action may say it: anyone, or only those who can do it at all. Person: through a link of their own.
WHO_ACTS = {Actor, Actor | Person, Actor | Record, User, User | None, Person}


@for_each("name", MODULES)
def test_each_action_says_who_acts_and_when(name):
    for title, signature in public_functions(name):
        said = {parameter.name: parameter.annotation for parameter in signature.parameters.values()}
        assert said.get("by", Actor) in WHO_ACTS, f"{name}.{title} is done by {said['by']}"
        assert said.get("at", datetime) in {datetime, datetime | None}, f"{name}.{title} happens at {said['at']}"


# Forms whose `clean` hands on something else than their fields: a confirmation is left out, a choice is turned into
# words of the action's.
HANDED_ON = {
    "BatchCheckedForm": {"seen"},
    "ErasureForm": set(),
    "AcceptNominationForm": {"accept"},
    "RefuseNominationForm": {"accept", "reason"},
    "AllowWithoutGuardianForm": {"allow", "reason"},
    "RefuseWithoutGuardianForm": {"allow", "reason"},
    "CheckForm": {"passed", "points", "reasons"},
    "ReleaseRevealForm": {"is_now", "reason"},
}
# Who can apply is asked in four fields, and is one rule.
RULE_FIELDS = {"city_required", "countries", "kinds", "members_only"}
# What an action hands on to another one by name.
HANDED_TO = {inspect.unwrap(plan_jury): plan_round}


def staff_screens() -> list[RecordViewSet]:
    assert get_resolver().url_patterns
    return [viewset for viewset in viewsets.viewsets if isinstance(viewset, RecordViewSet)]


def handed_on(form: type | None) -> set[str]:
    """The names under which a form's screen hands its answers to the action."""
    asked = HANDED_ON.get(form.__name__, set(form.base_fields)) if form else set()
    return asked - RULE_FIELDS | {"eligibility"} if asked >= RULE_FIELDS else asked


def misfits(asked: set[str], action, more: set[str] = frozenset()) -> set[str]:
    """What the action needs and the screen does not ask, and what the screen asks and the action does not take; `more`
    is what an action with open keywords takes besides its own."""
    parameters = inspect.signature(action).parameters.values()
    known = {parameter.name for parameter in parameters if parameter.kind is inspect.Parameter.KEYWORD_ONLY}
    needed = {parameter.name for parameter in parameters if parameter.default is inspect.Parameter.empty} & known
    if any(parameter.kind is inspect.Parameter.VAR_KEYWORD for parameter in parameters):
        known |= more
    return (needed - asked) | (asked - known)


def test_each_record_action_asks_for_what_its_action_takes():
    wrong, count = [], 0
    for viewset in staff_screens():
        for action in viewset.record_actions:
            count += 1
            record = action.argument or viewset.model._meta.model_name
            further = HANDED_TO.get(inspect.unwrap(action.action))
            more = set(inspect.signature(inspect.unwrap(further)).parameters) if further else set()
            if wrongly := misfits({record, "by", "at", *handed_on(action.form_class)}, action.action, more):
                wrong.append((type(viewset).__name__, action.name, wrongly))
    assert count > 40, wrong
    assert not wrong, "\n".join(map(str, wrong))


def test_each_form_of_the_staff_screens_asks_for_what_saving_takes():
    wrong, forms = [], 0
    for viewset in staff_screens():
        columns = set(dir(viewset.model)) | {field.name for field in viewset.model._meta.get_fields()}
        for action, given in (
            (viewset.create_action, set()),
            (viewset.update_action, {viewset.get_argument()}),
        ):
            if action is None:
                continue
            forms += 1
            form = viewset.get_form_class(for_update=bool(given))
            if wrongly := misfits({"by", "at", *given, *handed_on(form)}, action, columns):
                wrong.append((type(viewset).__name__, action.__name__, wrongly))
    assert forms > 20, wrong
    assert not wrong, "\n".join(map(str, wrong))


def test_no_form_is_named_that_hands_on_its_own_fields():
    """A list of exceptions that nobody needs hides the next one."""
    forms = {action.form_class for viewset in staff_screens() for action in viewset.record_actions if action.form_class}
    assert {form.__name__ for form in forms if handed_on(form) != set(form.base_fields)} == set(HANDED_ON)


def test_each_staff_screen_reads_for_a_viewer_at_an_instant():
    queries = {viewset.visible_to for viewset in staff_screens() if viewset.visible_to}
    for query in queries:
        viewer, at = list(inspect.signature(query).parameters.values())[:2]
        assert viewer.annotation in {Viewer, User}, (
            f"{query.__module__}.{query.__name__} is read by {viewer.annotation}"
        )
        assert at.annotation is datetime, f"{query.__module__}.{query.__name__} is read at {at.annotation}"
    assert len(queries) > 20
