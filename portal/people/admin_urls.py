"""Addresses of the Wagtail admin that give way: its own users, groups, sign-in, passwords and the texts of its scripts.
Included before it."""

from django.http import Http404
from django.urls import path, re_path
from wagtail.admin.auth import require_admin_access

from portal.desk.views.script_texts import script_texts
from portal.people.views.staff import StaffAccountView, redirect_to_sign_in


def gone(request, **_kwargs):
    raise Http404


urlpatterns = [
    path("login/", redirect_to_sign_in),
    path("jsi18n/", script_texts),
    path("account/", require_admin_access(StaffAccountView.as_view())),
    re_path(r"^(?:users|groups|password_reset|bulk/people/user|bulk/auth/group)(?:/.*)?$", gone),
]
