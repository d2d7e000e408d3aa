from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSetGroup

from portal.mail.admin.batch import BatchViewSet
from portal.mail.admin.letter import LetterViewSet


class LettersGroup(ViewSetGroup):
    """Letters and batches of letters in the admin's menu."""

    menu_label = _("E-mails")
    menu_icon = "mail"
    menu_order = 700
    items = (LetterViewSet, BatchViewSet)


__all__ = ["BatchViewSet", "LetterViewSet", "LettersGroup"]
