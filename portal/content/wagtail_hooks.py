"""Editing in the Wagtail admin: menus, the texts at the foot, help, and no bar on public pages."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from portal.content.models import Menu, SiteTexts
from portal.content.views.staff_help import StaffHelpView


class MenuViewSet(SnippetViewSet):
    model = Menu
    icon = "list-ul"
    menu_label = _("Menus")
    list_display = ["__str__", "locale"]


class SiteTextsViewSet(SnippetViewSet):
    model = SiteTexts
    icon = "pilcrow"
    menu_label = _("Texts at the foot")
    list_display = ["about", "locale"]


class AroundPagesGroup(SnippetViewSetGroup):
    """Head and foot of every page."""

    items = (MenuViewSet, SiteTextsViewSet)
    menu_label = _("Head and foot")
    menu_icon = "site"
    menu_order = 250


register_snippet(AroundPagesGroup)


@hooks.register("register_admin_urls")
def help_addresses():
    return [
        path("help/", StaffHelpView.as_view(), name="staff_help"),
        path("help/<slug:role>/", StaffHelpView.as_view(), name="staff_help_for"),
    ]


@hooks.register("register_admin_menu_item")
def help_menu_item():
    # Wagtail has an item of the name `help`, which the secretariat's menu leaves out.
    return MenuItem(_("Help"), reverse("staff_help"), name="our_help", icon_name="help", order=10100)


@hooks.register("construct_wagtail_userbar")
def no_userbar(request, items, page):
    """Public pages carry nothing of one visitor: the bar's items go, and our templates never draw it."""
    items.clear()
