"""A step on many records at once: each its own transaction, each refusal named."""

import copy
from functools import partial
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from portal.adminkit.addresses import key_field
from portal.adminkit.views.mixins import RecordScreen
from portal.adminkit.views.preflight import AsksFirst, in_words
from portal.core.errors import NotAllowed, Refused

BATCH_SIZE = 200


class BulkActionView(AsksFirst, RecordScreen, WagtailAdminTemplateMixin, TemplateView):
    """Takes one step on each selected record the viewer may see and may take it on. What is refused for one stops none
    of the others, and is shown with its reason. A step with a pre-flight shows it for all of them before."""

    template_name = "adminkit/bulk.html"
    model = None

    @cached_property
    def record_action(self):
        for action in self.viewset.record_actions:
            if action.name == self.kwargs["name"] and action.bulk:
                return action
        raise Http404

    def dispatch(self, request, *args, **kwargs):
        if not (self.may("view") and self.record_action.allowed(request.user)):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def selected(self):
        """The selected records in sight, at most BATCH_SIZE of them; whatever else was asked for is left out."""
        keys = self.request.GET.getlist("id")[:BATCH_SIZE]
        field = key_field(self.model)
        keys = [key for key in keys if _is_key(key, field)]
        return list(self.get_visible().filter(**{f"{field}__in": keys}).order_by("pk"))

    @cached_property
    def masked(self):
        return self.viewset.get_masked(self.selected, self.request.user, self.at)

    def title_of(self, record) -> str:
        masked = record.pk in self.masked
        return self.viewset.get_masked_title(record) if masked else self.viewset.get_title(record)

    def get(self, request, *args, **kwargs):
        if self.record_action.preflight and self.record_action.form_class is None and self.selected:
            return self.perform_or_ask(self.record_action.form(data={}, viewer=request.user))
        return self.render_to_response(self.get_context_data(form=self.record_action.form(viewer=request.user)))

    def post(self, request, *args, **kwargs):
        return self.perform_or_ask(self.record_action.form(data=request.POST, files=request.FILES, viewer=request.user))

    def perform_or_ask(self, form):
        """Take the step on each, or show what stands before it."""
        if not form.is_valid() or self.wants_change():
            return self.render_to_response(self.get_context_data(form=form))
        if page := self._preflight(form):
            return page
        done, refused = 0, []
        for record in self.selected:
            try:
                self._perform(record, form)
                done += 1
            except (Refused, ValidationError) as refusal:
                refused.append((self.title_of(record), in_words(refusal)))
        self._report(done, refused)
        return redirect(get_valid_next_url_from_request(self.request) or self.url_to("index"))

    def _perform(self, record, form):
        if record.pk in self.masked and not self.record_action.neutral:
            raise Refused(_("You have a conflict of interest here, so a colleague has to do this."))
        if not self.record_action.allowed(self.request.user, record):
            raise NotAllowed
        # A copy: what a rehearsal changes in memory is not taken back with its transaction.
        self.record_action.perform(copy.copy(record), by=self.request.user, at=self.at, answers=form.cleaned_data)

    def _preflight(self, form):
        """The page that stands before the step; None where there is none, or it was read and confirmed."""
        if not self.record_action.preflight or not self.selected:
            return None
        readable = [record for record in self.selected if record.pk not in self.masked or self.record_action.neutral]
        shown = self.record_action.preflight(readable, form.cleaned_data, self.request.user, self.at)
        return self.ask_first(
            shown,
            [(self.title_of(record), partial(self._perform, record, form)) for record in self.selected],
            **self.get_context_data(form=form),
            label=self.record_action.label,
            serious=self.record_action.danger,
        )

    def _report(self, done, refused):
        if done:
            text = ngettext("%(step)s: done for %(count)d.", "%(step)s: done for %(count)d.", done)
            messages.success(self.request, text % {"step": self.record_action.label, "count": done})
        for title, reason in refused:
            messages.warning(self.request, _("%(title)s: %(reason)s") % {"title": title, "reason": reason})

    def get_page_title(self):
        return self.record_action.label

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": self.url_to("index"), "label": capfirst(self.model._meta.verbose_name_plural)},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            record_action=self.record_action,
            titles=[self.title_of(record) for record in self.selected],
            back_url=get_valid_next_url_from_request(self.request) or self.url_to("index"),
            next_url=get_valid_next_url_from_request(self.request),
            media=kwargs["form"].media,
            **kwargs,
        )


def _is_key(text: str, field: str) -> bool:
    try:
        UUID(text) if field == "uuid" else int(text)
    except ValueError:
        return False
    return True
