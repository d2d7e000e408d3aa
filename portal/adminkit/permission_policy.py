"""Wagtail asks a permission policy; ours asks django-rules, and nothing else."""

from wagtail.permission_policies.base import BasePermissionPolicy


class RulesPolicy(BasePermissionPolicy):
    """Maps Wagtail's words (view, add, change) to names of rules. A word without a name is refused to everyone."""

    def __init__(self, model, names: dict[str, str | None]):
        super().__init__(model)
        self.names = names

    def user_has_permission(self, user, action):
        name = self.names.get(action)
        return bool(name) and user.has_perm(name)

    def user_has_permission_for_instance(self, user, action, instance):
        name = self.names.get(action)
        return bool(name) and user.has_perm(name, instance)
