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

from grants.actions.applications import save_application_draft, tidy
from grants.actions.submission import submission_errors
from grants.domain.budget import add_up
from grants.domain.drafts import draft_fields
from grants.domain.questions import ROWS, application_form
from grants.errors import AlreadySubmitted
from grants.forms.application import ApplicationPage, read_answers, read_city, read_version, with_row, without_row
from grants.forms.draft_words import DraftWords
from grants.queries.applications import ATTACHMENT, application_view
from grants.states import ApplicationState
from grants.views.finding import own_or_404
from portal.core import clock
from portal.core.errors import EditConflict, Refused
from portal.core.held_forms import (
    chosen_query,
    conflict_response,
    drop_words,
    held_form,
    hold_form,
    keep_words,
    no_longer_held,
    not_saved_answer,
    read_opened_page,
    release_form,
    saved_answer,
    sent_form,
    words_not_kept,
)
from portal.core.merge import merge
from portal.documents.actions.removing import remove_file
from portal.documents.actions.storing import store_upload
from portal.documents.forms.uploads import store_each
from portal.documents.models import PrivateFile
from portal.documents.purposes import purpose_of


@login_required
def edit(request, uuid):
    """The page itself. Each button saves first: save, check, add or remove a row, attach or remove a file. Where others
    changed the same meanwhile, a page of its own asks whose words to keep."""
    application = own_or_404(request, uuid)
    if application.state != ApplicationState.DRAFT:
        return redirect("grants:application", application.uuid)
    if request.method == "POST":
        return _posted(request, application)
    if data := held_form(request, request.GET.get("held", "")):
        return _choice(request, application, data)
    page = ApplicationPage(application, application_form())
    if "check" in request.GET:
        page.add_errors(submission_errors(application))
    return _page(request, application, page)


def _posted(request, application):
    verb, _colon, rest = request.POST.get("do", "save").partition(":")
    address = reverse("grants:edit", args=[application.uuid])
    if verb == "drop-words":
        drop_words(request, about(application))
        return redirect(address)
    data = sent_form(request)
    if data is None:
        messages.error(request, no_longer_held())
        return redirect(address)
    answers = read_answers(data, application_form())
    if verb == "add" and rest in ROWS:
        answers = with_row(answers, rest)
    elif verb == "remove" and rest.partition(":")[0] in ROWS:
        answers = without_row(answers, *rest.split(":", 1))
    try:
        saved = _save(request, application, data, answers)
    except EditConflict:
        token = request.POST.get("held") or hold_form(request, data)
        return redirect(f"{address}?held={token}")
    except Refused as refusal:
        page = ApplicationPage(application, application_form(), data=data)
        page.answers.add_error(None, refusal.message)
        return _page(request, application, page)
    release_form(request, request.POST.get("held", ""))
    keep_words(request, about(application), DraftWords(application, application_form()).labelled(saved.merged.not_kept))
    if settled := chosen_query(request, data):
        messages.success(request, _("Your draft is saved."))
        return redirect(f"{address}{settled}")
    return _after_saving(request, application, verb, rest)


def about(application) -> str:
    """What words put aside in a session belong to."""
    return f"application:{application.uuid}"


def _choice(request, application, data):
    """Both versions side by side; back to the form where nothing is left to choose."""
    form = application_form()
    own_city, sent_city = application.city, read_city(data, application)
    mine = draft_fields(tidy(read_answers(data, form), form), str(sent_city.uuid) if sent_city else "", form)
    theirs = draft_fields(application.answers, str(own_city.uuid) if own_city else "", form)
    version = application.draft_revision
    try:
        merge(read_opened_page(request, data, read_version(data)), mine, theirs, version=version)
    except EditConflict as conflict:
        return conflict_response(
            request,
            heading=application.title or str(application.call),
            action=reverse("grants:edit", args=[application.uuid]),
            token=request.GET["held"],
            version=version,
            fields=DraftWords(application, form).pairs(conflict.fields, mine, theirs),
        )
    return redirect("grants:edit", application.uuid)


def _save(request, application, data, answers):
    version = read_version(data)
    return save_application_draft(
        application=application,
        answers=answers,
        city=read_city(data, application),
        version=version,
        page=read_opened_page(request, data, version),
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
    """On to submitting if nothing is missing; else back to the page, with what is beside its fields."""
    if submission_errors(own_or_404(request, application.uuid)):
        return redirect(f"{reverse('grants:edit', args=[application.uuid])}?check=1")
    return redirect("grants:submit", application.uuid)


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


def _page(request, application, page: ApplicationPage, refusals=()):
    at = clock.now()
    context = {
        "page": page,
        "application": application_view(application, at),
        "is_open": application.call.takes_applications(at),
        "saved_at": application.changed_at if application.draft_revision else None,
        "saved_by": application.draft_tab,
        "not_kept": words_not_kept(request, about(application)),
        "totals": add_up(application.answers.get("budget", ()), application.call.fund.currency),
        "unread_lines": page.unread_lines,
        "currency": application.call.fund.currency,
        "smallest": application.call.smallest,
        "largest": application.call.largest,
        "purpose": purpose_of(ATTACHMENT),
        "refusals": refusals,
    }
    return render(request, "grants/applications/edit.html", context)


@require_POST
def autosave(request, uuid):
    """The same save for the script: JSON, 409 when it was saved elsewhere, 401 when signed out."""
    if not request.user.is_authenticated:
        return JsonResponse({"saved": False}, status=401)
    application = own_or_404(request, uuid)
    at, form = clock.now(), application_form()
    try:
        saved = _save(request, application, request.POST, read_answers(request.POST, form))
    except (EditConflict, AlreadySubmitted) as refused:
        return JsonResponse(not_saved_answer(refused), status=409)
    except Refused as refusal:
        return JsonResponse({"saved": False, "errors": {"form": [str(refusal)]}}, status=422)
    words = DraftWords(application, form)
    others = [words.label(name) for name in saved.merged.from_others]
    answer = saved_answer(version=saved.version, at=saved.at, base=saved.base, others=others)
    if not application.call.takes_applications(at):
        closed = _("This call has closed. Your draft is saved, but you can’t submit it.")
        answer = {"message": closed, **answer}
    return JsonResponse(answer)


@login_required
@require_POST
def totals(request, uuid):
    """The sums of the lines as typed, for the page to show; nothing is saved."""
    application = own_or_404(request, uuid)
    page = ApplicationPage(application, application_form(), data=request.POST)
    rows = read_answers(request.POST, application_form())["budget"]
    context = {"totals": add_up(rows, application.call.fund.currency), "unread_lines": page.unread_lines}
    return render(request, "grants/applications/totals.html", context)
