"""What the secretariat's slice adds to the Wagtail admin."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from portal.staff.viewsets.retention import AdministrationGroup


@hooks.register("insert_global_admin_css")
def staff_css():
    return format_html('<link rel="stylesheet" href="{}">', static("staff/staff.css"))


@hooks.register("register_admin_viewset")
def administration():
    return AdministrationGroup()
