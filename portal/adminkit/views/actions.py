"""A step page: what it will do, what it asks, and a button whose POST calls the action."""

import copy

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from portal.adminkit.views.mixins import RecordPage, explain
from portal.adminkit.views.opened import OpenedForm
from portal.adminkit.views.preflight import AsksFirst
from portal.audit.queries.history import history_of
from portal.core.errors import NotAllowed, Refused
from portal.core.formats import when
from portal.core.states import TransitionRefused


class RecordActionView(AsksFirst, OpenedForm, RecordPage):
    """One step on one record. GET shows, only POST acts; whatever the action refuses stands beside the field. A step
    with a pre-flight shows it before it is taken; one that asks nothing shows it at once."""

    template_name = "adminkit/record_action.html"
    raises_refusal = True

    @cached_property
    def record_action(self):
        for action in self.viewset.record_actions:
            if action.name == self.kwargs["name"]:
                return action
        raise Http404

    def masks_record(self):
        return not self.record_action.neutral

    def admit(self):
        self.object = self.get_object()
        if not self.record_action.allowed(self.request.user, self.object):
            raise Http404

    def get(self, request, *args, **kwargs):
        if self.record_action.preflight and self.record_action.form_class is None:
            return self.perform_or_ask(self.get_form(data={}))
        return self.render_to_response(self.get_context_data(form=self.get_form()))

    def post(self, request, *args, **kwargs):
        if changed := self.changed_meanwhile():
            return changed
        return self.perform_or_ask(self.get_form(data=self.request.POST, files=self.request.FILES))

    def perform_or_ask(self, form):
        """Take the step, or show what stands before it."""
        request = self.request
        if form.is_valid() and not self.wants_change():
            try:
                if page := self._preflight(form):
                    return page
                self._perform(form)
            except NotAllowed:
                raise Http404 from None
            except TransitionRefused as refusal:
                explain(form, refusal)
                if last := next(iter(history_of(self.object, limit=1)), None):
                    words = _("The last step was “%(what)s”, by %(who)s on %(when)s.")
                    form.add_error(None, words % {"what": last.label, "who": last.by_label, "when": when(last.at)})
            except (Refused, ValidationError) as refusal:
                explain(form, refusal)
            else:
                done = _("%(step)s: done.") % {"step": self.record_action.label}
                messages.success(request, self.record_action.success or done)
                return redirect(self.get_next_url())
        return self.render_to_response(self.get_context_data(form=form))

    def _perform(self, form):
        # A copy: what a rehearsal changes in memory is not taken back with its transaction.
        self.record_action.perform(copy.copy(self.object), by=self.request.user, at=self.at, answers=form.cleaned_data)

    def _preflight(self, form):
        """The page that stands before the step; None where there is none, or it was read and confirmed."""
        if not self.record_action.preflight:
            return None
        shown = self.record_action.preflight([self.object], form.cleaned_data, self.request.user, self.at)
        return self.ask_first(
            shown,
            [(self.get_page_subtitle(), lambda: self._perform(form))],
            **self.get_context_data(form=form),
            label=self.record_action.label,
            serious=self.record_action.danger,
        )

    def get_untouched_form(self):
        return self.get_form()

    def get_form(self, **data):
        return self.record_action.form(self.object, viewer=self.request.user, **data)

    def get_next_url(self):
        """Back to where the person came from, or to the record (to the list, if the step took it out of sight)."""
        if next_url := get_valid_next_url_from_request(self.request):
            return next_url
        still_seen = self.get_visible().filter(pk=self.object.pk).exists()
        return self.url_to("inspect", self.object) if still_seen else self.url_to("index")

    def get_page_title(self):
        return self.record_action.label

    def get_page_subtitle(self):
        if self.record_action.neutral and self.viewset.get_masked([self.object], self.request.user, self.at):
            return self.viewset.get_masked_title(self.object)
        return super().get_page_subtitle()

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            record_action=self.record_action,
            object=self.object,
            back_url=self.get_inspect_url(),
            next_url=get_valid_next_url_from_request(self.request),
            media=kwargs["form"].media,
            **kwargs,
        )
