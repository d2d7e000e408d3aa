"""Nothing of what somebody typed stays in a browser they have signed out of.

The pages keep what is typed and not saved yet in the browser (portal/static/portal/js/draft-copies.js). Signing
out, and removing a draft from a device, tell the browser to let go of it.
"""

from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver


def clear_storage(response):
    """Tell the browser to drop all it keeps for this site besides cookies."""
    response["Clear-Site-Data"] = '"storage"'
    return response


@receiver(user_logged_out, dispatch_uid="portal.people.clear_storage")
def _remember_signing_out(sender, request, **kwargs):
    if request is not None:
        request.has_signed_out = True


class ClearStorageMiddleware:
    """Whatever signs someone out: its answer clears the browser's copies."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        return clear_storage(response) if getattr(request, "has_signed_out", False) else response
