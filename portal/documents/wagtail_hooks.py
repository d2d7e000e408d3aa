"""The staff screens of private files."""

from wagtail import hooks

from portal.documents.admin import FileViewSet


@hooks.register("register_admin_viewset")
def private_files():
    return FileViewSet()
