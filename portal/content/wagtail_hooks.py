"""Editing in the Wagtail admin: menus, the texts at the foot, and no bar on public pages."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from portal.content.models import Menu, SiteTexts


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


@hooks.register("construct_wagtail_userbar")
def no_userbar(request, items, page):
    """Public pages carry nothing of one visitor: the bar's items go, and our templates never draw it."""
    items.clear()
