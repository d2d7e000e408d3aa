"""What every action has in common: it is called by keyword, with who acts and when, and a staff form asks for just what
its action takes."""

import inspect
from importlib import import_module
from pathlib import Path

import pytest
from django.urls import get_resolver
from wagtail.admin.viewsets import viewsets

from portal.adminkit.viewset import RecordViewSet

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


@pytest.mark.parametrize("name", MODULES)
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


# Forms whose `clean` hands on something else than their fields: a confirmation is left out, a choice is turned into
# words of the action's.
HANDED_ON = {
    "LookedAtForm": {"seen"},
    "ErasureForm": set(),
    "AcceptNominationForm": {"accept"},
    "RefuseNominationForm": {"accept", "reason"},
    "AllowWithoutGuardianForm": {"allow", "reason"},
    "RefuseWithoutGuardianForm": {"allow", "reason"},
    "CheckForm": {"passed", "points", "reasons"},
}


def asked_and_taken(viewset: RecordViewSet, action) -> tuple[set[str], inspect.Signature]:
    """The names under which a step's form and its screen hand on what they have, and the signature of its action."""
    form = action.form_class
    asked = HANDED_ON.get(form.__name__, set(form.base_fields)) if form else set()
    record = action.argument or viewset.model._meta.model_name
    return {record, "by", "at", *asked}, inspect.signature(action.action)


def test_each_step_of_the_staff_screens_asks_for_what_its_action_takes():
    assert get_resolver().url_patterns
    screens = [viewset for viewset in viewsets.viewsets if isinstance(viewset, RecordViewSet)]
    wrong, steps = [], 0
    for viewset in screens:
        for action in viewset.record_actions:
            steps += 1
            asked, signature = asked_and_taken(viewset, action)
            parameters = signature.parameters.values()
            takes_any = any(parameter.kind is inspect.Parameter.VAR_KEYWORD for parameter in parameters)
            needed = {
                parameter.name
                for parameter in parameters
                if parameter.default is inspect.Parameter.empty and parameter.kind is inspect.Parameter.KEYWORD_ONLY
            }
            if needed - asked or not (takes_any or asked <= signature.parameters.keys()):
                wrong.append((type(viewset).__name__, action.name, needed ^ asked))
    assert steps > 40, wrong
    assert not wrong, "\n".join(map(str, wrong))
