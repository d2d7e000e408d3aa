"""Every form of the site and what is typed into it, for tests that hold all of them to one thing."""

import importlib
import pkgutil
from collections.abc import Iterator

from django import forms
from django.apps import apps
from django.urls import get_resolver
from wagtail.blocks import BaseStreamBlock, BaseStructBlock, FieldBlock, ListBlock
from wagtail.fields import StreamField
from wagtail.models import Page

import grants
import pioneers
import portal

HALVES = (portal, grants, pioneers)
FORMS_OF_OTHERS = ("allauth.",)


def form_classes() -> list[type[forms.BaseForm]]:
    """Every form class of the site, those that packages bring for signing in among them."""
    for half in HALVES:
        for module in pkgutil.walk_packages(half.__path__, f"{half.__name__}."):
            if ".forms" in module.name or ".filters" in module.name or ".admin" in module.name:
                importlib.import_module(module.name)
    assert get_resolver().url_patterns
    found = {form for form in _below(forms.BaseForm) if form.__module__.startswith(("portal.", "grants.", "pioneers."))}
    found |= {form for form in _below(forms.BaseForm) if form.__module__.startswith(FORMS_OF_OTHERS)}
    return sorted(found, key=lambda form: (form.__module__, form.__qualname__))


def fields_of(form: type[forms.BaseForm]) -> Iterator[tuple[str, forms.Field]]:
    """The fields of a form class under their names, the parts of compound ones too."""
    for name, field in getattr(form, "base_fields", {}).items():
        yield from _parts(f"{form.__module__}.{form.__qualname__}.{name}", field)


def page_fields() -> Iterator[tuple[str, forms.Field]]:
    """The fields editors fill in of every kind of page, its blocks among them."""
    for model in apps.get_models():
        if issubclass(model, Page) and model._meta.app_label == "content":
            form = model.get_edit_handler().get_form_class()
            for name, field in form.base_fields.items():
                yield from _parts(f"{model.__name__}.{name}", field)
            for field in model._meta.fields:
                if isinstance(field, StreamField):
                    yield from _block_fields(f"{model.__name__}.{field.name}", field.stream_block)


def _parts(name: str, field: forms.Field) -> Iterator[tuple[str, forms.Field]]:
    yield name, field
    for number, part in enumerate(getattr(field, "fields", ())):
        if isinstance(part, forms.Field):
            yield from _parts(f"{name}[{number}]", part)


def _block_fields(name: str, block) -> Iterator[tuple[str, forms.Field]]:
    if isinstance(block, FieldBlock):
        yield name, block.field
    elif isinstance(block, ListBlock):
        yield from _block_fields(f"{name}[]", block.child_block)
    elif isinstance(block, BaseStructBlock | BaseStreamBlock):
        for child, inside in block.child_blocks.items():
            yield from _block_fields(f"{name}.{child}", inside)


def _below(top: type) -> Iterator[type]:
    for below in top.__subclasses__():
        yield below
        yield from _below(below)
