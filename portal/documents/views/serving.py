"""Handing files over. Pages carry `/files/<uuid>/`, which asks for the right each time and sends the browser on to an
address that ends after five minutes. Nothing of it is kept by a cache on the way."""

from django.apps import apps
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import FileResponse, Http404, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from portal.core import clock
from portal.documents.models import PrivateFile
from portal.documents.purposes import registered
from portal.documents.rules import may_open
from portal.documents.states import FileState
from portal.documents.storage.folder import opened
from portal.documents.storage.serving import Serving, storage

# Shown in the page; everything else is saved.
_INLINE = ("application/pdf", "image/jpeg", "image/png")


@require_safe
def open_file(request, uuid):
    """Sends who may open the file on to where it is. Visitors without the right are asked to sign in, others get 404,
    whether the file exists or not."""
    file = PrivateFile.objects.filter(uuid=uuid).exclude(state=FileState.REMOVED).first()
    if file is None or not _may_open(request, file):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("account_login"))
        raise Http404
    small = request.GET.get("size") == "small" and file.small_key
    serving = Serving(file.content_type, _name_of(request, file), inline=_shown_in_page(request, file))
    key = file.small_key if small else file.key
    response = HttpResponseRedirect(storage(file.storage).address(key, serving, file.version))
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_safe
def local_file(request, token):
    """A file on disk, by an address of ours that works for five minutes. A browser may show it; nothing in it runs."""
    try:
        content, serving = opened(token)
    except (signing.BadSignature, FileNotFoundError):
        raise Http404 from None
    response = FileResponse(content, content_type=serving.content_type)
    response["Content-Disposition"] = serving.disposition
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _may_open(request, file: PrivateFile) -> bool:
    known = registered(file.purpose)
    if known is None:
        return False
    about = _about(file)
    at = clock.now()
    looking = [request.user, *(known.viewers(request) if known.viewers else ())]
    return any(may_open(viewer, file, about, at) for viewer in looking)


def _name_of(request, file: PrivateFile) -> str:
    """What the file is called for whoever opens it."""
    known = registered(file.purpose)
    if known is None or known.reading_name is None:
        return file.name
    return known.reading_name(request.user, _about(file), file, clock.now())


def _about(file: PrivateFile):
    """What the file belongs to; None when that is gone."""
    try:
        model = apps.get_model(file.about_kind)
    except LookupError:
        return None
    return model._base_manager.filter(uuid=file.about_uuid).first()


def _shown_in_page(request, file: PrivateFile) -> bool:
    """Only what is accepted, of a type that is safe to show, unless the visitor asked to save it."""
    return file.state == FileState.ACCEPTED and file.content_type in _INLINE and "download" not in request.GET
