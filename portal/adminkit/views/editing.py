"""Making and changing a record in the admin: the form parses, the action decides."""

import copy

from django.core.exceptions import ValidationError
from django.forms import BaseModelForm
from django.http import Http404
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.generic import CreateView, EditView

from portal.adminkit.views.mixins import RecordScreen, explain
from portal.adminkit.views.opened import OpenedForm
from portal.adminkit.views.preflight import AsksFirst
from portal.core.errors import NotAllowed, Refused


class _SavedByAction(AsksFirst, RecordScreen):
    """Saving hands the parsed answers to the viewset's action. What it refuses stands beside the field (or above the
    form), with everything typed still there."""

    raises_refusal = True

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        if not issubclass(self.get_form_class(), BaseModelForm):
            kwargs.pop("instance", None)
        return {**kwargs, **self.viewset.get_form_options(self.object, self.request.user, self.at)}

    def form_valid(self, form):
        self.form = form
        if self.wants_change():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            if page := self.preflight_page():
                return page
            self.object = self.save_instance()
        except NotAllowed:
            raise Http404 from None
        except (Refused, ValidationError) as refusal:
            explain(form, refusal)
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)
        messages.success(self.request, self.get_success_message(self.object))
        return redirect(self.url_to("inspect", self.object))

    def preflight_page(self):
        """The page that stands before saving; None where there is none, or it was read and confirmed."""
        return

    def get_success_message(self, instance=None):
        words = {"object": self.viewset.get_title(instance), "model_name": self.model._meta.verbose_name}
        return capfirst(self.success_message % words)


class RecordCreateView(_SavedByAction, CreateView):
    """A new record, through the viewset's `create_action`."""

    object = None
    template_name = "adminkit/create.html"

    def dispatch(self, request, *args, **kwargs):
        if not (self.viewset.can_create and self.may("add")):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return _("New %(noun)s") % {"noun": self.model._meta.verbose_name}

    get_header_title = get_page_subtitle

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items()[:-1], {"url": "", "label": self.get_page_subtitle()}]

    def get_add_url(self):
        return self.url_to("add")

    def save_instance(self):
        return self.viewset.create_action(by=self.request.user, at=self.at, **self.form.cleaned_data)


class RecordEditView(OpenedForm, _SavedByAction, EditView):
    """An existing record, through the viewset's `update_action`. The action gets the record as it was read, not as the
    form changed it in memory."""

    template_name = "adminkit/edit.html"
    object = None

    def get_object(self, queryset=None):
        found = super().get_object(queryset)
        if not (self.viewset.can_update and self.may("change", found)):
            raise Http404
        return found

    def post(self, request, *args, **kwargs):
        with self.one_at_a_time():
            self.object = self.get_object()
            self.original = copy.copy(self.object)
            return self.changed_meanwhile() or super().post(request, *args, **kwargs)

    def get_untouched_form(self):
        kwargs = self.get_form_kwargs()
        if "instance" in kwargs:
            kwargs["instance"] = self.get_visible().get(pk=self.object.pk)
        return self.get_form_class()(**{**kwargs, "data": None, "files": None})

    def get_page_subtitle(self):
        return self.viewset.get_title(self.object)

    def get_edit_url(self, instance=None):
        return self.url_to("edit", instance or self.object)

    def get_last_updated_info(self):
        return None

    def get_error_message(self):
        return _("Not saved yet: see the messages beside the fields.")

    def preflight_page(self):
        asked = self.form.cleaned_data, self.request.user, self.at
        shown = self.viewset.get_update_preflight(self.original, *asked)
        if shown is None:
            return None
        return self.ask_first(
            shown,
            [(self.get_page_subtitle(), self.save_instance)],
            **self.get_context_data(form=self.form),
            back_url=self.get_edit_url(),
            next_url="",
            label=_("Save"),
        )

    def save_instance(self):
        argument = self.viewset.get_argument()
        changed = self.viewset.update_action(
            **{argument: copy.copy(self.original)}, by=self.request.user, at=self.at, **self.form.cleaned_data
        )
        return changed if isinstance(changed, self.model) else self.original
