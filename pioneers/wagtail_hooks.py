"""The prize in the Wagtail admin."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup

from pioneers.admin.candidacies import CandidacyViewSet
from pioneers.admin.editions import CategoryViewSet, CeremonyViewSet, ConsentAgeViewSet, EditionViewSet
from pioneers.admin.matching import PossibleMatchViewSet
from pioneers.admin.nominations import NominationViewSet
from pioneers.admin.nominees import NomineeViewSet


class PioneersGroup(ViewSetGroup):
    """Everything of the prize, in the order of a year."""

    menu_label = _("Nordic Pioneers")
    menu_icon = "pick"
    menu_order = 200
    items = (
        EditionViewSet,
        NominationViewSet,
        CandidacyViewSet,
        PossibleMatchViewSet,
        NomineeViewSet,
        CategoryViewSet,
        CeremonyViewSet,
        ConsentAgeViewSet,
    )


@hooks.register("register_admin_viewset")
def pioneers():
    return PioneersGroup()
