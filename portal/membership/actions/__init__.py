from portal.membership.actions.memberships import change_membership, end_membership, extend_membership, start_membership

__all__ = ["change_membership", "end_membership", "extend_membership", "start_membership"]
