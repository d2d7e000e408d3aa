"""Screens of accounts and people in the Wagtail admin; Wagtail's own of users and groups give way to them."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup

from portal.people import sidebar  # noqa: F401  its template tag takes the place of Wagtail's
from portal.people.admin.accounts import AccountViewSet, InvitationViewSet
from portal.people.admin.persons import PersonViewSet

OURS_INSTEAD = ("users", "groups")


class PeopleGroup(ViewSetGroup):
    menu_label = _("People")
    menu_icon = "group"
    menu_order = 900
    items = (PersonViewSet, AccountViewSet, InvitationViewSet)


@hooks.register("register_admin_viewset")
def people():
    return PeopleGroup()


@hooks.register("construct_settings_menu")
def without_users_and_groups(request, menu_items):
    menu_items[:] = [item for item in menu_items if item.name not in OURS_INSTEAD]


@hooks.register("register_account_menu_item")
def own_pages(request):
    """From the admin's own settings to one's account: name, address, password and passkeys are kept there."""
    return {
        "url": reverse("people:account"),
        "label": _("Your account"),
        "help_text": _("Name, e-mail address, password and passkeys."),
    }
