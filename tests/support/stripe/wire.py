"""How the API is spoken to: nested parameters in a form's or an address's flat keys, and errors as JSON."""

from urllib.parse import parse_qsl


class Refused(Exception):
    """What the API answers instead: `status` (400, 401, 404 …), its `type`, `code` and `param` where it has one.

    `checked` says that nothing had begun yet, so that the same idempotency key may come with better parameters.
    """

    def __init__(self, message, *, status=400, type="invalid_request_error", code=None, param=None, checked=False):
        super().__init__(message)
        self.status, self.checked = status, checked
        said = {"type": type, "code": code, "message": message, "param": param}
        self.body = {"error": {key: value for key, value in said.items() if value is not None}}


def parse(text: str) -> dict:
    """`a[b]=1&c[0][d]=2&e[]=3` as `{"a": {"b": "1"}, "c": {"0": {"d": "2"}}, "e": {"0": "3"}}`: what is a list and what
    a hash with numbers for keys only the declared type can say."""
    tree = {}
    for key, value in parse_qsl(text, keep_blank_values=True):
        name, *inner = key.replace("]", "").split("[")
        at = tree
        for step in inner:
            inside = at.setdefault(name, {})
            if not isinstance(inside, dict):
                raise Refused(f"Invalid hash: {name}", param=name, checked=True)
            at, name = inside, step or str(len(inside))
        at[name] = value
    return tree


def missing(kind: str, id: str, param: str) -> Refused:
    """404: no object of this kind has that id."""
    return Refused(f"No such {kind}: '{id}'", status=404, code="resource_missing", param=param)
