"""The base of every staff screen of records in the Wagtail admin."""

from datetime import datetime
from types import FunctionType

from django.contrib.admin.utils import label_for_field
from django.contrib.auth.models import Permission
from django.core.exceptions import FieldDoesNotExist, ImproperlyConfigured
from django.db.models import Q, QuerySet
from django.urls import path
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import ModelAdminURLFinder
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.coreutils import multigetattr

from portal.adminkit.addresses import key_field, namespace_of, staff_url
from portal.adminkit.columns import HIDDEN
from portal.adminkit.details import DetailField
from portal.adminkit.permission_policy import RulesPolicy
from portal.adminkit.preflight import Preflight
from portal.adminkit.recusals import recused_q
from portal.adminkit.views.actions import RecordActionView
from portal.adminkit.views.bulk import BulkActionView
from portal.adminkit.views.detail import RecordDetailView
from portal.adminkit.views.editing import RecordCreateView, RecordEditView
from portal.adminkit.views.history import RecordHistoryView
from portal.adminkit.views.listing import RecordListView

PLAIN = ("visible_to", "create_action", "update_action")


class RecordViewSet(ModelViewSet):
    """Screens of one noun for the secretariat: list, page, new, edit, history, steps, steps on many, export.

    Saving goes through actions; there is no delete and no copy; every screen reads through `visible_to`; rights come
    from django-rules; addresses carry the record's uuid. A whole example::

        class NominationViewSet(RecordViewSet):
            model = Nomination
            icon = "mail"
            menu_label = _("Nominations")                # add_to_admin_menu = True, or list it in a ViewSetGroup
            visible_to = nominations_visible_to          # (viewer, at) -> QuerySet; unless the manager has it
            view_permission = "pioneers.see_nominations"
            create_permission = "pioneers.enter_nomination"
            create_action = enter_nomination             # (*, by, at, **answers) -> Nomination
            update_permission = "pioneers.correct_nomination"
            update_action = correct_nomination           # (*, nomination, by, at, **answers)
            form_class = NominationForm                  # or form_fields, or panels; edit_form_class if editing differs
            list_display = ["reference", StateColumn(), MaskedColumn("email", permission="pioneers.see_contact")]
            list_related = ["category", "edition"]       # select_related of the list
            filterset_class = NominationFilterSet        # a WagtailFilterSet; or list_filter = ["state", "country"]
            ordering = "-submitted_at"
            list_export = ["reference", "state", "sought", "email"]  # a sum without its `_minor`: number, currency
            export_headings = {"age": _("Age")}          # of what is no field
            export_permissions = {"email": "pioneers.see_contact"}
            detail_fields = [DetailField(_("Category"), lambda n: n.category.name)]
            detail_related = ["category"]                # select_related of a record's own screens
            record_actions = [
                RecordAction("accept", _("Accept"), accept_nomination, "pioneers.check_nomination",
                             bulk=True, shown=lambda nomination, at: nomination.state == "submitted"),
                RecordAction("refuse", _("Refuse"), refuse_nomination, "pioneers.check_nomination",
                             form_class=ReasonForm, danger=True),
            ]

        @hooks.register("register_admin_viewset")
        def register_nominations():
            return NominationViewSet()

    Of a record the viewer is recused from, lists and exports show the columns named in `unmasked_fields`, and only
    filters named there find it; ordered by anything else, it comes after all the others. Its own screens say that the
    viewer is recused, and nothing else.

    Without `create_action` nothing can be added, without `update_action` nothing edited. Search: over `search_text` if
    the model has it, else over `search_fields`. What an action refuses (portal.core.errors.Refused with `field`, or a
    ValidationError) stands beside the field; NotAllowed answers 404.

    The address of a record's page: `portal.adminkit.addresses.staff_url(record)`.
    """

    visible_to = None
    argument: str | None = None
    create_action = update_action = None
    view_permission: str = ""
    create_permission: str | None = None
    update_permission: str | None = None
    form_class = edit_form_class = None
    list_display = ["__str__"]
    detail_fields: list[DetailField] = []
    record_actions = ()
    list_related: list[str] = []
    detail_related: list[str] = []
    export_headings: dict[str, Promise | str] = {}
    export_permissions: dict[str, str] = {}
    unmasked_fields: tuple[str, ...] = ("reference",)
    has_history = True
    detail_template_name = "adminkit/detail.html"

    list_per_page = 25
    copy_view_enabled = False
    inspect_view_enabled = True
    add_to_reference_index = False
    sort_order_field = None
    index_view_class = RecordListView
    add_view_class = RecordCreateView
    edit_view_class = RecordEditView
    history_view_class = RecordHistoryView
    inspect_view_class = RecordDetailView

    def __init_subclass__(cls, **kwargs):
        """Functions named as queries and actions stay plain functions; they are not methods of the viewset."""
        super().__init_subclass__(**kwargs)
        for name in PLAIN:
            if isinstance(cls.__dict__.get(name), FunctionType):
                setattr(cls, name, staticmethod(cls.__dict__[name]))

    # What the views ask

    def get_visible(self, viewer, at: datetime) -> QuerySet:
        """Everything of this noun the viewer may see at that instant: the one query all screens read through."""
        query = self.visible_to or getattr(self.model._default_manager, "visible_to", None)
        if query is None:
            raise ImproperlyConfigured(f"{type(self).__name__} needs visible_to(viewer, at)")
        return query(viewer, at)

    def get_listed(self, queryset: QuerySet) -> QuerySet:
        """What the list adds to the visible: what its columns read."""
        return queryset.select_related(*self.list_related) if self.list_related else queryset

    def prepare(self, records: list, viewer, at: datetime) -> None:
        """Set on each record of one page (or one chunk of an export) what its columns read, in bulk: names, counts."""

    def get_title(self, record) -> str:
        """What a record is called on its page."""
        return str(record)

    def get_recused_q(self, viewer, at: datetime) -> Q | None:
        """The records the viewer is recused from: rows that are listed by their reference and not read. As the app
        registered it for this noun (portal.adminkit.recusals); None where nobody ever does."""
        return recused_q(self.model._meta.label_lower, viewer, at)

    def get_masked(self, records: list, viewer, at: datetime) -> set:
        """The keys of those of these records the viewer is recused from. One query besides those of the condition."""
        condition = self.get_recused_q(viewer, at) if records else None
        if condition is None:
            return set()
        among = self.model._default_manager.filter(condition, pk__in=[record.pk for record in records])
        return set(among.order_by().values_list("pk", flat=True))

    def get_all_masked(self, viewer, at: datetime) -> set:
        """The keys of all records the viewer is recused from. One query besides those of the condition, none where
        nobody ever is."""
        condition = self.get_recused_q(viewer, at)
        if condition is None:
            return set()
        return set(self.model._default_manager.filter(condition).order_by().values_list("pk", flat=True))

    def get_masked_title(self, record) -> str:
        """What a record is called towards whoever is recused from it."""
        return getattr(record, "reference", None) or HIDDEN

    def get_detail_fields(self, record) -> list[DetailField]:
        """The lines of a record's page; the columns of the list's plain fields unless `detail_fields` are given."""
        if self.detail_fields:
            return self.detail_fields
        names = [name for name in self.get_inspect_fields() if name not in ("id", "uuid", "search_text")]
        return [self._detail_of_field(name) for name in names]

    def get_inspect_fields(self) -> list[str]:
        return self.inspect_view_fields or [f.name for f in self.model._meta.fields if not f.is_relation]

    def _detail_of_field(self, name: str) -> DetailField:
        def value(record):
            display = getattr(record, f"get_{name}_display", None)
            return display() if display else getattr(record, name)

        return DetailField(capfirst(self.model._meta.get_field(name).verbose_name), value)

    def get_case_context(self, record) -> dict:
        """What the page says of who sees the record through; nothing where no case is kept (portal.desk.viewset)."""
        return {}

    def get_detail_context(self, record, viewer, at: datetime) -> dict:
        """More for the page's template (`detail_template_name`, extending staff/detail.html)."""
        return {}

    def get_form_options(self, record, viewer, at: datetime) -> dict:
        """More keyword arguments for the form, for example `{"viewer": viewer}`; `record` is None when adding."""
        return {}

    def get_update_preflight(self, record, answers: dict, viewer, at: datetime) -> Preflight | None:
        """What is shown before a change that reaches people is saved: `record` as it stands, `answers` as typed. None
        where the change needs no second look."""
        return None

    def get_argument(self) -> str:
        """The name under which `update_action` takes the record."""
        return self.argument or self.model_name

    def export_value(self, record, name: str, viewer):
        """One cell of an export; who lacks the permission in `export_permissions` gets a dash."""
        permission = self.export_permissions.get(name)
        if permission and not viewer.has_perm(permission, record):
            return HIDDEN
        display = getattr(record, f"get_{name}_display", None)
        return display() if display else multigetattr(record, name)

    def is_sum(self, name: str) -> bool:
        """Whether a column of an export is a sum of money: `budget`, kept as `budget_minor` with a currency."""
        return any(field.name == f"{name}_minor" for field in self.model._meta.fields)

    def export_heading(self, name: str) -> str:
        """The heading of a column of an export: from `export_headings`, else the name of its field for people."""
        if heading := {"uuid": _("Key"), "id": _("Number"), **self.export_headings}.get(name):
            return str(heading)
        model, field = self.model, None
        for part in name.split("."):
            names = (part, f"{part}_minor")
            found = (field for field in model._meta.fields if field.name in names or field.attname == part)
            field = next(found, None)
            model = field.related_model if field else None
            if model is None:
                break
        if field is None:
            return self._heading_of_attribute(name)
        return str(capfirst(field.verbose_name))

    def _heading_of_attribute(self, name: str) -> str:
        try:
            return str(capfirst(label_for_field(name, self.model)))
        except (AttributeError, FieldDoesNotExist):
            return name

    @property
    def can_create(self) -> bool:
        return self.create_action is not None

    @property
    def can_update(self) -> bool:
        return self.update_action is not None

    # What Wagtail asks

    @property
    def permission_policy(self):
        return RulesPolicy(
            self.model,
            {
                "view": self.view_permission,
                "add": self.create_permission if self.can_create else None,
                "change": self.update_permission if self.can_update else None,
            },
        )

    @property
    def name(self):
        return namespace_of(self.model)

    @property
    def url_prefix(self):
        return f"{self.model._meta.app_label}/{self.model._meta.model_name}"

    def get_form_class(self, for_update=False):
        form_class = (self.edit_form_class if for_update else None) or self.form_class
        if form_class:
            return form_class
        if self._edit_handler or self.get_form_fields() or self.get_exclude_form_fields():
            return super().get_form_class(for_update)
        return None

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(viewset=self, usage_url_name=None, **kwargs)

    def get_inspect_view_kwargs(self, **kwargs):
        return {"template_name": self.detail_template_name, **kwargs}

    def get_permissions_to_register(self):
        """None: rights are rules in code, not rows an administrator ticks."""
        return Permission.objects.none()

    @property
    def url_finder_class(self):
        viewset = self

        class Finder(ModelAdminURLFinder):
            permission_policy = viewset.permission_policy

            def construct_edit_url(self, instance):
                return staff_url(instance)

        return Finder

    def get_urlpatterns(self):
        key = "uuid" if key_field(self.model) == "uuid" else "int"
        one = f"<{key}:pk>"
        patterns = [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path(f"{one}/", self.inspect_view, name="inspect"),
            path(f"{one}/history/", self.history_view, name="history"),
            path(f"{one}/action/<slug:name>/", self.construct_view(RecordActionView), name="action"),
            path("bulk/<slug:name>/", self.construct_view(BulkActionView), name="bulk"),
        ]
        if self.can_create:
            patterns.append(path("new/", self.add_view, name="add"))
        if self.can_update:
            patterns.append(path(f"{one}/edit/", self.edit_view, name="edit"))
        return patterns
