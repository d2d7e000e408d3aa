"""Staying in English: what a visitor answers who was offered the page in another language."""

from django.conf import settings
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.core.languages import localised_path, remember_choice


@require_safe
@never_cache
def stay_in_english(request):
    """Remembers in a cookie that English will do, and goes back to the page (`next`) if it is one of ours."""
    back = request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ) and back.startswith("/")
    response = redirect(back if ours else localised_path("/"))
    remember_choice(response, settings.LANGUAGE_CODE)
    return response
