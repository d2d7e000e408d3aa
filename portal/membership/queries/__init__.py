from portal.membership.queries.memberships import (
    covering,
    ending_before,
    is_member,
    members,
    membership_on,
    memberships_of,
)
from portal.membership.queries.staff import (
    ending_soon,
    in_standing,
    members_without_contact,
    memberships_visible_to,
    without_approval,
)
from portal.membership.queries.workspace import CityPage, MembershipView, city_pages

__all__ = [
    "CityPage",
    "MembershipView",
    "city_pages",
    "covering",
    "ending_before",
    "ending_soon",
    "in_standing",
    "is_member",
    "members",
    "members_without_contact",
    "membership_on",
    "memberships_of",
    "memberships_visible_to",
    "without_approval",
]
