from .accounts import AccountViewSet, InvitationViewSet
from .persons import PersonViewSet

__all__ = ["AccountViewSet", "InvitationViewSet", "PersonViewSet"]
