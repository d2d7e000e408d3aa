"""Assessment in the Wagtail admin."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from portal.assessment.admin.round import RoundViewSet


@hooks.register("register_admin_viewset")
def rounds():
    return RoundViewSet()


@hooks.register("insert_global_admin_css")
def assessment_css():
    return format_html('<link rel="stylesheet" href="{}">', static("assessment/staff.css"))
