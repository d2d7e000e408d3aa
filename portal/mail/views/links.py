"""What happens when someone opens a link from a letter, and when that link has expired."""

from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from portal.core import clock
from portal.mail.actions.fresh_link import send_fresh_link
from portal.mail.errors import TooManyLinks
from portal.mail.links import LinkExpired, LinkUnknown, landing, open_link, opened_link


def discreet(response: HttpResponse) -> HttpResponse:
    """A page whose address holds a token is not passed on as a referrer, not kept, not indexed.

    `strict-origin` and not `no-referrer`: under that one a browser says `Origin: null` with every form it posts, and
    the check against forgery turns the reader's own answer away.
    """
    response["Referrer-Policy"] = "strict-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@method_decorator(never_cache, name="dispatch")
class EnterLinkView(View):
    """The address in a letter. Takes the token into the session and sends the reader on to the page without it.

    `path("consent/<str:token>/", EnterLinkView.as_view(purpose="pioneers.consent"), name="consent")`, with the page
    registered for the purpose guarded by `link_required`. Mail scanners may open it as often as they like.
    """

    purpose = ""
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, token: str, **kwargs) -> HttpResponse:
        try:
            opened = open_link(request, self.purpose, token)
        except LinkExpired:
            context = {"token": token, "purpose": self.purpose, "refusal": ""}
            return discreet(render(request, "mail/link_expired.html", context, status=410))
        except LinkUnknown as refusal:
            return link_unknown(request, refusal)
        return discreet(redirect(landing(opened)))


def link_required(purpose: str):
    """Guards a page reached by a link: hands it `request.link` (an OpenedLink), else says how to get there.

    A page about one of several nouns passes its uuid in the address as `about`; the last opened link is taken
    otherwise.
    """

    def guard(view):
        @wraps(view)
        @never_cache
        def guarded(request: HttpRequest, *args, **kwargs):
            request.link = opened_link(request, purpose, kwargs.get("about"))
            if request.link is None:
                return discreet(render(request, "mail/link_needed.html", status=403))
            return discreet(view(request, *args, **kwargs))

        return guarded

    return guard


def link_unknown(request: HttpRequest, refusal: LinkUnknown) -> HttpResponse:
    """The plain page for an altered or shortened address. It says nothing of whether there ever was such a link."""
    return discreet(render(request, "mail/link_unknown.html", {"refusal": refusal}, status=404))


@method_decorator([never_cache, sensitive_post_parameters("token")], name="dispatch")
class FreshLinkView(View):
    """Where the button of the expired page posts to."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        token, purpose = request.POST.get("token", ""), request.POST.get("purpose", "")
        try:
            send_fresh_link(purpose=purpose, token=token, at=clock.now())
        except TooManyLinks as refusal:
            context = {"token": token, "purpose": purpose, "refusal": refusal}
            return discreet(render(request, "mail/link_expired.html", context, status=429))
        except (LinkUnknown, KeyError):
            return link_unknown(request, LinkUnknown())
        return discreet(redirect(reverse("mail:fresh_link_sent")))


@method_decorator(never_cache, name="dispatch")
class FreshLinkSentView(View):
    """Says that the fresh link is on its way. Names no address: whoever pressed may not be its owner."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "mail/fresh_link_sent.html")
