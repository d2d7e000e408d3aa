"""The address confirmed by a code: to send a nomination, and to open a draft that has rested."""

from contextlib import suppress

from allauth.core import ratelimit
from django.contrib.auth import login
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from pioneers.actions.drafts import claim_draft, clear_device, transfer_draft
from pioneers.actions.nominations import submit_nomination
from pioneers.errors import NominationInvalid, NominationsClosed
from pioneers.forms.nomination import AddressForm, CodeForm
from pioneers.letters import nominators
from pioneers.models import Nomination
from pioneers.queries.editions import edition_for_nominating
from pioneers.queries.nominations import is_sent_in_time, newest_draft_at
from pioneers.states import NominationState
from pioneers.views.devices import Device
from pioneers.views.nominate import CONFIRM, CONFIRMING, SENT
from portal.core import clock
from portal.core.errors import Refused
from portal.mail.codes import CodeWrong, TooManyCodes, check_code
from portal.mail.recipients import masked
from portal.people.actions.accounts import open_account
from portal.people.second_factor import second_factors
from portal.people.shared_devices import clear_storage

REOPEN = "pioneers.reopen_draft"
REOPENING = "pioneers.reopening"


def _confirming(request) -> Nomination | None:
    """The nomination this browser asked to send."""
    return Nomination.objects.filter(uuid=request.session.get(CONFIRMING)).select_related("edition", "category").first()


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request):
    """Type the code: then, and only then, the nomination is sent. Sent twice, done once."""
    at = clock.now()
    nomination = _confirming(request)
    if nomination is None:
        return redirect("pioneers:nominate")
    if nomination.state != NominationState.DRAFT:
        request.session[SENT] = str(nomination.uuid)
        return redirect("pioneers:sent")
    form, refusal = CodeForm(request.POST or None), None
    if request.method == "POST" and request.POST.get("do") == "again":
        form = CodeForm()
        try:
            nominators.queue_code_letter(nomination, purpose=CONFIRM, at=at)
        except TooManyCodes as too_many:
            refusal = too_many
    elif request.method == "POST" and form.is_valid():
        try:
            return _send(request, nomination, form.cleaned_data["code"], at)
        except (NominationInvalid, NominationsClosed):
            return redirect("pioneers:nominate")
        except Refused as refused:
            form.add_error("code", str(refused))
    return render(
        request,
        "pioneers/nominate/confirm.html",
        {
            "form": form,
            "address": nomination.nominator_email,
            "closes_at": nomination.edition.closes_at,
            "is_in_time": at >= nomination.edition.closes_at and is_sent_in_time(nomination, nomination.edition),
            "zone": nomination.edition.zone,
            "refusal": refusal,
            "is_new_code": request.method == "POST" and request.POST.get("do") == "again" and refusal is None,
        },
        status=422 if form.errors else 200,
    )


def _send(request, nomination: Nomination, code: str, at):
    address = check_code(purpose=CONFIRM, about=nomination, typed=code, at=at)
    user = open_account(
        email=address, name=nomination.nominator_name, language=nomination.language, confirmed=True, at=at
    )
    submit_nomination(nomination=nomination, by=user, at=at)
    sign_in_where_safe(request, user)
    request.session[SENT] = str(nomination.uuid)
    request.session[CONFIRMING] = str(nomination.uuid)  # a double click comes here again, and is sent on
    return Device.forget(redirect("pioneers:sent"))


def sign_in_where_safe(request, user) -> None:
    """Sign in whoever just confirmed an address, unless more than a code by mail guards the account: staff, and anyone
    with a second factor, sign in on their own page."""
    guarded = user.held_roles or user.is_superuser or second_factors(user).exists()
    if user.is_active and not guarded and not request.user.is_authenticated:
        login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")


@never_cache
@require_http_methods(["GET", "HEAD"])
def sent(request):
    """What was sent and what happens now."""
    nomination = Nomination.objects.filter(uuid=request.session.get(SENT)).exclude(state=NominationState.DRAFT).first()
    if nomination is None:
        return redirect("pioneers:nominate")
    own = request.user.is_authenticated and nomination.nominator_id == request.user.pk
    return render(
        request,
        "pioneers/nominate/sent.html",
        {
            "reference": nomination.reference,
            "nominee": nomination.nominee_name,
            "address": nomination.nominator_email,
            "uuid": nomination.uuid if own else None,
        },
    )


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request):
    """Open a draft that has rested, or one from another device: the address, then a code. Whether there is a draft to
    that address is told to nobody who can't read its mail."""
    at = clock.now()
    edition = edition_for_nominating(at)
    if edition is None:
        return redirect("pioneers:nominate")
    device = Device(request)
    resting = device.draft(edition)
    if not device.is_idle(resting, at):
        resting = None
    address = AddressForm(initial={})
    code = CodeForm()
    stage = "code" if request.session.get(REOPENING) else "ask"
    if request.method == "POST":
        do = request.POST.get("do")
        if do != "other" and not ratelimit.consume(request, action="reopen_nomination"):
            return ratelimit.respond_429(request)
        if do == "ask":
            address, stage = _asked(request, edition, resting, at)
        elif do == "code":
            code = CodeForm(request.POST)
            if opened := _opened(request, device, edition, code, at):
                return opened
            stage = "code"
        elif do == "other":
            request.session.pop(REOPENING, None)
            stage = "ask"
    return render(
        request,
        "pioneers/nominate/reopen.html",
        {
            "stage": stage,
            "resting": masked(resting.nominator_email) if resting and resting.nominator_email else "",
            "is_resting": resting is not None,
            "expires_at": resting.draft_expires_at if resting else None,
            "address_form": address,
            "code_form": code,
        },
        status=422 if address.errors or code.errors else 200,
    )


def _asked(request, edition, resting, at):
    """Send the code, if there is a draft to open; say the same either way."""
    draft, form = resting, AddressForm()
    if resting is None or not resting.nominator_email:
        form = AddressForm(request.POST)
        if not form.is_valid():
            return form, "ask"
        draft = newest_draft_at(edition, form.cleaned_data["email"])
    request.session[REOPENING] = str(draft.uuid) if draft else "none"
    if draft is not None:
        with suppress(TooManyCodes):  # then one is under way already; the page says to look for it
            nominators.queue_code_letter(draft, purpose=REOPEN, at=at)
    return form, "code"


def _opened(request, device: Device, edition, form: CodeForm, at):
    """The draft handed over to this device, or None with what is wrong beside the field."""
    if not form.is_valid():
        return None
    reopening = request.session.get(REOPENING)
    draft = None
    if reopening and reopening != "none":
        draft = Nomination.objects.filter(uuid=reopening, edition=edition, state=NominationState.DRAFT).first()
    try:
        if draft is None:
            raise CodeWrong()
        check_code(purpose=REOPEN, about=draft, typed=form.cleaned_data["code"], at=at)
    except Refused as refusal:
        form.add_error("code", str(refusal))
        return None
    request.session.pop(REOPENING, None)
    if device.user:
        claim_draft(draft=draft, user=device.user, at=at)
        return redirect("pioneers:nominate")
    transfer_draft(draft=draft, key_hash=device.renew_key(), at=at)
    return device.remember(redirect("pioneers:nominate"))


@never_cache
@require_POST
def forget(request):
    """This device forgets the draft; the address typed in it can open it elsewhere."""
    at = clock.now()
    edition = edition_for_nominating(at)
    if edition is None:
        raise Http404
    device = Device(request)
    draft = device.draft(edition)
    if draft is not None and draft.nominator_id is None:
        clear_device(draft=draft, at=at)
    for key in (CONFIRMING, SENT, REOPENING):
        request.session.pop(key, None)
    return clear_storage(Device.forget(redirect("pioneers:forgotten")))


@require_http_methods(["GET", "HEAD"])
def forgotten(request):
    """Says that nothing of the draft is left on this device."""
    return render(request, "pioneers/nominate/forgotten.html")
