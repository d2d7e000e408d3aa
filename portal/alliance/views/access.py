"""Who may open a page for members: a visitor is sent to sign in, someone signed in without the right gets 404."""

from functools import wraps

from django.http import Http404
from django.views.decorators.cache import never_cache

from portal.core import clock
from portal.membership.queries.access import reads_member_pages
from portal.people.access import redirect_to_sign_in_page


def members_page(view):
    """A view for everyone of a member city whose pages for members are open, and the secretariat."""

    @wraps(view)
    @never_cache
    def guarded(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_sign_in_page(request)
        if not reads_member_pages(request.user, clock.now()):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
