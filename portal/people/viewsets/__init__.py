from portal.people.viewsets.accounts import AccountViewSet, InvitationViewSet
from portal.people.viewsets.persons import PersonViewSet

__all__ = ["AccountViewSet", "InvitationViewSet", "PersonViewSet"]
