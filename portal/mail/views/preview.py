"""The masked HTML of a letter, for the frame in its staff page."""

from django.http import HttpRequest, HttpResponse
from django.views import View

from portal.adminkit.views.mixins import RecordScreen
from portal.mail.placeholders import hidden
from portal.mail.views.framing import framed


class LetterHtmlView(RecordScreen, View):
    """Reads through the same query as the page around it. Secrets are dots and links lead nowhere."""

    model = None
    viewset = None

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        letter = self.get_object()
        return framed(hidden(letter.html, letter.uuid))
