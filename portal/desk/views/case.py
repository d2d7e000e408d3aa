"""Who sees a record through, and who stands in."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from portal.adminkit.views.mixins import RecordPage, explain
from portal.core.errors import Refused
from portal.desk.actions.cases import assign_case
from portal.desk.forms.case import CaseForm
from portal.desk.queries.cases import case_of


class CaseView(RecordPage):
    """Sets owner and stand-in of one record's case. Whoever may see the record may take it or hand it over."""

    template_name = "adminkit/record_action.html"
    page_title = gettext_lazy("Owner and stand-in")

    def admit(self):
        self.object = self.get_object()

    def get(self, request, *args, **kwargs):
        case = case_of(self.object)
        initial = {"owner": case and case.owner, "stand_in": case and case.stand_in}
        return self.render_to_response(self.get_context_data(form=CaseForm(initial=initial)))

    def post(self, request, *args, **kwargs):
        form = CaseForm(request.POST)
        if form.is_valid():
            try:
                assign_case(about=self.object, by=request.user, at=self.at, **form.cleaned_data)
            except Refused as refusal:
                explain(form, refusal)
            else:
                messages.success(request, _("Owner and stand-in are noted."))
                return redirect(get_valid_next_url_from_request(request) or self.get_inspect_url())
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            record_action={
                "label": _("Save"),
                "explanation": _("A case without an owner belongs to everyone."),
                "danger": False,
            },
            object=self.object,
            back_url=self.get_inspect_url(),
            next_url=get_valid_next_url_from_request(self.request),
            media=kwargs["form"].media,
            **kwargs,
        )
