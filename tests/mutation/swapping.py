"""Puts a mutant's code into a program that runs: functions keep who they are and get other code."""

import sys
import types
from functools import cached_property

MEMBERS = {property: "fget", staticmethod: "__func__", classmethod: "__func__", cached_property: "func"}


def swap_in(module_name: str, source: str) -> None:
    """The functions of a module, and the constants others have imported from it, become those of `source`."""
    module = sys.modules[module_name]
    mutated = types.ModuleType(module_name)
    mutated.__file__ = module.__file__
    exec(compile(source, module.__file__, "exec"), mutated.__dict__)
    old, new = dict(vars(module)), vars(mutated)
    for name, was in old.items():
        if name.startswith("__") or name not in new or getattr(was, "__module__", module_name) != module_name:
            continue
        if isinstance(was, type):
            _swap_members(was, new[name])
        elif callable(was) and hasattr(was, "__code__"):
            _swap_function(was, new[name])
        elif isinstance(was, int | float | str | tuple | list | dict) or type(was).__module__ == "datetime":
            _replace(name, was, new[name])


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
