from portal.membership.models.application import MembershipApplication
from portal.membership.models.membership import Membership

__all__ = ["Membership", "MembershipApplication"]
