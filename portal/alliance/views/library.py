"""The library: what members read, and being told of it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.alliance.actions.subscriptions import subscribe_to_library, unsubscribe_from_library
from portal.alliance.filters import LibraryFilter
from portal.alliance.forms.library import SubscriptionForm
from portal.alliance.models import Publication
from portal.alliance.queries.publications import publication_lines, publication_view, published_publications
from portal.alliance.queries.subscriptions import own_subscription
from portal.alliance.views.access import members_page
from portal.cities.views.access import city_page
from portal.core import clock
from portal.membership.queries.access import reads_member_pages
from portal.people.access import signed_in

PAGE_SIZE = 20


@require_safe
@members_page
def library(request):
    """What is published, newest first, filtered."""
    chosen = LibraryFilter(request.GET, queryset=published_publications())
    page = Paginator(chosen.qs.prefetch_related("themes"), PAGE_SIZE).get_page(request.GET.get("page"))
    page.object_list = publication_lines(page.object_list)
    subscription = own_subscription(request.user)
    return render(request, "alliance/library.html", {"filter": chosen, "page": page, "subscription": subscription})


@require_safe
@members_page
def publication(request, uuid):
    """One publication, with its files."""
    found: Publication = get_object_or_404(published_publications().prefetch_related("themes"), uuid=uuid)
    return render(request, "alliance/publication.html", {"publication": publication_view(found)})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in
def subscription(request):
    """Choose what to be told of. Whoever lost the right to read can still stop the e-mails here."""
    own, reads = own_subscription(request.user), reads_member_pages(request.user, clock.now())
    if not reads and (own is None or request.method == "POST"):
        raise Http404
    typed = request.POST if request.method == "POST" else None
    form = SubscriptionForm(typed, initial={"themes": own.themes.all() if own else []})
    if request.method == "POST" and form.is_valid():
        subscribe_to_library(themes=form.cleaned_data["themes"], by=request.user, at=clock.now())
        messages.success(request, _("You get an e-mail when something is published."))
        return redirect("alliance:library")
    return render(request, "alliance/subscription.html", {"form": form, "subscription": own, "reads": reads})


@require_POST
@signed_in
def unsubscribe(request):
    """Stops the e-mails."""
    unsubscribe_from_library(by=request.user, at=clock.now())
    messages.success(request, _("You no longer get e-mails about the library."))
    reads = reads_member_pages(request.user, clock.now())
    return redirect("alliance:library" if reads else "people:account")


@require_safe
@city_page()
def city_library(request, city):
    """The way to the library from a city's own pages."""
    return redirect("alliance:library")
