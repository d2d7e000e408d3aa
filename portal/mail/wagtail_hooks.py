"""Letters in the menu of the Wagtail admin."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from portal.mail.admin import LettersGroup


@hooks.register("register_admin_viewset")
def letters():
    return LettersGroup()


@hooks.register("insert_global_admin_css")
def letters_css():
    return format_html('<link rel="stylesheet" href="{}">', static("mail/staff.css"))
