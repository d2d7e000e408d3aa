"""The staff screens of the library."""

from wagtail import hooks

from portal.alliance.admin.group import LibraryGroup


@hooks.register("register_admin_viewset")
def library():
    return LibraryGroup()
