"""What hangs on one's name at the foot of the admin's side menu: the account, how the admin looks, signing out.

Wagtail offers no hook for it, so its template tag gives way to ours. Without that, "Account" would lead to the admin's
settings and leave out the account itself.
"""

import itertools

from django.urls import reverse
from django.utils.html import json_script
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.menu import admin_menu
from wagtail.admin.search import admin_search_areas
from wagtail.admin.telepath import JSContext
from wagtail.admin.templatetags.wagtailadmin_tags import register
from wagtail.admin.ui import sidebar


def account_menu() -> list[sidebar.MenuItem]:
    return [
        sidebar.LinkMenuItem("account", _("Your account"), reverse("people:account"), icon_name="user"),
        sidebar.LinkMenuItem(
            "look", _("Language and appearance"), reverse("wagtailadmin_account"), icon_name="sliders"
        ),
        sidebar.ActionMenuItem("logout", _("Sign out"), reverse("wagtailadmin_logout"), icon_name="logout"),
    ]


class Packing(JSContext):
    """For a page that has the menu's scripts already: which ones each item needs is not gathered."""

    def add_media(self, *args, **kwargs) -> None:
        pass


@register.simple_tag(takes_context=True)
def sidebar_props(context) -> SafeString:
    """What the side menu is drawn from."""
    request = context["request"]
    areas = (area for area in admin_search_areas.registered_search_areas if area.is_shown(request))
    modules = [
        sidebar.WagtailBrandingModule(),
        *(sidebar.SearchModule(area) for area in itertools.islice(areas, 1)),
        sidebar.MainMenuModule(admin_menu.render_component(request), account_menu(), request.user),
    ]
    return json_script({"modules": Packing().pack(modules)}, element_id="wagtail-sidebar-props")
