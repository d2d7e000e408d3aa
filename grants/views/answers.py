"""The applicant's answer to an award."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from grants.actions.awards import answer_award
from grants.forms.start import AnswerForm
from grants.queries.applications import application_view
from grants.views.finding import own_or_404
from portal.core import clock
from portal.core.errors import Refused


@login_required
def answer(request, uuid):
    application, at = own_or_404(request, uuid), clock.now()
    view = application_view(application, at)
    if not view.may_answer:
        return redirect("grants:application", application.uuid)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        accept = form.cleaned_data["answer"] == "accept"
        try:
            answer_award(application=application, accept=accept, by=request.user, at=at)
        except Refused as refusal:
            messages.error(request, refusal.message)
        else:
            words = _("Thank you: you have accepted the award.") if accept else _("You have declined the award.")
            messages.success(request, words)
        return redirect("grants:application", application.uuid)
    return render(request, "grants/applications/answer.html", {"application": view, "form": form})
