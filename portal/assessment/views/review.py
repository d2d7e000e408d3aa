"""The entry beside the rubric: reading, a draft kept as it is typed, submitting, and changing one's mind."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from portal.assessment.actions.reviews import reopen_review, review_fields, save_review_draft, submit_review
from portal.assessment.errors import AlreadySubmitted
from portal.assessment.forms.review import ReviewForm, initial_of, stored_fields
from portal.assessment.models import Review
from portal.assessment.queries.queue import next_assignment, progress_of
from portal.assessment.queries.reading import entry_of, entry_sent, reading_of, rubric_of
from portal.assessment.queries.reviews import own_review, reviews_of
from portal.assessment.states import ReviewState
from portal.core.clock import now
from portal.core.errors import EditConflict, NotAllowed, Refused
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
from portal.core.merge import merge, pack
from portal.people.access import redirect_to_sign_in_page, signed_in

REVIEW = "assessment:review"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def review_entry(request, uuid):
    """GET shows the entry and the reviewer's own review. POST saves it (`do=save`) or submits it (`do=submit`).

    Whatever is refused, the page comes back with everything that was typed.
    """
    if not request.user.is_authenticated:
        return _signed_out(request)
    at = now()
    if request.method == "POST":
        return _posted(request, uuid, at)
    entry, reading = _found(request, uuid, at)
    stored = own_review(entry, request.user)
    if data := held_form(request, request.GET.get("held", "")):
        form = ReviewForm(data, reading=reading, stored=stored)
        if form.is_valid() and (clashes := _clashes(request, form, stored)):
            return conflict_response(
                request,
                heading=reading.view.title,
                action=reverse("assessment:review", args=[uuid]),
                token=request.GET["held"],
                version=stored.version,
                fields=form.words(clashes, stored),
            )
        return redirect("assessment:review", uuid=uuid)
    if "check" in request.GET and stored and stored.state == ReviewState.DRAFT:
        form = ReviewForm(initial_of(stored), reading=reading, stored=stored, submitting=True)
        form.is_valid()
        return _page(request, entry, reading, stored, form, at)
    return _page(request, entry, reading, stored, ReviewForm(reading=reading, stored=stored), at)


def _clashes(request, form: ReviewForm, stored) -> tuple[str, ...]:
    """The fields that this form and the stored review both changed."""
    page = read_opened_page(request, form.data, form.typed_version)
    try:
        merge(page, review_fields(form.answers()), stored_fields(stored), version=stored.version if stored else 0)
    except EditConflict as conflict:
        return conflict.fields
    return ()


def _posted(request, uuid, at):
    entry = entry_sent(request.user, uuid)
    if entry is None:
        raise Http404
    reading, stored = rubric_of(entry, request.user, at), own_review(entry, request.user)
    do, about, address = request.POST.get("do", "save"), f"review:{entry.uuid}", reverse(REVIEW, args=[entry.uuid])
    if do == "drop-words":
        drop_words(request, about)
        return redirect(f"{address}#review")
    data = sent_form(request)
    if data is None:
        messages.error(request, no_longer_held())
        return redirect(address)
    submitting = do == "submit"
    form = ReviewForm(data, reading=reading, stored=stored, submitting=submitting)
    complete = form.is_valid()
    if not form.storable:
        return _page(request, entry, reading, stored, form, at)
    keep = submit_review if submitting and complete else save_review_draft
    page = read_opened_page(request, data, form.typed_version)
    try:
        review = keep(
            entry=entry, answers=form.answers(), by=request.user, at=at, version=form.typed_version, page=page
        )
    except NotAllowed:
        raise Http404 from None
    except EditConflict:
        if not _clashes(request, form, stored):  # what was submitted is what was seen, and more has been saved since
            messages.warning(request, _("This was changed elsewhere too. Look at it again, then submit it."))
            return _saved(request, entry, form, at, address)
        token = request.POST.get("held") or hold_form(request, data)
        return redirect(f"{address}?held={token}")
    except AlreadySubmitted as refused:
        differing = [name for name in form.fields if name not in ("version", "tab", "base")]
        typed = {one.label: one.mine for one in form.words(differing, stored) if one.mine != one.theirs}
        keep_words(request, about, typed)
        messages.error(request, str(refused))
        return redirect(f"{address}#review")
    except Refused as refused:
        return _page(request, entry, reading, stored, form, at, refusal=str(refused), status=409)
    release_form(request, request.POST.get("held", ""))
    keep_words(request, about, form.labelled(review.merged.not_kept))
    if not complete:
        return redirect(f"{address}?check=1#error-summary")
    if submitting:
        messages.success(request, _("Your review is submitted. Thank you."))
    else:
        messages.success(request, _("Your draft is saved."))
    return redirect(address + chosen_query(request, data))


def _saved(request, entry, form: ReviewForm, at, address: str):
    """Both sides' changes kept in the draft, and the page shown again."""
    page = read_opened_page(request, form.data, form.typed_version)
    save_review_draft(
        entry=entry, answers=form.answers(), by=request.user, at=at, version=form.typed_version, page=page
    )
    return redirect(f"{address}#review")


@require_POST
@never_cache
def save_draft(request, uuid):
    """Keeps the form as it is typed, for autosave.js: 200 with the new version, 401 signed out, 404 not (any more)
    theirs, 409 overtaken or closed, 422 something that can't be kept."""
    if not request.user.is_authenticated:
        return _message(_("You have been signed out. What you typed is still in this window."), status=401)
    at = now()
    entry = entry_sent(request.user, uuid)
    if entry is None:
        return _not_theirs()
    form = ReviewForm(request.POST, reading=rubric_of(entry, request.user, at), stored=None)
    if not form.is_valid():
        return JsonResponse({"saved": False, "errors": form.errors}, status=422)
    try:
        page = read_opened_page(request, request.POST, form.typed_version)
        review = save_review_draft(
            entry=entry, answers=form.answers(), by=request.user, at=at, version=form.typed_version, page=page
        )
    except NotAllowed:
        return _not_theirs()
    except Refused as refused:
        return JsonResponse(not_saved_answer(refused), status=409)
    others = form.labels(review.merged.from_others)
    base = pack(review_fields(form.answers()))
    return JsonResponse(saved_answer(version=review.version, at=review.saved_at, base=base, others=others))


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


def _not_theirs():
    return _message(_("This entry is no longer assigned to you, so nothing was saved."), status=404)


def _found(request, uuid, at):
    """The entry and what its source says of it; 404 unless it is this reviewer's to read."""
    entry = entry_of(request.user, uuid, at)
    reading = reading_of(entry, request.user, at, language=get_language()) if entry else None
    if reading is None:
        raise Http404
    return entry, reading


def _page(request, entry, reading, stored, form, at, *, refusal="", status=200):
    if reading.view is None:
        entry, reading = _found(request, entry.uuid, at)
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
            "saved_by": stored.tab if stored else "",
            "form": form,
            "takes": takes,
            "copy_key": f"review-{entry.uuid}",
            # A form in which something typed was refused is shown again even when the round takes no more.
            "shows_form": form.is_bound or (takes and not submitted),
            "others": [review for review in reviews_of(entry, request.user, at) if not review.is_own],
            "next_uuid": next_assignment(request.user, entry, at),
            "progress": progress[0] if progress else None,
            "refusal": refusal,
            "not_kept": words_not_kept(request, f"review:{entry.uuid}"),
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
