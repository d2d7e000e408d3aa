"""Which fields a staff form asks for: those its action takes."""

import inspect
from collections.abc import Callable

from django.db.models import Model

COMMON_ARGUMENTS = {"by", "at"}


def action_fields(action: Callable, model: type[Model]) -> list[str]:
    """The fields of `model` that `action` takes, in the order of its signature: what `Meta.fields` of its form is.

    A field added to the action is asked for at once, and none can be asked for that the action would not take.
    """
    known = {field.name for field in model._meta.concrete_fields} - COMMON_ARGUMENTS
    return [name for name in inspect.signature(action).parameters if name in known]
