"""The secretariat's screens of grants, in the Wagtail admin."""

from grants.viewsets.applications import ApplicationViewSet
from grants.viewsets.calls import CallViewSet
from grants.viewsets.funds import FundViewSet, ProgrammeViewSet
from grants.viewsets.groups import GrantsGroup
from grants.viewsets.seats import RepresentativeViewSet

__all__ = [
    "ApplicationViewSet",
    "CallViewSet",
    "FundViewSet",
    "GrantsGroup",
    "ProgrammeViewSet",
    "RepresentativeViewSet",
]
