from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "portal.people"
    verbose_name = _("People")

    def ready(self):
        from portal.people import security_log
        from portal.people.permissions import ensure_roles

        post_migrate.connect(ensure_roles, sender=self, dispatch_uid="people.ensure_roles")
        security_log.connect()
