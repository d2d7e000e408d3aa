from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSetGroup

from portal.alliance.admin.experts import ExpertViewSet
from portal.alliance.admin.library import PublicationViewSet, ThemeViewSet, YearlyPromiseViewSet


class LibraryGroup(ViewSetGroup):
    """What members read."""

    menu_label = _("Library")
    menu_icon = "doc-full-inverse"
    menu_order = 810
    items = (PublicationViewSet, ThemeViewSet, YearlyPromiseViewSet, ExpertViewSet)
