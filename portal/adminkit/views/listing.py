"""The list of a noun: filtered, searched, ordered, paged, exported, all through `visible_to` for reading."""

from itertools import chain, islice

from django.db import transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.views.generic import IndexView

from portal.adminkit.addresses import key_field
from portal.adminkit.columns import HIDDEN, SelectColumn, masked_in
from portal.adminkit.views.mixins import RecordScreen
from portal.audit.actions.events import log_event
from portal.core.downloads import table_response
from portal.core.search import matching, set_apart

BATCH_SIZE = 500


class RecordListView(RecordScreen, IndexView):
    """Lists what the viewer may see. A fixed number of queries and one page of rows, whatever the table holds."""

    any_permission_required = ["view"]
    template_name = "adminkit/index.html"
    default_ordering = None
    page_title = None

    def get_base_queryset(self):
        return self.viewset.get_listed(self.get_visible())

    @cached_property
    def is_searchable(self):
        return bool(self.search_fields) or self.has_folded_text

    @cached_property
    def has_folded_text(self):
        return any(field.name == "search_text" for field in self.model._meta.fields)

    def search_queryset(self, queryset):
        if not self.is_searching:
            return queryset
        queryset = self.exclude_recused(queryset)
        if self.has_folded_text:
            return queryset.filter(matching(self.search_query))
        return super().search_queryset(queryset)

    # What the viewer is recused from

    @cached_property
    def masked(self):
        """The keys of all records the viewer is recused from: few, and asked of the database only where there are."""
        return self.viewset.get_all_masked(self.request.user, self.at)

    def exclude_recused(self, queryset):
        """A search or a filter that asks for what a record says finds none the viewer is recused from: that it is
        found would tell them."""
        return queryset.exclude(pk__in=self.masked) if self.masked else queryset

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        asked = set(self.filters.form.changed_data) if self.filters and self.filters.is_valid() else set()
        return self.exclude_recused(queryset) if asked - {*self.viewset.unmasked_fields} else queryset

    def is_masked(self, record) -> bool:
        return record.pk in self.masked

    def order_queryset(self, queryset):
        """A stable order: the key settles what the chosen column leaves open, so that pages neither skip nor repeat."""
        queryset = super().order_queryset(queryset)
        chosen = queryset.query.order_by or self.model._meta.ordering or ()
        if not {"pk", "-pk", "id", "-id"} & {term for term in chosen if isinstance(term, str)}:
            chosen = (*chosen, "-pk")
        if self.masked and not self.is_open_order(chosen):
            return queryset.annotate(_apart=set_apart(self.masked)).order_by("_apart", *chosen)
        return queryset.order_by(*chosen)

    def is_open_order(self, terms) -> bool:
        """Whether a list is ordered by nothing but what is told of every record. Else what the viewer is recused from
        comes after all the others: its place among them would tell what it says."""
        open_to_all = {"pk", "id", *self.viewset.unmasked_fields}
        return all(isinstance(term, str) and term.lstrip("-") in open_to_all for term in terms)

    @cached_property
    def columns(self):
        open_to_all, title = {"select", *self.viewset.unmasked_fields}, self.viewset.get_masked_title
        columns = [
            column if column.name in open_to_all else masked_in(column, self.is_masked, title)
            for column in super().columns
        ]
        if self.bulk_actions:
            columns = [SelectColumn("select", obj_type="record"), *columns]
        return columns

    def _get_title_column(self, field_name, column_class=TitleColumn, **kwargs):
        kwargs["get_title_id"] = lambda instance: f"record_{getattr(instance, key_field(self.model))}_title"
        return super()._get_title_column(field_name, column_class, **kwargs)

    def _get_custom_column(self, field_name, column_class=None, **kwargs):
        if "get_url" in kwargs:
            kwargs["get_url"] = self.get_inspect_url
        return super()._get_custom_column(field_name, *filter(None, [column_class]), **kwargs)

    def get_add_url(self):
        return self.url_to("add") if self.viewset.can_create and self.may("add") else None

    def get_list_more_buttons(self, instance):
        """None where a record can only be opened: its title does that, and a menu in every row is dear to render."""
        edit_url = self.get_edit_url(instance)
        if not edit_url:
            return []
        return [
            MenuItem(pgettext("verb", "Open"), url=self.get_inspect_url(instance), icon_name="view", priority=5),
            MenuItem(_("Edit"), url=edit_url, icon_name="edit", priority=10),
        ]

    @cached_property
    def bulk_actions(self):
        return [action for action in self.viewset.record_actions if action.bulk and action.allowed(self.request.user)]

    def paginate_queryset(self, queryset, page_size):
        paginator, page, records, more = super().paginate_queryset(queryset, page_size)
        page.object_list = list(records)
        self.ready(page.object_list)
        return paginator, page, page.object_list, more

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        context["bulk_actions"] = [(action, self.url_to("bulk", None, action.name)) for action in self.bulk_actions]
        context["can_add"] = bool(self.add_url)
        context.setdefault("add_url", self.add_url)
        return context

    # Export

    def as_spreadsheet(self, queryset, spreadsheet_format):
        """The filtered list as a file. That it was taken is recorded: who, which noun, narrowed by which filters."""
        with transaction.atomic():
            log_event(
                verb="adminkit.export_list",
                by=self.request.user,
                about=self.request.user,
                at=self.at,
                data={
                    "noun": self.model._meta.label_lower,
                    "format": spreadsheet_format,
                    "narrowed_by": sorted(key for key, value in self.request.GET.items() if value and key != "export"),
                },
            )
        rows = (self.to_row(record) for record in self.in_batches(queryset))
        table = chain([self.get_export_headings()], rows)
        return table_response(table, name=self.get_filename(), file_format=spreadsheet_format)

    def in_batches(self, queryset):
        """The rows of an export, never all in memory at once."""
        rows = queryset.iterator(chunk_size=BATCH_SIZE)
        while chunk := list(islice(rows, BATCH_SIZE)):
            self.ready(chunk)
            yield from chunk

    def ready(self, records):
        """What a page, or a chunk of an export, needs to be shown: what its columns read."""
        self.viewset.prepare(records, self.request.user, self.at)

    def get_export_headings(self):
        """A heading a column, in the reader's language; a sum has two, its number and its currency."""
        headings = []
        for name in self.list_export:
            headings += [self.viewset.export_heading(name), *([_("Currency")] if self.viewset.is_sum(name) else [])]
        return headings

    def to_row(self, record):
        shown = self.viewset.unmasked_fields if self.is_masked(record) else self.list_export
        cells = []
        for name in self.list_export:
            value = self.viewset.export_value(record, name, self.request.user) if name in shown else HIDDEN
            cells += [value, getattr(value, "currency", value)] if self.viewset.is_sum(name) else [value]
        return cells
