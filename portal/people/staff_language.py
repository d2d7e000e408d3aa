"""The language of the staff screens, also where the admin answers before it has looked at who asks: a wrong address."""

from django.urls import reverse
from django.utils import translation


class StaffLanguageMiddleware:
    """Answers below the admin's address in the language its reader chose for these screens. Wagtail chooses it itself
    for the pages it finds, from the same profile, so this asks the database nothing more."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path.startswith(reverse("wagtailadmin_home")) or not request.user.is_authenticated:
            return self.get_response(request)
        profile = getattr(request.user, "wagtail_userprofile", None)
        chosen = profile.get_preferred_language() if profile else translation.get_language()
        with translation.override(chosen):
            return self.get_response(request)
