"""A step page: what it will do, what it asks, and a button whose POST calls the action."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.text import capfirst
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from portal.adminkit.views.mixins import RecordPage, explain
from portal.core.errors import NotAllowed, Refused


class RecordActionView(RecordPage):
    """One step on one record. GET shows, only POST acts; whatever the action refuses stands beside the field."""

    template_name = "adminkit/record_action.html"

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
        return self.render_to_response(self.get_context_data(form=self.get_form()))

    def post(self, request, *args, **kwargs):
        form = self.get_form(data=request.POST, files=request.FILES)
        if form.is_valid():
            try:
                self.record_action.perform(self.object, by=request.user, at=self.at, answers=form.cleaned_data)
            except NotAllowed:
                raise Http404 from None
            except (Refused, ValidationError) as refusal:
                explain(form, refusal)
            else:
                messages.success(request, self.record_action.success or capfirst(str(self.record_action.label)))
                return redirect(self.get_next_url())
        return self.render_to_response(self.get_context_data(form=form))

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
