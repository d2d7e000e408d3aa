"""`/membership/`: applying for one's city, and confirming its decision as a politician."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.core import clock
from portal.core.errors import EditConflict, Refused
from portal.core.languages import offered_language
from portal.documents.actions.removing import remove_file
from portal.documents.actions.storing import store_upload
from portal.documents.forms.uploads import store_each
from portal.documents.models import PrivateFile
from portal.documents.queries.files import files_of, held
from portal.membership.actions.applications import (
    confirm_political_decision,
    return_membership_application,
    save_membership_draft,
    start_membership_application,
    submit_membership_application,
    withdraw_membership_application,
)
from portal.membership.files import DECISION, decisions
from portal.membership.forms.application import CityForm, MembershipApplicationForm, ReturnForm
from portal.membership.models import MembershipApplication
from portal.membership.queries.applications import (
    membership_application_view,
    membership_applications_visible_to,
    own_applications,
)
from portal.membership.states import MembershipApplicationState
from portal.people.access import signed_in

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
@never_cache
@signed_in
def apply(request):
    """Which city; then its draft. What somebody applied for before stands here too."""
    form = CityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            draft = start_membership_application(by=request.user, at=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            return redirect("membership:edit", draft.uuid)
    context = {"form": form, "applications": own_applications(request.user, clock.now())}
    return render(request, "membership/apply.html", context)


@never_cache
@signed_in
def application(request, uuid):
    """One application, as its writer, the politician and the secretariat read it."""
    found = _visible_or_404(request, uuid)
    view = membership_application_view(found, request.user, clock.now())
    return render(request, "membership/application.html", {"application": view, "form": ReturnForm()})


@require_http_methods(FORM)
@never_cache
@signed_in
def edit(request, uuid):
    """The draft. Saving keeps whatever is typed; submitting asks for all of it."""
    draft = _own_or_404(request, uuid)
    if draft.state != MembershipApplicationState.DRAFT:
        return redirect("membership:application", draft.uuid)
    if request.method != "POST":
        return _page(request, draft, MembershipApplicationForm(initial=_initial(request, draft)))
    form = MembershipApplicationForm(request.POST)
    answers = {name: request.POST.get(name, "") for name in form.fields}
    try:
        revision = request.POST.get("revision", "")
        draft = save_membership_draft(
            application=draft,
            answers=answers,
            revision=int(revision) if revision.isdecimal() else -1,
            by=request.user,
            at=clock.now(),
        )
    except EditConflict as conflict:
        draft.draft_revision = conflict.revision
        return _page(request, draft, MembershipApplicationForm(initial=answers), conflict=conflict.message)
    return _after_saving(request, draft, form)


def _after_saving(request, draft, form):
    verb, _colon, named = request.POST.get("do", "save").partition(":")
    refusals = store_each(request.FILES.getlist("document"), partial(_attach, request, draft))
    if verb == "remove":
        for file in held(draft._meta.label_lower, [draft.uuid], DECISION):
            if str(file.uuid) == named:
                remove_file(file=file, by=request.user, at=clock.now())
    if refusals:
        kept = MembershipApplicationForm(initial=draft.answers)
        return _page(request, draft, kept, refusals=refusals)
    if verb != "submit":
        messages.success(request, _("Your draft is saved."))
        return redirect("membership:edit", draft.uuid)
    if form.is_valid():
        try:
            submit_membership_application(application=draft, by=request.user, at=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            if refusal.field == "document":
                return _page(request, draft, form, refusals=[refusal.message])
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            messages.success(request, _("Your application is submitted. The politician is asked by e-mail."))
            return redirect("membership:application", draft.uuid)
    return _page(request, draft, form)


@require_http_methods(FORM)
@never_cache
@signed_in
def withdraw(request, uuid):
    """Take back what was submitted; throw a draft away."""
    found = _own_or_404(request, uuid)
    if not MembershipApplicationState.allows("withdraw", found.state):
        return redirect("membership:application", found.uuid)
    if request.method == "POST":
        try:
            withdraw_membership_application(application=found, by=request.user, at=clock.now())
        except Refused as refusal:
            messages.error(request, refusal.message)
            return redirect("membership:application", found.uuid)
        messages.success(request, _("The application is withdrawn."))
        return redirect("membership:apply")
    view = membership_application_view(found, request.user, clock.now())
    return render(request, "membership/withdraw.html", {"application": view})


@require_http_methods(["POST"])
@signed_in
def confirm(request, uuid):
    """The politician confirms the decision, or says what is not right."""
    found, at = _visible_or_404(request, uuid), clock.now()
    if not request.user.has_perm("membership.confirm_decision", found):
        raise Http404
    form = ReturnForm(request.POST)
    says_no = request.POST.get("answer") == "return"
    if says_no and not form.is_valid():
        view = membership_application_view(found, request.user, at)
        return render(request, "membership/application.html", {"application": view, "form": form})
    try:
        if says_no:
            return_membership_application(application=found, by=request.user, at=at, **form.cleaned_data)
        else:
            confirm_political_decision(application=found, by=request.user, at=at)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        words = _("Thank you. The applicant reads what is not right.") if says_no else _("Thank you: it is confirmed.")
        messages.success(request, words)
    return redirect("membership:application", found.uuid)


def _page(request, draft: MembershipApplication, form, *, conflict: str = "", refusals: list[str] | None = None):
    context = {
        "application": membership_application_view(draft, request.user, clock.now()),
        "form": form,
        "revision": draft.draft_revision,
        "conflict": conflict,
        "purpose": decisions,
        "files": files_of(draft, DECISION),
        "file_errors": refusals or [],
    }
    return render(request, "membership/edit.html", context)


def _initial(request, draft: MembershipApplication) -> dict:
    """A new draft suggests its writer as the contact person."""
    user = request.user
    begun = {
        "contact_name": user.get_full_name(),
        "contact_email": user.email,
        "politician_language": offered_language(get_language() or ""),
    }
    return draft.answers or begun


def _attach(request, draft: MembershipApplication, upload) -> PrivateFile:
    return store_upload(upload=upload, purpose=DECISION, about=draft, by=request.user, at=clock.now())


def _own_or_404(request, uuid) -> MembershipApplication:
    found = _visible_or_404(request, uuid)
    if not request.user.has_perm("membership.write_application", found):
        raise Http404
    return found


def _visible_or_404(request, uuid) -> MembershipApplication:
    seen = membership_applications_visible_to(request.user, clock.now())
    return get_object_or_404(seen.select_related("city__country", "politician", "writer"), uuid=uuid)
