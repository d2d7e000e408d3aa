from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup

from grants.admin.applications import ApplicationViewSet
from grants.admin.calls import CallViewSet
from grants.admin.funds import FundViewSet, ProgrammeViewSet
from grants.admin.seats import RepresentativeViewSet


class GrantsGroup(ViewSetGroup):
    """Everything about grants under one entry of the menu."""

    menu_label = _("Grants")
    menu_icon = "clipboard-list"
    menu_order = 210
    items = (ApplicationViewSet, CallViewSet, ProgrammeViewSet, FundViewSet, RepresentativeViewSet)


@hooks.register("register_admin_viewset")
def register_grants():
    return GrantsGroup()
