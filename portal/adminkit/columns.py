"""Columns of staff lists."""

import copy

from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, TitleColumn

from portal.adminkit.addresses import key_field, staff_url
from portal.core.states import States

HIDDEN = "–"


class RecordColumn(TitleColumn):
    """The first column where a plain field won't do: computed text that links to the record's page."""

    def __init__(self, name, **options):
        super().__init__(name, get_url=staff_url, **options)


class MaskedColumn(Column):
    """A column only some may read; the others see a dash in every row, whether or not there is something to hide."""

    def __init__(self, name, *, permission: str, **options):
        super().__init__(name, **options)
        self.permission = permission

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        if not parent_context["request"].user.has_perm(self.permission, instance):
            context["value"] = HIDDEN
        return context


def masked_in(column: Column, is_masked, title) -> Column:
    """The column with a dash in the rows `is_masked(record)` names, whatever is there; the one that leads to the
    record's page says `title(record)` instead."""
    if isinstance(column, TitleColumn):
        instead = copy.copy(column)
        instead.accessor = title
    else:
        instead = Column(column.name, accessor=lambda record: HIDDEN)
    shown, column = column, copy.copy(column)
    column.get_cell = lambda record: (instead if is_masked(record) else shown).get_cell(record)
    return column


class StateColumn(Column):
    """The state as a tag in the words for staff, sortable by the field; an `accessor` returns a member of States."""

    cell_template_name = "adminkit/state_cell.html"

    def __init__(self, name="state", **options):
        super().__init__(name, **{"label": _("State"), "sort_key": name, "accessor": state_of, **options})


def state_of(record: Model) -> States:
    """The member of States a record's `state` stands for."""
    field = record._meta.get_field("state")
    return field.states(record.state)


class SelectColumn(BulkActionsCheckboxColumn):
    """The checkbox that selects a row for a step on many; it carries the record's uuid."""

    cell_template_name = "adminkit/select_cell.html"

    def get_aria_describedby(self, instance):
        return f"{self.obj_type}_{getattr(instance, key_field(type(instance)))}_title"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        context["key"] = getattr(instance, key_field(type(instance)))
        return context
