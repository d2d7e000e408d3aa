"""Help for those who work on the site: the list of pages, and one page a role. The same for everyone, so kept."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.content.caching import cached_until
from portal.content.queries.help import SITE_ROLES, help_page, help_pages


@cached_until()
def help_list(request):
    return render(request, "content/help/list.html", {"pages": help_pages(SITE_ROLES, get_language())})


@cached_until()
def help_for(request, role: str):
    if role not in SITE_ROLES:
        raise Http404
    others = tuple(other for other in SITE_ROLES if other != role)
    context = {
        "help": help_page(role, get_language()),
        "others": help_pages(others, get_language()),
        "trail": [(_("Help"), reverse("content:help"))],
    }
    return render(request, "content/help/page.html", context)
