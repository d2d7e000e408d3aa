from wagtail import hooks

from grants.viewsets.groups import GrantsGroup


@hooks.register("register_admin_viewset")
def register_grants():
    return GrantsGroup()
