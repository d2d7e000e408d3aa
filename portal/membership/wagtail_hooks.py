"""The staff screens of the alliance: memberships, cities, contact persons, organisations, countries."""

from wagtail import hooks

from portal.membership.admin.group import AllianceGroup


@hooks.register("register_admin_viewset")
def alliance():
    return AllianceGroup()
