"""The staff screens of events."""

from wagtail import hooks

from portal.events.admin.menu import EventsGroup


@hooks.register("register_admin_viewset")
def events():
    return EventsGroup()
