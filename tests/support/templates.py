"""Makes an undefined variable in one of the project's own templates fail the test that rendered it."""

import sys
from pathlib import Path

from django.template import Node
from django.template.base import Origin

OURS = str(Path(__file__).resolve().parents[2] / "templates")


class UndefinedVariable(Exception):
    pass


class FailOnUndefined(str):
    """Stands in for Django's `string_if_invalid`. Templates of Wagtail and allauth may do as they like."""

    __slots__ = ()

    def __contains__(self, key):
        return key == "%s"

    def __bool__(self):
        return True

    def __mod__(self, name):
        origin = self._origin()
        if origin and origin.startswith(OURS):
            raise UndefinedVariable(f"{name} in {origin}")
        return ""

    @staticmethod
    def _origin() -> str | None:
        frame = sys._getframe(2)
        while frame:
            if frame.f_code.co_name in ("render", "render_annotated") and isinstance(frame.f_locals.get("self"), Node):
                origin = getattr(frame.f_locals["self"], "origin", None)
                if isinstance(origin, Origin):
                    return origin.name
            frame = frame.f_back
        return None
