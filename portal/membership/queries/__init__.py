from .memberships import ending_before, is_member, members, membership_on, memberships_of

__all__ = ["ending_before", "is_member", "members", "membership_on", "memberships_of"]
