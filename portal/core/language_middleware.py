"""A page asked for in a language that is known but not offered is answered in English, at the address asked for."""

from django.conf import settings
from django.utils import translation
from django.utils.deprecation import MiddlewareMixin

from portal.core.languages import (
    CHOICE_COOKIE,
    came_from_another,
    is_offered,
    remember_choice,
    requested_language,
    split_path,
)


class OfferedLanguageMiddleware(MiddlewareMixin):
    """Comes right after Django's LocaleMiddleware, which has activated the language of the address.

    From here on the request is one for the English address: the same view answers it, forms and links lead to English
    addresses. `request.requested_language` is what was asked for; the page says so at its top. Search engines are
    told to leave such an answer out.

    Somebody who goes from another language to an English page has chosen English, and is not asked again.
    """

    def process_request(self, request):
        request.requested_language = ""
        if is_offered(request.LANGUAGE_CODE.split("-")[0]):
            return
        translation.activate(settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = settings.LANGUAGE_CODE
        language, path = split_path(request.path_info)
        if language != settings.LANGUAGE_CODE:
            request.requested_language = language
            request.path = request.path.removesuffix(request.path_info) + path
            request.path_info = path

    def process_response(self, request, response):
        if requested_language(request):
            response["X-Robots-Tag"] = "noindex"
        elif response.get("Content-Type", "").startswith("text/html") and self._chose_english(request):
            remember_choice(response, settings.LANGUAGE_CODE)
        return response

    def _chose_english(self, request) -> bool:
        return (
            translation.get_language() == settings.LANGUAGE_CODE
            and CHOICE_COOKIE not in request.COOKIES
            and settings.SESSION_COOKIE_NAME not in request.COOKIES
            and came_from_another(request)
        )
