from wagtail import hooks

from grants.admin.groups import GrantsGroup


@hooks.register("register_admin_viewset")
def register_grants():
    return GrantsGroup()
