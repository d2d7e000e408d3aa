"""What a request may say: read from the parameters that the `stripe` library itself declares for the call.

`checked(params, SessionCreateParams)` gives them with numbers, booleans and lists in their types, or raises `Refused`
as the API does: a parameter it does not know, one that is missing, a value of another type or outside its choices.
"""

import types
import typing
from functools import cache
from typing import Literal, NotRequired, Required, get_args, get_origin

from stripe._request_options import RequestOptions
from typing_extensions import is_typeddict

from tests.support.stripe.wire import Refused

# Said in headers, never among the parameters.
OPTIONS = frozenset(RequestOptions.__annotations__)
# Names that the library's annotations use and its modules import for a type checker alone.
NAMES = vars(typing) | {"StripeContext": object}
MAX_METADATA = {"keys": 50, "name": 40, "value": 500}


@cache
def fields(declared: type) -> dict[str, type]:
    hints = typing.get_type_hints(declared, localns=NAMES, include_extras=True)
    return {name: hint for name, hint in hints.items() if name not in OPTIONS}


def checked(params: dict, declared: type) -> dict:
    return _hash(params, declared, "")


def _hash(value, declared, path) -> dict:
    if not isinstance(value, dict):
        raise _invalid("object", value, path)
    known = fields(declared)
    unknown = [_inside(path, name) for name in value if name not in known]
    if unknown:
        noun = "parameter" if len(unknown) == 1 else "parameters"
        raise Refused(f"Received unknown {noun}: {', '.join(unknown)}", code="parameter_unknown",
                      param=unknown[0], checked=True)  # fmt: skip
    for name, hint in known.items():
        if name not in value and get_origin(hint) is not NotRequired:
            raise required(_inside(path, name))
    return {name: _value(one, known[name], _inside(path, name)) for name, one in value.items()}


def _value(value, hint, path):
    origin = get_origin(hint)
    if origin in (NotRequired, Required):
        return _value(value, get_args(hint)[0], path)
    if origin in (typing.Union, types.UnionType):
        return _one_of(value, get_args(hint), path)
    if origin is Literal:
        return _choice(value, get_args(hint), path)
    if origin is list:
        return _list(value, get_args(hint)[0], path)
    if origin is dict:
        return _metadata(value, path)
    if is_typeddict(hint):
        return _hash(value, hint, path)
    return _leaf(value, hint, path)


def _one_of(value, hints, path):
    """The API's choices are closed, though the library types them as open: `Literal["a", "b"] | str`."""
    choices = [one for hint in hints if get_origin(hint) is Literal for one in get_args(hint)]
    if value == "" and "" in choices:
        return ""
    if isinstance(value, dict):
        for hint in hints:
            if get_origin(hint) in (list, dict) or is_typeddict(hint):
                return _value(value, hint, path)
    closed = [one for one in choices if one]
    if closed:
        return _choice(value, closed, path)
    leaves = [hint for hint in hints if isinstance(hint, type) and not is_typeddict(hint)]
    if not leaves:
        raise _invalid("object", value, path)
    return _leaf(value, leaves[0], path)


def _choice(value, choices, path):
    if value not in choices:
        names = ", ".join(choices[:-1])
        listed = f"one of {names} or {choices[-1]}" if names else choices[0]
        raise Refused(f"Invalid {path}: must be {listed}", param=path, checked=True)
    return value


def _list(value, hint, path):
    if not isinstance(value, dict) or not all(number.isdecimal() for number in value):
        raise _invalid("array", value, path)
    return [_value(value[number], hint, f"{path}[{number}]") for number in sorted(value, key=int)]


def _metadata(value, path):
    if not isinstance(value, dict):
        raise _invalid("object", value, path)
    if len(value) > MAX_METADATA["keys"]:
        raise Refused(f"Metadata can hold up to {MAX_METADATA['keys']} keys.", param=path, checked=True)
    for name, text in value.items():
        if not isinstance(text, str):
            raise Refused("Metadata values must be strings.", param=_inside(path, name), checked=True)
        if len(name) > MAX_METADATA["name"] or len(text) > MAX_METADATA["value"]:
            raise Refused("Metadata names can be up to 40 characters, values up to 500.", param=path, checked=True)
    # An empty value unsets the key.
    return {name: text for name, text in value.items() if text != ""}


def _leaf(value, hint, path):
    if not isinstance(value, str):
        raise _invalid("string", value, path)
    if hint is int:
        if not value.removeprefix("-").isdecimal():
            raise Refused(f"Invalid integer: {value}", code="parameter_invalid_integer", param=path, checked=True)
        return int(value)
    if hint is bool:
        if value not in ("true", "false"):
            raise Refused(f"Invalid boolean: {value}", param=path, checked=True)
        return value == "true"
    if value == "":
        message = f"You passed an empty string for '{path}', which cannot be unset."
        raise Refused(message, code="parameter_invalid_empty", param=path, checked=True)
    return value


def required(path: str) -> Refused:
    return Refused(f"Missing required param: {path}.", code="parameter_missing", param=path, checked=True)


def _inside(path, name) -> str:
    return f"{path}[{name}]" if path else name


def _invalid(kind, value, path) -> Refused:
    return Refused(f"Invalid {kind}: {value!r}", param=path, checked=True)
