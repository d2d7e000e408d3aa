"""What the secretariat's slice adds to the Wagtail admin, and what it takes out of the way."""

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.staff.home import WaitingPanel, WarningsPanel
from portal.staff.urls import urlpatterns
from portal.staff.viewsets.groups import AdministrationGroup

OUT_OF_THE_WAY = {"help"}
NOT_FOR_STAFF = {"locked_pages"}


@hooks.register("insert_global_admin_css")
def staff_css():
    return format_html('<link rel="stylesheet" href="{}">', static("staff/staff.css"))


@hooks.register("insert_global_admin_js")
def staff_dates():
    return format_html('<script src="{}"></script>', static("staff/dates.js"))


@hooks.register("register_admin_viewset")
def administration():
    return AdministrationGroup()


@hooks.register("register_admin_urls")
def staff_addresses():
    return urlpatterns


@hooks.register("register_admin_menu_item")
def waiting_menu_item():
    return MenuItem(_("What waits"), reverse("staff_waiting"), name="waiting", icon_name="tasks", order=10)


class JobsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("staff.see_jobs")


@hooks.register("register_admin_menu_item")
def jobs_menu_item():
    return JobsMenuItem(_("Background work"), reverse("staff_jobs"), name="jobs", icon_name="cogs", order=9600)


@hooks.register("construct_main_menu")
def tidy_menu(request, items):
    items[:] = [item for item in items if item.name not in OUT_OF_THE_WAY]


@hooks.register("construct_homepage_panels")
def homepage(request, panels):
    """What waits comes first; what editors have in moderation stays; what nobody asked for goes."""
    panels[:] = [panel for panel in panels if getattr(panel, "name", "") not in NOT_FOR_STAFF]
    panels += [WarningsPanel(), WaitingPanel()]


@hooks.register("construct_homepage_summary_items", order=1000)
def no_summary(request, items):
    """Numbers of pages, images and documents tell the secretariat nothing."""
    items.clear()
