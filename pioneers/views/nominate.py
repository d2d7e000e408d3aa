"""Nominate: one page, a draft saved as it is typed (or by a button), sent once the address is confirmed."""

from dataclasses import replace
from uuid import UUID

from allauth.core import ratelimit
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from pioneers.actions.drafts import claim_draft, save_draft
from pioneers.actions.files import attach_file, detach_file
from pioneers.actions.nominations import submission_errors, submit_nomination
from pioneers.errors import NominationInvalid, NominationsClosed, TooManyDrafts
from pioneers.files import ATTACHMENT
from pioneers.forms.nomination import NominationForm, initial_of
from pioneers.letters import nominators
from pioneers.models import Category, Edition, Nomination
from pioneers.queries.editions import edition_for_nominating, edition_view
from pioneers.queries.nominations import sent_just_now
from pioneers.views.devices import Device
from portal.core import clock
from portal.core.errors import EditConflict
from portal.documents.forms.uploads import store_each
from portal.documents.purposes import purpose_of
from portal.documents.queries.files import files_of
from portal.mail.codes import TooManyCodes

CONFIRM = "pioneers.confirm_address"
CONFIRMING = "pioneers.confirming"
SENT = "pioneers.sent"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def nominate(request):
    """The form. GET changes nothing but a cookie; POST saves, takes or removes a file, or sends."""
    at = clock.now()
    edition = edition_for_nominating(at)
    if edition is None:
        return render(request, "pioneers/nominate/none.html")
    device = Device(request)
    draft = device.draft(edition)
    if request.method == "POST":
        return _posted(request, edition, device, draft, at)
    if device.is_idle(draft, at):
        return redirect("pioneers:reopen")
    device.ensure_key()
    form = _form(edition, device, initial=initial_of(draft) if draft else _first(device))
    return device.remember(_page(request, edition, form, draft, at, device))


@never_cache
@require_POST
def autosave(request):
    """The same draft, saved as it is typed: JSON for autosave.js."""
    at = clock.now()
    edition = edition_for_nominating(at)
    device = Device(request)
    if edition is None:
        return JsonResponse({"message": _("There is no edition to nominate in.")}, status=404)
    draft = device.draft(edition)
    form = _form(edition, device, data=request.POST)
    if not _may_save(device, draft, form, at):
        return JsonResponse({"message": _locked_words()}, status=403)
    if draft is None and not edition.takes_nominations(at):
        return JsonResponse({"message": str(NominationsClosed(edition, at))}, status=422)
    if draft is None and not _may_begin(request, device):
        return JsonResponse({"message": str(TooManyDrafts())}, status=422)
    try:
        draft = _save(edition, device, draft, form, at)
    except EditConflict as refusal:
        return JsonResponse({"message": str(refusal), "version": refusal.revision}, status=409)
    return device.remember(JsonResponse({"saved": True, "version": draft.version, "at": at.isoformat()}))


def _posted(request, edition: Edition, device: Device, draft: Nomination | None, at):
    form = _form(edition, device, data=request.POST)
    do = request.POST.get("do", "save")
    if not _may_save(device, draft, form, at):
        return _page(request, edition, form, None, at, device, notice=_locked_words(), status=403)
    if draft is None and not edition.takes_nominations(at):
        return _page(request, edition, form, None, at, device, notice=str(NominationsClosed(edition, at)))
    if draft is None and not _may_begin(request, device):
        return _page(request, edition, form, None, at, device, notice=str(TooManyDrafts()), status=429)
    try:
        draft = _save(edition, device, draft, form, at)
    except EditConflict as refusal:
        if device.user and (sent := sent_just_now(edition, device.user, form.typed())):
            return _to_sent(request, sent)
        return _page(request, edition, form, draft, at, device, notice=str(refusal), status=409)
    if refusals := _handle_files(request, draft, do, at):
        form.data = {**form.data.dict(), "version": draft.version, "seal": device.seal()}
        return device.remember(_page(request, edition, form, draft, at, device, refusals=refusals, status=422))
    if do != "send":
        return device.remember(redirect(f"{reverse('pioneers:nominate')}?saved={draft.version}#save"))
    return device.remember(_send(request, edition, device, draft, form, at))


def _send(request, edition: Edition, device: Device, draft: Nomination, form: NominationForm, at):
    """Everything is there and the window is open: send it, or ask for the code that confirms the address first."""
    form.data = {**form.data.dict(), **form.rows(), "version": draft.version, "seal": device.seal()}
    try:
        if not edition.takes_nominations(at):
            raise NominationsClosed(edition, at)
        if device.user:
            return _to_sent(request, submit_nomination(nomination=draft, by=device.user, at=at))
        if missing := submission_errors(draft, edition):
            raise NominationInvalid(missing)
        nominators.queue_code_letter(draft, purpose=CONFIRM, at=at)
    except NominationInvalid as refusal:
        form.explain(refusal.errors)
        return _page(request, edition, form, draft, at, device, status=422)
    except NominationsClosed as refusal:
        return _page(request, edition, form, draft, at, device, notice=str(refusal), status=422)
    except TooManyCodes:
        pass  # the confirmation page says that a code is under way
    request.session[CONFIRMING] = str(draft.uuid)
    return redirect("pioneers:confirm")


def _to_sent(request, nomination: Nomination):
    request.session[SENT] = str(nomination.uuid)
    return redirect("pioneers:sent")


def _handle_files(request, draft: Nomination, do: str, at) -> list[str]:
    """Remove the file whose button was pressed, and take those that came along; what is refused, in sentences."""
    if do.startswith("remove:"):
        detach_file(draft=draft, file=_uuid(do.removeprefix("remove:")), at=at)
    by = request.user if request.user.is_authenticated else None
    return store_each(
        request.FILES.getlist("files"), lambda upload: attach_file(draft=draft, upload=upload, by=by, at=at)
    )


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _may_save(device: Device, draft: Nomination | None, form: NominationForm, at) -> bool:
    """A draft that has rested for an hour takes words only from a page this device was shown."""
    return not device.is_idle(draft, at) or device.holds_seal(form.data.get("seal", ""))


def _may_begin(request, device: Device) -> bool:
    """Whether one more draft may be begun from this address; somebody signed in has one an edition anyway."""
    return bool(device.user) or ratelimit.consume(request, action="begin_nomination")


def _locked_words() -> str:
    return _(
        "We closed the draft after an hour to keep it private. What you typed here is still on this "
        "page: copy it, then open the draft again with a code."
    )


def _save(edition: Edition, device: Device, draft: Nomination | None, form: NominationForm, at) -> Nomination:
    device.ensure_key()
    if draft is not None and device.user and draft.nominator_id is None:
        draft = claim_draft(draft=draft, user=device.user, at=at)
    return save_draft(
        edition=edition,
        values=form.typed(),
        version=form.typed_version,
        at=at,
        by=device.user,
        key_hash=device.key_hash,
        language=get_language(),
    )


def _form(edition: Edition, device: Device, **options) -> NominationForm:
    categories = Category.objects.filter(edition=edition)
    if "initial" in options:
        options["initial"]["seal"] = device.seal()
    own_address = device.user.email if device.user else ""
    return NominationForm(edition=edition, categories=categories, own_address=own_address, **options)


def _first(device: Device) -> dict:
    if device.user is None:
        return {"version": 0}
    return {"version": 0, "nominator_name": device.user.name, "nominator_email": device.user.email}


def _page(request, edition, form, draft, at, device, *, notice="", refusals=(), status=200):
    view = edition_view(edition, at)
    return render(
        request,
        "pioneers/nominate/form.html",
        {
            "edition": view,
            "form": form,
            "draft": draft,
            "saved_at": draft.saved_at if draft else None,
            "is_kept": draft is not None and not device.is_idle(draft, at),
            "files": files_of(draft, ATTACHMENT) if draft else [],
            "purpose": replace(purpose_of(ATTACHMENT), max_count=edition.files_limit),
            "refusals": refusals,
            "notice": notice,
            "is_editable": view.is_open,
            "is_saved": bool(request.GET.get("saved")) and draft is not None,
        },
        status=status,
    )
