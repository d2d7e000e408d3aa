"""The entry beside the rubric: reading, a draft kept as it is typed, submitting, and changing one's mind."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from portal.assessment.actions.reviews import reopen_review, save_review_draft, submit_review
from portal.assessment.errors import AlreadySubmitted
from portal.assessment.forms.review import ReviewForm, new_edit_token
from portal.assessment.models import Review
from portal.assessment.queries.queue import next_assignment, progress_of
from portal.assessment.queries.reading import entry_of, reading_of, rubric_of
from portal.assessment.queries.reviews import own_review, reviews_of
from portal.assessment.states import ReviewState
from portal.core.clock import now
from portal.core.errors import EditConflict, NotAllowed, Refused
from portal.people.access import redirect_to_sign_in_page, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def review_entry(request, uuid):
    """GET shows the entry and the reviewer's own review. POST saves it (`do=save`) or submits it (`do=submit`).

    Whatever is refused, the page comes back with everything that was typed.
    """
    if not request.user.is_authenticated:
        return _signed_out(request)
    at = now()
    entry, reading = _found(request, uuid, at)
    stored = own_review(entry, request.user)
    if request.method != "POST":
        return _page(request, entry, reading, stored, ReviewForm(reading=reading, stored=stored), at)
    submitting = request.POST.get("do") == "submit"
    form = ReviewForm(request.POST, reading=reading, stored=stored, submitting=submitting)
    complete = form.is_valid()
    if not form.storable:
        return _page(request, entry, reading, stored, form, at)
    keep = submit_review if submitting and complete else save_review_draft
    try:
        keep(entry=entry, answers=form.answers(), by=request.user, at=at, **form.edit_token())
    except NotAllowed:
        raise Http404 from None
    except (EditConflict, AlreadySubmitted) as refused:
        stored = own_review(entry, request.user)
        form = form.following(stored)
        return _page(request, entry, reading, stored, form, at, refusal=str(refused), conflict=True, status=409)
    except Refused as refused:
        return _page(request, entry, reading, stored, form, at, refusal=str(refused), status=409)
    if not complete:
        stored = own_review(entry, request.user)
        return _page(request, entry, reading, stored, _renewed(form, stored), at)
    if submitting:
        messages.success(request, _("Your review is submitted. Thank you."))
        return redirect("assessment:review", uuid=uuid)
    messages.success(request, _("Your draft is saved."))
    return redirect("assessment:review", uuid=uuid)


@require_POST
@never_cache
def save_draft(request, uuid):
    """Keeps the form as it is typed, for autosave.js: 200 with the new version, 401 signed out, 404 not (any more)
    theirs, 409 overtaken or closed, 422 something that can't be kept."""
    if not request.user.is_authenticated:
        return _message(_("You have been signed out. What you typed is still in this window."), status=401)
    at = now()
    entry = entry_of(request.user, uuid, at)
    if entry is None:
        return _message(_("This entry is no longer assigned to you, so nothing was saved."), status=404)
    form = ReviewForm(request.POST, reading=rubric_of(entry, request.user, at), stored=None)
    if not form.is_valid():
        return JsonResponse({"saved": False, "errors": form.errors}, status=422)
    try:
        review = save_review_draft(entry=entry, answers=form.answers(), by=request.user, at=at, **form.edit_token())
    except NotAllowed as refused:
        return _message(str(refused), status=404)
    except Refused as refused:
        return _message(f"{refused} {_('What you typed was not saved, but it is still in this window.')}", status=409)
    return JsonResponse({"saved": True, "version": review.version, "at": review.saved_at.isoformat()})


@require_POST
@never_cache
@signed_in
def reopen(request, uuid):
    """Makes the reviewer's submitted review a draft again."""
    at = now()
    entry = entry_of(request.user, uuid, at)
    review = Review.objects.filter(entry=entry, reviewer=request.user).first() if entry else None
    if review is None:
        raise Http404
    try:
        reopen_review(review=review, by=request.user, at=at)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.warning(request, _("Your review is a draft again. It counts once you submit it."))
    return redirect("assessment:review", uuid=uuid)


def _found(request, uuid, at):
    """The entry and what its source says of it; 404 unless it is this reviewer's to read."""
    entry = entry_of(request.user, uuid, at)
    reading = reading_of(entry, request.user, at, language=get_language()) if entry else None
    if reading is None:
        raise Http404
    return entry, reading


def _renewed(form: ReviewForm, stored) -> ReviewForm:
    """The form with its errors, carrying the version that was just saved and a mark of its own: a browser that sends
    the old page again (reload) is then another page, and overwrites nothing."""
    data = form.data.copy()
    data["version"], data["tab"] = str(stored.version if stored else 0), new_edit_token()
    renewed = ReviewForm(data, reading=form.reading, stored=None, submitting=form.submitting)
    renewed.is_valid()
    return renewed


def _page(request, entry, reading, stored, form, at, *, refusal="", conflict=False, status=200):
    submitted = stored is not None and stored.state == ReviewState.SUBMITTED
    takes = reading.round.takes_reviews and not reading.finished
    progress = progress_of(request.user, at, entry.round)
    return render(
        request,
        "assessment/review.html",
        {
            "reading": reading,
            "stored": stored,
            "saved_at": stored.saved_at if stored else None,
            "form": form,
            "takes": takes,
            # A form in which something typed was refused is shown again even when the round takes no more.
            "shows_form": form.is_bound or (takes and not submitted),
            "others": [review for review in reviews_of(entry, request.user, at) if not review.is_own],
            "next_uuid": next_assignment(request.user, entry, at),
            "progress": progress[0] if progress else None,
            "refusal": refusal,
            "conflict": conflict,
        },
        status=status,
    )


def _message(message, *, status):
    return JsonResponse({"saved": False, "message": message}, status=status)


def _signed_out(request):
    """A visitor is sent to sign in; what someone typed before their session ended is shown to them once more."""
    if request.method != "POST":
        return redirect_to_sign_in_page(request)
    typed = {"comment": request.POST.get("comment", ""), "feedback": request.POST.get("feedback", "")}
    return render(request, "assessment/signed_out.html", {"typed": typed}, status=401)
