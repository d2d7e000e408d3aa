from portal.membership.models.membership import Membership

__all__ = ["Membership"]
