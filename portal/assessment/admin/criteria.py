"""What a round judges by."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from portal.adminkit.views.opened import OpenedForm
from portal.assessment.actions.rounds import set_criteria
from portal.assessment.admin.screen import RoundScreen
from portal.assessment.forms.staff import CriteriaFormSet
from portal.assessment.models import Review
from portal.assessment.queries.views import criteria_of
from portal.assessment.states import RoundState
from portal.core.errors import Refused


class CriteriaScreen(OpenedForm, RoundScreen):
    """All criteria on one page. Once reviews have begun they are shown only."""

    template_name = "assessment/staff/criteria.html"
    page_title = gettext_lazy("Criteria")

    def get(self, request, *args, **kwargs):
        return self.render_to_response(self.get_context_data(formset=CriteriaFormSet(initial=self._initial())))

    def post(self, request, *args, **kwargs):
        with self.one_at_a_time():
            return self.changed_meanwhile() or self._save(request)

    def get_untouched_form(self):
        return CriteriaFormSet(initial=self._initial())

    def _save(self, request):
        formset = CriteriaFormSet(self.request.POST, initial=self._initial())
        refusal = ""
        if formset.is_valid():
            try:
                set_criteria(round=self.object, criteria=formset.criteria(), by=request.user, at=self.at)
            except Refused as refused:
                refusal = str(refused)
            else:
                messages.success(request, _("The criteria are saved."))
                return redirect(request.get_full_path())
        return self.render_to_response(self.get_context_data(formset=formset, refusal=refusal))

    def _initial(self):
        return [
            {
                "label": criterion.label,
                "meaning": criterion.meaning,
                "weight": criterion.weight,
                "may_be_na": criterion.may_be_na,
                "scale": criterion.steps.as_lines(),
            }
            for criterion in self.object.criteria.order_by("position")
        ]

    def get_context_data(self, **kwargs):
        fixed = self.object.state == RoundState.CLOSED or Review.objects.filter(entry__round=self.object).exists()
        return super().get_context_data(
            **{"refusal": "", "fixed": fixed, "criteria": criteria_of(self.object), **kwargs}
        )
