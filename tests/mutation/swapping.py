"""Puts a mutant's code into a program that runs: functions keep who they are and get other code."""

import importlib
import re
import sys
import types
from functools import cached_property

MEMBERS = {property: "fget", staticmethod: "__func__", classmethod: "__func__", cached_property: "func"}
CONSTANTS = int | float | str | tuple | list | dict | frozenset | re.Pattern


def module_of(path: str) -> str:
    return path.removesuffix(".py").replace("/", ".")


def swap_in(path: str, source: str, *, constants: bool = False) -> None:
    """The functions of a module become those of `source`; its constants too, wherever they were imported, if asked."""
    name = module_of(path)
    module = importlib.import_module(name)
    changed = types.ModuleType(name)
    changed.__file__ = module.__file__
    exec(compile(source, module.__file__, "exec"), changed.__dict__)
    for key, was in dict(vars(module)).items():
        if key.startswith("__") or key not in vars(changed) or getattr(was, "__module__", name) != name:
            continue
        now = vars(changed)[key]
        if isinstance(was, type):
            _swap_members(was, now)
        elif callable(was) and (hasattr(was, "__code__") or hasattr(was, "__wrapped__")):
            _swap_function(was, now)
        elif constants and (isinstance(was, CONSTANTS) or type(was).__module__ == "datetime"):
            _replace(key, was, now)


def _swap_members(was: type, now: type) -> None:
    for name, member in list(vars(was).items()):
        other = vars(now).get(name)
        attribute = next((attribute for kind, attribute in MEMBERS.items() if isinstance(member, kind)), None)
        if attribute and isinstance(other, type(member)) and getattr(member, attribute):
            _swap_function(getattr(member, attribute), getattr(other, attribute))
        elif isinstance(member, types.FunctionType) and isinstance(other, types.FunctionType):
            _swap_function(member, other)


def _swap_function(was, now) -> None:
    while hasattr(was, "__wrapped__") and hasattr(now, "__wrapped__"):
        was, now = was.__wrapped__, now.__wrapped__
    if getattr(was, "__module__", None) != getattr(now, "__module__", None) or was.__qualname__ != now.__qualname__:
        return
    was.__code__, was.__defaults__, was.__kwdefaults__ = now.__code__, now.__defaults__, now.__kwdefaults__


def _replace(name: str, was: object, now: object) -> None:
    for module in list(sys.modules.values()):
        if getattr(module, "__name__", "").startswith(("grants", "pioneers", "portal", "tests")):
            if vars(module).get(name) is was:
                setattr(module, name, now)
