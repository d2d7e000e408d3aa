"""Writing an application: one page, saved as it is typed, and by a button where no script runs."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.actions.applications import save_application_draft
from grants.actions.submission import submission_errors
from grants.domain.budget import add_up
from grants.domain.questions import ROWS, application_form
from grants.errors import AlreadySubmitted
from grants.forms.application import ApplicationPage, read_answers, read_city, read_version, with_row, without_row
from grants.queries.applications import ATTACHMENT, application_view
from grants.states import ApplicationState
from grants.views.finding import own_or_404
from portal.core import clock
from portal.core.errors import EditConflict, Refused
from portal.documents.actions.removing import remove_file
from portal.documents.actions.storing import store_upload
from portal.documents.forms.uploads import store_each
from portal.documents.models import PrivateFile
from portal.documents.purposes import purpose_of


@login_required
def edit(request, uuid):
    """The page itself. Each button saves first: save, check, add or remove a row, attach or remove a file."""
    application = own_or_404(request, uuid)
    if application.state != ApplicationState.DRAFT:
        return redirect("grants:application", application.uuid)
    if request.method != "POST":
        return _page(request, application, ApplicationPage(application, application_form()))
    verb, _colon, rest = request.POST.get("do", "save").partition(":")
    answers = read_answers(request.POST, application_form())
    if verb == "add" and rest in ROWS:
        answers = with_row(answers, rest)
    elif verb == "remove" and rest.partition(":")[0] in ROWS:
        answers = without_row(answers, *rest.split(":", 1))
    try:
        _save(request, application, answers)
    except EditConflict as conflict:
        page = ApplicationPage(application, application_form(), data=request.POST, version=conflict.revision)
        return _page(request, application, page, conflict=conflict.message, status=409)
    except Refused as refusal:
        page = ApplicationPage(application, application_form(), data=request.POST, version=read_version(request.POST))
        page.answers.add_error(None, refusal.message)
        return _page(request, application, page)
    return _after_saving(request, application, verb, rest)


def _save(request, application, answers):
    return save_application_draft(
        application=application,
        answers=answers,
        city=read_city(request.POST, application),
        version=read_version(request.POST),
        by=request.user,
        at=clock.now(),
    )


def _after_saving(request, application, verb, rest):
    """Files that were chosen are taken in whichever button was pressed, and one refused stops no removal."""
    address = reverse("grants:edit", args=[application.uuid])
    if verb == "detach":
        _detach(request, application, rest)
    if refusals := store_each(request.FILES.getlist("attachments"), partial(_attach, request, application)):
        application = own_or_404(request, application.uuid)
        return _page(request, application, ApplicationPage(application, application_form()), refusals=refusals)
    if verb in ("add", "remove"):
        return redirect(f"{address}#{rest.partition(':')[0]}")
    if verb in ("attach", "detach"):
        return redirect(f"{address}#attachments")
    if verb == "check":
        return _check(request, application)
    messages.success(request, _("Your draft is saved."))
    return redirect(address)


def _check(request, application):
    """On to submitting if nothing is missing; else the page again with what is, beside its fields."""
    application = own_or_404(request, application.uuid)
    faults = submission_errors(application)
    if not faults:
        return redirect("grants:submit", application.uuid)
    page = ApplicationPage(application, application_form())
    page.add_errors(faults)
    return _page(request, application, page)


def _attach(request, application, upload):
    store_upload(upload=upload, purpose=ATTACHMENT, about=application, by=request.user, at=clock.now())


def _detach(request, application, uuid: str):
    """Take away an attachment of this application; anything else is left alone."""
    held = PrivateFile.objects.filter(
        about_uuid=application.uuid, about_kind=application._meta.label_lower, purpose=ATTACHMENT
    )
    file = held.filter(uuid=uuid).first() if _is_uuid(uuid) else None
    if file:
        remove_file(file=file, by=request.user, at=clock.now())


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _page(request, application, page: ApplicationPage, conflict="", refusals=(), status=200):
    at = clock.now()
    answers = read_answers(request.POST, application_form()) if conflict else application.answers
    context = {
        "page": page,
        "application": application_view(application, at),
        "is_open": application.call.takes_applications(at),
        "saved_at": application.changed_at if application.draft_revision else None,
        "totals": add_up(answers.get("budget", ()), application.call.fund.currency),
        "unread_lines": page.unread_lines,
        "currency": application.call.fund.currency,
        "smallest": application.call.smallest,
        "largest": application.call.largest,
        "purpose": purpose_of(ATTACHMENT),
        "conflict": conflict,
        "refusals": refusals,
    }
    return render(request, "grants/applications/edit.html", context, status=status)


@require_POST
def autosave(request, uuid):
    """The same save for the script: JSON, 409 when it was saved elsewhere, 401 when signed out."""
    if not request.user.is_authenticated:
        return JsonResponse({"saved": False}, status=401)
    application = own_or_404(request, uuid)
    try:
        saved = _save(request, application, read_answers(request.POST, application_form()))
    except (EditConflict, AlreadySubmitted) as conflict:
        return JsonResponse({"saved": False, "message": str(conflict)}, status=409)
    except Refused as refusal:
        return JsonResponse({"saved": False, "errors": {"form": [str(refusal)]}}, status=422)
    return JsonResponse({"saved": True, "version": saved.version, "at": saved.at.isoformat()})


@login_required
@require_POST
def totals(request, uuid):
    """The sums of the lines as typed, for the page to show; nothing is saved."""
    application = own_or_404(request, uuid)
    page = ApplicationPage(application, application_form(), data=request.POST)
    rows = read_answers(request.POST, application_form())["budget"]
    context = {"totals": add_up(rows, application.call.fund.currency), "unread_lines": page.unread_lines}
    return render(request, "grants/applications/totals.html", context)
