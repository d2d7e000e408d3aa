"""What the secretariat's slice adds to the Wagtail admin, and what it takes out of the way."""

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail_localize.wagtail_hooks import TranslationsReportMenuItem

from portal.desk.admin.audit_log import AuditEventViewSet, RestrictionViewSet
from portal.desk.admin.retention import RetentionRuleViewSet
from portal.desk.home import ActionsPanel, WarningsPanel, WorklistPanel
from portal.desk.urls import urlpatterns

OUT_OF_THE_WAY = {"help"}
# Pages to review are among the things to do; the content app lists one's own pages.
NOT_FOR_STAFF = {
    "locked_pages",
    "recent_edits",
    "user_objects_in_workflow_moderation",
    "workflow_objects_to_moderate",
}


class AdministrationGroup(ViewSetGroup):
    """What administrators look after: the record, how long what is kept, what is kept under restriction."""

    menu_label = _("Administration")
    menu_name = "administration"
    menu_icon = "key"
    menu_order = 9500
    items = (AuditEventViewSet, RetentionRuleViewSet, RestrictionViewSet)


@hooks.register("insert_global_admin_css")
def staff_css():
    return format_html('<link rel="stylesheet" href="{}">', static("adminkit/adminkit.css"))


@hooks.register("insert_global_admin_js")
def staff_dates():
    return format_html('<script src="{}"></script>', static("adminkit/dates.js"))


@hooks.register("register_admin_viewset")
def administration():
    return AdministrationGroup()


@hooks.register("register_admin_urls")
def staff_addresses():
    return urlpatterns


@hooks.register("register_admin_menu_item")
def worklist_menu_item():
    return MenuItem(_("To do"), reverse("desk_worklist"), name="waiting", icon_name="tasks", order=10)


class JobsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("desk.see_jobs")


@hooks.register("register_admin_menu_item")
def jobs_menu_item():
    return JobsMenuItem(_("Background work"), reverse("desk_jobs"), name="jobs", icon_name="cogs", order=9600)


@hooks.register("construct_main_menu")
def tidy_menu(request, items):
    """Wagtail's guide gives way to our help, and "Settings" says whose they are: one's own hang on one's name."""
    for item in items:
        if item.name == "settings":
            item.label = _("Site settings")
    items[:] = [item for item in items if item.name not in OUT_OF_THE_WAY]


@hooks.register("construct_reports_menu")
def reports_in_the_readers_language(request, items):
    """Of a report whose name its package translates once, for whoever opens the admin first."""
    for item in items:
        if isinstance(item, TranslationsReportMenuItem):
            item.label = _("Translations")


@hooks.register("construct_homepage_panels")
def homepage(request, panels):
    """What can be done here comes first, then what there is to do; Wagtail's own boxes go."""
    panels[:] = [panel for panel in panels if getattr(panel, "name", "") not in NOT_FOR_STAFF]
    panels += [WarningsPanel(), ActionsPanel(), WorklistPanel()]


@hooks.register("construct_homepage_summary_items", order=1000)
def no_summary(request, items):
    """Numbers of pages, images and documents tell the secretariat nothing."""
    items.clear()
