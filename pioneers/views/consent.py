"""The lasting page of a nominee or guardian. Opening it changes nothing; each answer is a POST."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from pioneers.actions.birth_dates import ask_birth_date_correction
from pioneers.actions.consent import (
    accept_nomination,
    answer_as_guardian,
    declare_no_safe_guardian,
    decline_nomination,
    name_guardian,
    withdraw_consent,
)
from pioneers.actions.files import remove_portrait, store_portrait
from pioneers.actions.renewals import renew_consent
from pioneers.actions.visibility import set_visibility
from pioneers.files import ATTACHMENT, PORTRAIT
from pioneers.forms.consent import (
    AcceptForm,
    CorrectionForm,
    GuardianForm,
    KnownAgeForm,
    NoSafeGuardianForm,
    PortraitForm,
    ShownForm,
)
from pioneers.letters.context import CONSENT_LINK
from pioneers.models import Nomination
from pioneers.queries.consents import ConsentView, consent_view, open_request
from portal.core import clock
from portal.core.errors import Refused
from portal.documents.purposes import purpose_of
from portal.documents.queries.files import files_of_many
from portal.mail.links import LinkExpired, LinkUnknown, close_links, landing, open_link, opened_link

FORMS = {
    "accept": AcceptForm,
    "correct": CorrectionForm,
    "guardian": GuardianForm,
    "no_guardian": NoSafeGuardianForm,
    "shown": ShownForm,
    "portrait": PortraitForm,
}
# Which named part of the page an answer belongs to, so that the reader lands there again.
PARTS = {"correct": "birth", "shown": "shown", "portrait": "picture", "remove_portrait": "picture"}


@never_cache
@require_safe
def consent_link(request, token):
    """The address in the letter: the token moves into the session, and the reader to an address without it."""
    try:
        opened = open_link(request, CONSENT_LINK, token, clock.now())
    except (LinkUnknown, LinkExpired) as refusal:
        return _without_referrer(render(request, "pioneers/consent/unknown.html", {"refusal": refusal}, status=404))
    return _without_referrer(redirect(landing(opened)))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def consent_page(request):
    """Everything held about the nominee, their answer, and what may be shown."""
    at = clock.now()
    opened = opened_link(request, CONSENT_LINK, at=at)
    asked = opened and open_request(opened.about_uuid)
    if asked is None:
        return _without_referrer(
            render(request, "pioneers/consent/unknown.html", {"refusal": LinkUnknown()}, status=404)
        )
    if request.method == "POST":
        return _without_referrer(_answered(request, asked, at))
    return _without_referrer(_page(request, asked, at))


def _answered(request, asked, at):
    do = request.POST.get("do", "")
    form_class = _form_class(do, asked)
    form = form_class(request.POST, request.FILES) if form_class else None
    if form is not None and not form.is_valid():
        return _page(request, asked, at, bound={do: form}, status=422)
    try:
        _act(asked, do, form.cleaned_data if form else {}, at)
    except Refused as refusal:
        if form is not None:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
            return _page(request, asked, at, bound={do: form}, status=422)
        return _page(request, asked, at, notice=str(refusal), status=422)
    part = PARTS.get(do, "")
    query = {**({"about": request.GET["about"]} if "about" in request.GET else {}), "done": do}
    return HttpResponseRedirect(f"{reverse('pioneers:consent_page')}?{urlencode(query)}" + (f"#{part}" if part else ""))


def _form_class(do: str, asked):
    known = do == "accept" and asked.nominee.person.birth_date is not None
    return KnownAgeForm if known else FORMS.get(do)


def _act(asked, do: str, answers: dict, at) -> None:
    """One answer, one action."""
    language = get_language()
    match do:
        case "accept":
            accept_nomination(request=asked, birth_date=answers["birth_date"], language=language, at=at)
        case "decline":
            decline_nomination(request=asked, at=at)
        case "withdraw":
            withdraw_consent(request=asked, at=at)
        case "correct":
            ask_birth_date_correction(request=asked, birth_date=answers["birth_date"], note=answers["note"], at=at)
        case "renew":
            renew_consent(request=asked, language=language, at=at)
        case "guardian":
            name_guardian(request=asked, name=answers["name"], email=answers["email"], language=language, at=at)
        case "no_guardian":
            declare_no_safe_guardian(request=asked, note=answers["note"], at=at)
        case "guardian_accept" | "guardian_decline":
            answer_as_guardian(request=asked, accept=do == "guardian_accept", language=language, at=at)
        case "shown":
            set_visibility(request=asked, language=language, at=at, **answers)
        case "portrait":
            store_portrait(request=asked, upload=answers["picture"], at=at)
        case "remove_portrait":
            remove_portrait(request=asked, at=at)
        case _:
            raise Http404


def _page(request, asked, at, *, bound=None, notice="", status=200):
    view = consent_view(asked, at)
    bound = bound or {}
    nominations = view.nominations
    files = files_of_many(
        Nomination._meta.label_lower, [nomination.uuid for nomination in nominations], ATTACHMENT, accepted_only=True
    )
    return render(
        request,
        "pioneers/consent/guardian.html" if view.is_guardian else "pioneers/consent/nominee.html",
        {
            "view": view,
            "told": [(nomination, files[nomination.uuid]) for nomination in nominations],
            "accept_form": bound.get("accept") or AcceptForm(),
            "correction_form": bound.get("correct") or CorrectionForm(),
            "guardian_form": bound.get("guardian") or GuardianForm(),
            "no_guardian_form": bound.get("no_guardian") or NoSafeGuardianForm(),
            "shown_form": bound.get("shown") or ShownForm(initial=_shown(view)),
            "portrait_form": bound.get("portrait") or PortraitForm(),
            "portrait_purpose": purpose_of(PORTRAIT),
            "notice": notice,
            # The address still names the answer before: what is refused now must not look done.
            "done": _done_words(request.GET.get("done"), view) if request.method == "GET" else "",
        },
        status=status,
    )


def _shown(view: ConsentView) -> dict:
    return {
        name: getattr(view, name)
        for name in ("shown_as", "pen_name", "place", "school", "shows_place", "shows_school", "shows_picture")
    }


def _done_words(done: str | None, view: ConsentView) -> str:
    """What has just been done, in a sentence."""
    return {
        "shown": _("Your choices about what can be shown are saved."),
        "portrait": _("The picture is saved. It is shown only if you switch it on."),
        "remove_portrait": _("The picture is deleted."),
        "correct": _("We have your request. Everything stays as it is until somebody has looked at it."),
        "renew": _("Your consent is renewed."),
        "guardian": _("We have e-mailed your guardian."),
    }.get(done or "", "")


def _without_referrer(response):
    """No address of ours is passed on. Not `no-referrer`: with that a browser posts forms as from `Origin: null`, and
    the check against forgery would turn every answer away."""
    response["Referrer-Policy"] = "strict-origin"
    return response


@never_cache
@require_http_methods(["POST"])
def close_consent(request):
    """Close the page on this device: the letter opens it again."""
    close_links(request)
    return redirect("/")
