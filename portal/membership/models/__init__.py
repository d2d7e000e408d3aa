from portal.membership.models.application import MembershipApplication
from portal.membership.models.membership import Membership
from portal.membership.models.year import MembershipYear

__all__ = ["Membership", "MembershipApplication", "MembershipYear"]
