"""Nominate: one page, a draft saved as it is typed (or by a button), sent once the address is confirmed."""

from dataclasses import replace
from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from pioneers.actions.drafts import FIELDS, SavedDraft, claim_draft, draft_fields, save_draft, typed_fields
from pioneers.actions.files import attach_file, detach_file
from pioneers.actions.nominations import send_for_confirmation, submission_errors, submit_nomination
from pioneers.errors import NominationInvalid, NominationsClosed, SentBeforeClosing, TooManyDrafts
from pioneers.files import ATTACHMENT
from pioneers.forms.nomination import NominationForm, first_of, initial_of
from pioneers.letters import nominators
from pioneers.models import Category, Edition, Nomination
from pioneers.queries.editions import edition_for_nominating, edition_view
from pioneers.queries.nominations import is_sent_in_time, second_draft, sent_just_now
from pioneers.views.devices import Device
from pioneers.views.two_drafts import is_unanswered
from portal.core import clock
from portal.core.errors import EditConflict
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
    if is_unanswered(request, second_draft(edition, device.user, device.key_hash, at)):
        return redirect("pioneers:two_drafts")
    device.ensure_key()
    if data := held_form(request, request.GET.get("held", "")):
        return _choice(request, edition, device, draft, data)
    form = _form(edition, device, initial=initial_of(draft) if draft else _first(device))
    if draft and "check" in request.GET and edition.takes_nominations(at):
        form = _form(edition, device, data=form.initial)
        form.explain(submission_errors(draft, edition))
    return device.remember(_page(request, edition, form, draft, at, device))


def _choice(request, edition: Edition, device: Device, draft: Nomination | None, data):
    """Both versions side by side; back to the form where nothing is left to choose."""
    form, version = _form(edition, device, data=data), draft.version if draft else 0
    mine = draft_fields(form.typed())
    theirs = draft_fields({name: getattr(draft, name) for name in FIELDS}) if draft else {}
    try:
        if draft is None:
            raise EditConflict(version, typed_fields(mine))
        merge(read_opened_page(request, data, form.typed_version), mine, theirs, version=version)
    except EditConflict as conflict:
        return conflict_response(
            request,
            heading=form.typed()["nominee_name"],
            action=reverse("pioneers:nominate"),
            token=request.GET["held"],
            version=version,
            fields=form.words(conflict.fields, theirs),
        )
    return redirect("pioneers:nominate")


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
        saved = _save(request, edition, device, draft, form, at)
    except EditConflict as refusal:
        return JsonResponse({**not_saved_answer(refusal), "version": refusal.revision}, status=409)
    except SentBeforeClosing as refusal:
        return JsonResponse(not_saved_answer(refusal), status=409)
    others = [form.label_of(name) for name in saved.merged.from_others]
    answer = saved_answer(version=saved.draft.version, at=at, base=saved.base, others=others)
    if not edition.takes_nominations(at):
        closed = _("Nominations are closed. Your draft is saved so that you can copy it, but it can’t be sent.")
        answer = {"message": closed, **answer}
    return device.remember(JsonResponse(answer))


def _posted(request, edition: Edition, device: Device, draft: Nomination | None, at):
    do, address, about = request.POST.get("do", "save"), reverse("pioneers:nominate"), f"nomination:{edition.uuid}"
    if do == "drop-words":
        drop_words(request, about)
        return redirect(address)
    data = sent_form(request)
    if data is None:
        messages.error(request, no_longer_held())
        return redirect(address)
    form = _form(edition, device, data=data)
    if not _may_save(device, draft, form, at):
        return _page(request, edition, form, None, at, device, notice=_locked_words(), status=403)
    if draft is None and not edition.takes_nominations(at):
        return _page(request, edition, form, None, at, device, notice=str(NominationsClosed(edition, at)))
    if draft is None and not _may_begin(request, device):
        return _page(request, edition, form, None, at, device, notice=str(TooManyDrafts()), status=429)
    try:
        saved = _save(request, edition, device, draft, form, at)
    except EditConflict:
        if device.user and (sent := sent_just_now(edition, device.user, form.typed())):
            return _to_sent(request, sent)
        token = request.POST.get("held") or hold_form(request, data)
        return device.remember(redirect(f"{address}?held={token}"))
    except SentBeforeClosing as refusal:
        messages.warning(request, str(refusal))
        request.session[CONFIRMING] = str(draft.uuid)
        return redirect("pioneers:confirm")
    release_form(request, request.POST.get("held", ""))
    keep_words(request, about, form.labelled(saved.merged.not_kept))
    if refusals := _handle_files(request, saved.draft, do, at):
        form = _form(edition, device, initial=initial_of(saved.draft))
        return device.remember(_page(request, edition, form, saved.draft, at, device, refusals=refusals, status=422))
    if do == "send" and not saved.merged.from_others:
        return device.remember(_send(request, edition, device, saved.draft, at))
    if do == "send":
        messages.warning(request, _("The draft was changed elsewhere too. Look at it again, then send it."))
    settled = chosen_query(request, data)
    return device.remember(redirect(f"{address}{settled or f'?saved={saved.draft.version}'}#save"))


def _send(request, edition: Edition, device: Device, draft: Nomination, at):
    """Everything is there and the window is open: send it, or ask for the code that confirms the address first. What is
    missing is told on the form, which is gone back to."""
    try:
        if not edition.takes_nominations(at):
            return redirect("pioneers:nominate")
        if device.user:
            return _to_sent(request, submit_nomination(nomination=draft, by=device.user, at=at))
        send_for_confirmation(nomination=draft, at=at)
        nominators.queue_code_letter(draft, purpose=CONFIRM, at=at)
    except (NominationInvalid, NominationsClosed):
        return redirect(f"{reverse('pioneers:nominate')}?check=1")
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


def _save(request, edition: Edition, device: Device, draft: Nomination | None, form: NominationForm, at) -> SavedDraft:
    device.ensure_key()
    if draft is not None and device.user and draft.nominator_id is None:
        draft = claim_draft(draft=draft, user=device.user, at=at)
    return save_draft(
        edition=edition,
        values=form.typed(),
        version=form.typed_version,
        page=read_opened_page(request, form.data, form.typed_version),
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
    return first_of(device.user.name, device.user.email) if device.user else first_of("", "")


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
            "saved_by": draft.draft_tab if draft else "",
            "owner": device.owner,
            "copy_key": f"nomination-{edition.uuid}",
            "not_kept": words_not_kept(request, f"nomination:{edition.uuid}"),
            "is_kept": draft is not None and not device.is_idle(draft, at),
            "files": files_of(draft, ATTACHMENT) if draft else [],
            "purpose": replace(purpose_of(ATTACHMENT), max_count=edition.files_limit),
            "refusals": refusals,
            "notice": notice,
            "is_editable": view.is_open,
            "second_draft": second_draft(edition, device.user, device.key_hash, at),
            "waits_for_code": draft is not None and not view.is_open and is_sent_in_time(draft, edition),
            "is_saved": bool(request.GET.get("saved")) and draft is not None,
        },
        status=status,
    )
