"""Searching records: a column of folded text beside the facts it is made of, and the index that answers `contains`.

>>> class Person(models.Model):
...     search_text = FoldedField("given_name", "family_name", "email")
...     class Meta:
...         indexes = [TrigramIndex(fields=["search_text"], name="person_search")]
>>> Person.objects.filter(matching("Þóra"))
"""

from collections.abc import Collection
from typing import Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement
from django.db.models import BigIntegerField, Case, F, Q, Value, When

from portal.core.texts import fold


class FoldedField(models.TextField):
    """The folded text of other fields of the same row, refreshed whenever the row is saved (also in bulk).

    An `update()` or `save(update_fields=…)` that changes a source must name this field too.
    """

    def __init__(self, *sources: str, **options: Any) -> None:
        self.sources = sources
        super().__init__(**{"default": "", "blank": True, "editable": False, **options})

    def deconstruct(self) -> tuple[str, str, list[str], dict[str, Any]]:
        name, path, _args, options = super().deconstruct()
        return name, path, list(self.sources), options

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        folded = fold(*(str(getattr(model_instance, source) or "") for source in self.sources))
        setattr(model_instance, self.attname, folded)
        return folded


class TrigramIndex(models.Index):
    """Makes `contains` on a folded column quick on PostgreSQL (pg_trgm); on SQLite a plain index, which scans less."""

    suffix = "trgm"

    def create_sql(
        self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor, using: str = "", **options: Any
    ) -> Statement:
        if schema_editor.connection.vendor != "postgresql":
            return super().create_sql(model, schema_editor, using=using, **options)
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm", params=None)
        self.opclasses = ["gin_trgm_ops"] * len(self.fields)
        try:
            return super().create_sql(model, schema_editor, using=" USING gin", **options)
        finally:
            self.opclasses = ()


def matching(typed: str, field: str = "search_text") -> Q:
    """Rows in which every word typed occurs, wherever it stands and however it is accented."""
    condition = Q()
    for word in fold(typed).split():
        condition &= Q(**{f"{field}__contains": word})
    return condition


def set_apart(keys: Collection[int]) -> Case:
    """What to order by first so that the rows of these keys come after all others, by key alone: nothing that the
    others are ordered by has a say in where they stand."""
    return Case(When(pk__in=keys, then=F("pk")), default=Value(0), output_field=BigIntegerField())
