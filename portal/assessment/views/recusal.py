"""Saying "I know them"."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.assessment.actions.recusals import recuse_reviewer
from portal.assessment.forms.recusal import ReviewerRecusalForm
from portal.assessment.models import Entry
from portal.assessment.queries.reading import entry_of, reading_of
from portal.assessment.queries.reviews import own_review
from portal.core.clock import now
from portal.core.errors import NotAllowed
from portal.people.access import signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in
def recuse(request, uuid):
    """Tells what declaring a conflict of interest means, asks for the kind of reason, and does it."""
    at = now()
    form = ReviewerRecusalForm(request.POST if request.method == "POST" else None)
    entry = entry_of(request.user, uuid, at)
    if entry is None and request.method == "POST" and _is_recused(request.user, uuid):
        return redirect("assessment:queue")  # sent twice: it is done
    reading = reading_of(entry, request.user, at, language=get_language()) if entry else None
    if reading is None:
        raise Http404
    if request.method == "POST" and form.is_valid():
        try:
            recuse_reviewer(entry=entry, by=request.user, at=at, **form.cleaned_data)
        except NotAllowed:
            raise Http404 from None
        messages.success(
            request,
            _("You have declared a conflict of interest for %(reference)s. Thank you for telling us.")
            % {"reference": reading.reference},
        )
        return redirect("assessment:queue")
    context = {"form": form, "reading": reading, "stored": own_review(entry, request.user)}
    return render(request, "assessment/recuse.html", context)


def _is_recused(user, uuid) -> bool:
    return Entry.objects.filter(uuid=uuid, recusals__reviewer=user, recusals__lifted_at=None).exists()
