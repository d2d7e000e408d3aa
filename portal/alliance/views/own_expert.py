"""An expert's own page: reached by the link in an e-mail, or signed in with the address of the entry."""

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.alliance.actions.expert_requests import answer_expert_request, close_expert_request
from portal.alliance.actions.experts import hide_expert, remove_expert, show_expert, update_expert
from portal.alliance.forms.experts import ExpertEntryForm
from portal.alliance.letters import EXPERT_LINK
from portal.alliance.models import Expert, ExpertRequest
from portal.alliance.queries.experts import expert_request_views, own_expert
from portal.alliance.states import ExpertState
from portal.core import clock
from portal.core.errors import Refused
from portal.mail.links import opened_link
from portal.mail.views.links import discreet


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def own(request):
    """Read what is shown; agree, hide, change, erase; answer questions. Only a POST changes anything."""
    expert = _expert_of(request)
    if expert is None:
        return discreet(render(request, "mail/link_needed.html", status=403))
    form = ExpertEntryForm(initial=ExpertEntryForm.initial_of(expert))
    if request.method == "POST":
        step = request.POST.get("step", "")
        if step == "change":
            form = ExpertEntryForm(request.POST)
            if form.is_valid():
                update_expert(expert=expert, at=clock.now(), **form.answers)
                messages.success(request, _("Your entry is saved."))
                return discreet(redirect(request.get_full_path()))
        elif step == "erase":
            remove_expert(expert=expert, by=None, at=clock.now())
            return discreet(render(request, "alliance/expert_erased.html"))
        else:
            _perform(step, expert, request)
            return discreet(redirect(request.get_full_path()))
    context = {
        "expert": expert,
        "state": ExpertState(expert.state),
        "form": form,
        "questions": expert_request_views(expert),
    }
    return discreet(render(request, "alliance/own_expert.html", context))


def _expert_of(request: HttpRequest) -> Expert | None:
    link = opened_link(request, EXPERT_LINK)
    found = Expert.objects.filter(uuid=link.about_uuid).first() if link else None
    return found or own_expert(request.user)


def _perform(step: str, expert: Expert, request: HttpRequest) -> None:
    """One of the small steps; what is refused is said on the page."""
    at = clock.now()
    try:
        if step == "show":
            show_expert(expert=expert, at=at)
            messages.success(request, _("Cities can find you now."))
        elif step == "hide":
            hide_expert(expert=expert, at=at)
            messages.success(request, _("Nobody finds you any more."))
        elif step in ("answer", "close"):
            asked = get_object_or_404(
                ExpertRequest.objects.select_related("city", "expert"),
                uuid=request.POST.get("question"),
                expert=expert,
            )
            if step == "answer":
                answer_expert_request(request=asked, answer=request.POST.get("answer", ""), at=at)
                messages.success(request, _("Your answer is sent to the city."))
            else:
                close_expert_request(request=asked, by=None, at=at)
                messages.success(request, _("The question is closed."))
    except Refused as refusal:
        messages.error(request, str(refusal))
