"""The door of the admin: for the secretariat alone."""

from django.http import Http404

DOOR = "/admin/"


class StaffDoorMiddleware:
    """Someone signed in without a staff role finds nothing behind /admin/: 404, whatever the page. Visitors are sent to
    sign in, by Wagtail. (Wagtail itself would tell them that they lack permission, and so that there is something.)"""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.path_info.startswith(DOOR):
            return
        user = request.user
        if user.is_authenticated and not user.has_perm("wagtailadmin.access_admin"):
            raise Http404
        return
