"""Search over stories and pages. People and records are never in it."""

from django.core.paginator import Paginator
from django.shortcuts import render
from wagtail.models import Locale

from portal.content.forms.search import SearchForm
from portal.content.queries import pages

PAGE_SIZE = 10


def search(request):
    """The search page: `?q=` words, `?kind=` story or page. Nothing asked shows the empty field."""
    form = SearchForm(request.GET or None)
    context = {"form": form, "text": "", "page": None, "results": [], "count": None}
    if form.is_valid() and form.cleaned_data["q"]:
        text = form.cleaned_data["q"]
        results = pages.search(text, Locale.get_active().pk, form.cleaned_data["kind"])
        page = Paginator(results, PAGE_SIZE).get_page(request.GET.get("page"))
        found = pages.found(page.object_list, request)
        context |= {"text": text, "page": page, "results": found, "count": page.paginator.count}
    return render(request, "content/search.html", context)
