"""Who may open a view: a visitor is sent to sign in, someone signed in without the right gets 404.

>>> @allowed("grants.decide_application", lambda request, uuid: get_object_or_404(Application, uuid=uuid))
... def decide(request, application): ...
"""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.urls import reverse


def redirect_to_sign_in_page(request):
    """Sends a visitor to sign in and back here afterwards (to the page they came from, if this was no page)."""
    back = request.get_full_path() if request.method in ("GET", "HEAD") else request.path
    return redirect_to_login(back, login_url=reverse("account_login"))


def signed_in(view):
    """A view for whoever has signed in."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_sign_in_page(request)
        return view(request, *args, **kwargs)

    return guarded


def allowed(permission: str, get_object: Callable | None = None):
    """A view for whoever holds a permission, on the object `get_object(request, **kwargs)` finds, if given.

    The object then takes the place of the address's arguments. A visitor is sent to sign in before anything is looked
    up, so that addresses betray nothing.
    """

    def decorator(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.is_authenticated:
                return redirect_to_sign_in_page(request)
            if get_object is None:
                if not request.user.has_perm(permission):
                    raise Http404
                return view(request, *args, **kwargs)
            found = get_object(request, *args, **kwargs)
            if not request.user.has_perm(permission, found):
                raise Http404
            return view(request, found)

        return guarded

    return decorator
