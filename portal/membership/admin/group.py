from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSetGroup

from portal.cities.admin.cities import CityViewSet, CountryViewSet
from portal.cities.admin.contacts import ContactPersonViewSet
from portal.cities.admin.organisations import OrganisationViewSet
from portal.cities.admin.requests import CityRequestViewSet
from portal.cities.admin.seats import CitySeatViewSet
from portal.membership.admin.applications import MembershipApplicationViewSet
from portal.membership.admin.memberships import MembershipViewSet


class AllianceGroup(ViewSetGroup):
    """Cities and what binds them to the alliance."""

    menu_label = _("Alliance")
    menu_icon = "site"
    menu_order = 800
    items = (
        MembershipViewSet,
        MembershipApplicationViewSet,
        CityViewSet,
        ContactPersonViewSet,
        CitySeatViewSet,
        CityRequestViewSet,
        OrganisationViewSet,
        CountryViewSet,
    )
