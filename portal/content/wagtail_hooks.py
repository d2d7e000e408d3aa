"""Editing in the Wagtail admin: where Pages opens, one's own pages on the staff home, menus, the texts at the foot,
help, and no bar on public pages."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.sidebar import PageExplorerMenuItem
from wagtail.admin.wagtail_hooks import ExplorerMenuItem
from wagtail.permissions import page_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from portal.content.models import Menu, SiteTexts
from portal.content.queries.own_pages import own_pages
from portal.content.queries.pages import home_for
from portal.content.views.staff_editing import ComparedSettingEditView, ComparedSnippetEditView
from portal.content.views.staff_help import StaffHelpView


class OwnPagesPanel(Component):
    """The pages the viewer submitted or edited last, and what has become of each."""

    name = "content_own_pages"
    template_name = "content/staff/own_pages.html"
    order = 30

    def get_context_data(self, parent_context):
        return {"pages": own_pages(parent_context["request"].user)}


class MenuViewSet(SnippetViewSet):
    model = Menu
    icon = "list-ul"
    menu_label = _("Menus")
    list_display = ["__str__", "locale"]
    edit_view_class, edit_template_name = ComparedSnippetEditView, "content/staff/snippet.html"


class SiteTextsViewSet(SnippetViewSet):
    model = SiteTexts
    icon = "pilcrow"
    menu_label = _("Texts in the footer")
    list_display = ["about", "locale"]
    edit_view_class, edit_template_name = ComparedSnippetEditView, "content/staff/snippet.html"


class AroundPagesGroup(SnippetViewSetGroup):
    """Header and footer of every page."""

    items = (MenuViewSet, SiteTextsViewSet)
    menu_label = _("Header and footer")
    menu_icon = "site"
    menu_order = 250


register_snippet(AroundPagesGroup)


@hooks.register("register_admin_urls", order=-1)
def setting_address():
    # Before Wagtail's own, under the same address.
    edit = ComparedSettingEditView.as_view()
    return [path("settings/<slug:app_name>/<slug:model_name>/<int:pk>/", edit, name="compared_setting")]


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


class PagesMenuItem(ExplorerMenuItem):
    """Pages in the side menu: opens at the site in the language of whoever looks, not above all six of them. The other
    languages are in the switch beside the page's name."""

    def render_component(self, request):
        home = home_for(request.user)
        if home is None or page_permission_policy.explorable_root_instance(request.user) is None:
            return super().render_component(request)
        url = reverse("wagtailadmin_explore", args=[home.pk])
        return PageExplorerMenuItem(
            self.name, self.label, url, home.pk, icon_name=self.icon_name, classname=self.classname
        )


@hooks.register("construct_main_menu")
def pages_open_at_the_site(request, items):
    items[:] = [_opening_at_the_site(item) for item in items]


def _opening_at_the_site(item):
    if item.name != "explorer":
        return item
    return PagesMenuItem(
        item.label, item.url, name=item.name, classname=item.classname, icon_name=item.icon_name, order=item.order
    )


@hooks.register("construct_homepage_panels")
def own_pages_on_the_staff_home(request, panels):
    panels.append(OwnPagesPanel())


@hooks.register("construct_wagtail_userbar")
def no_userbar(request, items, page):
    """Public pages carry nothing of one visitor: the bar's items go, and our templates never draw it."""
    items.clear()
