"""Submitting, reopening, withdrawing, answering an award: each asks on a page of its own, and only a POST does it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from grants.actions.applications import remove_draft
from grants.actions.awards import answer_award
from grants.actions.submission import reopen_application, submission_errors, submit_application, withdraw_application
from grants.domain.questions import application_form
from grants.errors import ClosedAlready, SubmissionInvalid
from grants.forms.application import ApplicationPage
from grants.forms.start import AnswerForm
from grants.queries.applications import application_view
from grants.states import ApplicationState
from grants.tasks import send_receipt_of
from grants.views.finding import own_or_404
from portal.core import clock
from portal.core.errors import Refused


@login_required
def submit(request, uuid):
    """What will be submitted, read once more; then submitted. A second click finds it done."""
    application, at = own_or_404(request, uuid), clock.now()
    if application.state != ApplicationState.DRAFT:
        return redirect("grants:application", application.uuid)
    refusal = None
    if request.method == "POST":
        try:
            submit_application(application=application, by=request.user, at=at)
        except SubmissionInvalid:
            return redirect("grants:submit", application.uuid)
        except Refused as caught:
            refusal = caught
        else:
            send_receipt_of.enqueue(str(application.uuid))
            messages.success(request, _("Your application is submitted. Your receipt is on its way by e-mail."))
            return redirect("grants:application", application.uuid)
    page = ApplicationPage(application, application_form())
    page.add_errors(submission_errors(application))
    context = {
        "application": application_view(application, at),
        "form": page.answers,
        "row_errors": page.row_errors,
        "refusal": refusal.message if refusal else "",
        "closed_at": refusal.closed_at if isinstance(refusal, ClosedAlready) else None,
        "is_open": application.call.takes_applications(at),
    }
    return render(request, "grants/applications/submit.html", context)


@login_required
def reopen(request, uuid):
    application, at = own_or_404(request, uuid), clock.now()
    if request.method == "POST":
        try:
            reopen_application(application=application, by=request.user, at=at)
        except Refused as refusal:
            messages.error(request, refusal.message)
            return redirect("grants:application", application.uuid)
        messages.success(request, _("Your application is a draft again. Submit it before the call closes."))
        return redirect("grants:edit", application.uuid)
    return render(request, "grants/applications/reopen.html", {"application": application_view(application, at)})


@login_required
def withdraw(request, uuid):
    """Withdraw what was submitted; throw away a draft that never was."""
    application, at = own_or_404(request, uuid), clock.now()
    unsent = application.state == ApplicationState.DRAFT and not application.submission_count
    if request.method == "POST":
        action = remove_draft if unsent else withdraw_application
        try:
            action(application=application, by=request.user, at=at)
        except Refused as refusal:
            messages.error(request, refusal.message)
            return redirect("grants:application", application.uuid)
        messages.success(request, _("The draft is deleted.") if unsent else _("Your application is withdrawn."))
        return redirect("grants:applications")
    context = {"application": application_view(application, at), "unsent": unsent}
    return render(request, "grants/applications/withdraw.html", context)


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
