"""The column a noun's state is stored in."""

from typing import Any

from django.db import models

from portal.core.states import States


class StateField(models.CharField):
    """One of `states`. Migrations see a plain text column: a state or a word more needs none."""

    def __init__(self, *args: Any, states: type[States] | None = None, **options: Any):
        self.states = states
        if states is not None:
            options["choices"] = states.choices
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        name, _path, args, options = super().deconstruct()
        options.pop("choices", None)
        return name, "django.db.models.CharField", args, options
