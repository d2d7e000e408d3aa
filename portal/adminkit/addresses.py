"""Where a record's staff page is, for whoever knows the record but not its viewset."""

from django.db.models import Model
from django.urls import reverse


def namespace_of(model: type[Model]) -> str:
    """The URL namespace of a model's staff screens."""
    return f"{model._meta.app_label}_{model._meta.model_name}"


def key_field(model: type[Model]) -> str:
    """What stands for a record in addresses: its random uuid, or its key where it has none (rows about nobody)."""
    return "uuid" if any(field.name == "uuid" for field in model._meta.fields) else "pk"


def staff_url(record: Model, view: str = "inspect", *more: str) -> str:
    """The address of a record's staff page; `view` may be "edit", "history", or "action" and the action's name."""
    return reverse(f"{namespace_of(type(record))}:{view}", args=[getattr(record, key_field(type(record))), *more])


def list_url(model: type[Model]) -> str:
    """The address of the staff list of a model."""
    return reverse(f"{namespace_of(model)}:index")
