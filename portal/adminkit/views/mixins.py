"""What all staff screens of records share: who may see what, and where a record's pages are."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from portal.adminkit.addresses import key_field
from portal.core.clock import now
from portal.core.errors import NotAllowed, Refused


class HiddenFromOthers:
    """Someone signed in without the right gets 404, never a page that says there is something to see."""

    def admit(self):
        """Look at who is asking before anything else is done; raise what keeps them out."""

    def dispatch(self, request, *args, **kwargs):
        try:
            self.admit()
            return super().dispatch(request, *args, **kwargs)
        except (PermissionDenied, NotAllowed):
            raise Http404 from None


class RecordMasked(Exception):  # noqa: N818
    """The viewer knows of the record, and is recused from it."""

    def __init__(self, record):
        self.record = record
        super().__init__()


class RecordScreen(HiddenFromOthers):
    """A screen of a RecordViewSet: knows its viewset, the instant it was asked, and finds records through `visible_to`
    for reading. Addresses carry the record's uuid. To whoever is recused from the record it says so, and nothing
    else."""

    viewset = None
    pk_url_kwarg = "pk"

    def setup(self, request, *args, **kwargs):
        self.at = now()
        super().setup(request, *args, **kwargs)

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except RecordMasked as masked:
            return self.recused_response(masked.record)

    def masks_record(self) -> bool:
        """Whether this screen shows or does anything that someone recused must not see or do."""
        return True

    def recused_response(self, record):
        """The page that stands in the place of everything about a record its viewer is recused from. It leads to the
        steps that say and judge nothing of it."""
        viewer, title = self.request.user, self.viewset.get_masked_title(record)
        record_actions = [
            action
            for action in self.viewset.record_actions
            if action.neutral and action.offered(viewer, record, self.at)
        ]
        verbose = self.model._meta
        context = {
            "page_title": capfirst(verbose.verbose_name),
            "page_subtitle": title,
            "header_icon": self.viewset.icon,
            "breadcrumbs_items": [
                {"url": reverse("wagtailadmin_home"), "label": gettext("Home")},
                {"url": self.url_to("index"), "label": capfirst(verbose.verbose_name_plural)},
                {"url": "", "label": title},
            ],
            "record_actions": [(action, self.url_to("action", record, action.name)) for action in record_actions],
            "list_url": self.url_to("index"),
        }
        return TemplateResponse(self.request, "adminkit/recused.html", context, status=403)

    def get_visible(self):
        """What the viewer may see, as the viewset says."""
        return self.viewset.get_visible(self.request.user, self.at)

    def get_object(self, queryset=None):
        if getattr(self, "object", None):
            return self.object
        if not self.viewset.permission_policy.user_has_permission(self.request.user, "view"):
            raise Http404
        visible = self.get_visible()
        if self.viewset.detail_related:
            visible = visible.select_related(*self.viewset.detail_related)
        found = visible.filter(**{key_field(self.model): self.kwargs[self.pk_url_kwarg]}).first()
        if found is None:
            raise Http404
        if self.masks_record() and self.viewset.get_masked([found], self.request.user, self.at):
            raise RecordMasked(found)
        return found

    def url_to(self, view: str, record=None, *more) -> str:
        """The address of one of the viewset's screens, of a record where one is given."""
        args = [getattr(record, key_field(self.model)), *more] if record is not None else list(more)
        return reverse(self.viewset.get_url_name(view), args=args)

    def may(self, what: str, record=None) -> bool:
        """Whether the viewer may view, add or change (this record)."""
        policy = self.viewset.permission_policy
        if record is None:
            return policy.user_has_permission(self.request.user, what)
        return policy.user_has_permission_for_instance(self.request.user, what, record)

    def get_edit_url(self, instance=None):
        instance = instance or self.object
        return self.url_to("edit", instance) if self.viewset.can_update and self.may("change", instance) else None

    def get_inspect_url(self, instance=None):
        return self.url_to("inspect", instance or self.object)

    def get_history_url(self, instance=None):
        return self.url_to("history", instance or self.object)

    def get_copy_url(self, instance=None):
        return None

    get_delete_url = get_usage_url = get_copy_url


class RecordPage(RecordScreen, WagtailAdminTemplateMixin, TemplateView):
    """One more page about one record, below its own. It sets `page_title`, and `self.object` before it shows."""

    model = None

    def get_page_title(self):
        return self.page_title

    def get_page_subtitle(self):
        return self.viewset.get_title(self.object)

    def get_trail(self) -> list[dict]:
        """Pages between the record's and this one."""
        return []

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": self.url_to("index"), "label": capfirst(self.model._meta.verbose_name_plural)},
            {"url": self.get_inspect_url(), "label": self.get_page_subtitle()},
            *self.get_trail(),
            {"url": "", "label": self.get_page_title()},
        ]


def explain(form, refusal: Refused | ValidationError) -> None:
    """Put what an action refused beside the field it is about, or above the form where it is about none."""
    if isinstance(refusal, ValidationError):
        errors = refusal.message_dict if hasattr(refusal, "error_dict") else {None: refusal.messages}
    else:
        errors = {refusal.field: [str(refusal)]}
    for name, messages in errors.items():
        for message in messages:
            form.add_error(name if name in form.fields else None, message)
