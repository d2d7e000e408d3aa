"""/dev/mail/: the demo's letter box, so that whoever tries the site can follow links and read codes. Local settings
only (DEV_PAGES)."""

from io import BytesIO

from csp.decorators import csp_update
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.core.normalisation import normalise
from portal.mail.attachments import AttachmentGone, AttachmentNotNow, load_attachment
from portal.mail.models import Letter
from portal.mail.queries.inbox import inbox, inbox_letter, inbox_line
from portal.mail.views.framing import framed

PAGE_SIZE = 25


@never_cache
@require_safe
def inbox_list(request: HttpRequest) -> HttpResponse:
    """Everything sent or waiting, the newest first; `?q=` narrows by recipient."""
    typed = normalise(request.GET.get("q", ""), one_line=True)
    page = Paginator(inbox(typed), PAGE_SIZE).get_page(request.GET.get("page"))
    lines = [inbox_line(letter) for letter in page.object_list]
    return render(request, "mail/inbox/list.html", {"page": page, "lines": lines, "typed": typed})


@never_cache
@require_safe
@csp_update({"frame-src": ["'self'"]})
def inbox_detail(request: HttpRequest, uuid) -> HttpResponse:
    """One letter with its links and codes in the clear."""
    letter = inbox_letter(get_object_or_404(Letter, uuid=uuid))
    return render(request, "mail/inbox/letter.html", {"letter": letter})


@never_cache
@require_safe
def inbox_html(request: HttpRequest, uuid) -> HttpResponse:
    """The HTML of a letter for the frame of its page; its links open outside the frame."""
    letter = inbox_letter(get_object_or_404(Letter, uuid=uuid))
    html = letter.html.replace("<head>", '<head><base target="_top">', 1)
    return framed(html, "allow-popups allow-top-navigation-by-user-activation")


@never_cache
@require_safe
def inbox_file(request: HttpRequest, uuid, number: int) -> HttpResponse:
    """One attachment of a letter, always as a download."""
    letter = get_object_or_404(Letter, uuid=uuid)
    try:
        attachment = load_attachment(letter.attachments[number - 1])
    except (IndexError, AttachmentGone, AttachmentNotNow):
        raise Http404 from None
    return FileResponse(
        BytesIO(attachment.content),
        as_attachment=True,
        filename=attachment.name,
        content_type="application/octet-stream",
    )
