from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "portal.audit"
    verbose_name = _("Audit log")

    def ready(self):
        post_migrate.connect(_after_migrate, sender=self, dispatch_uid="audit.after_migrate")


def _after_migrate(using, plan=(), **kwargs):
    """Triggers, which SQLite drops when a table is altered, and the rules of retention apps begin with."""
    from django.db import connections

    from portal.audit.actions.retention import install_default_rules
    from portal.audit.models import RetentionRule, guard

    guard.install(using)
    if RetentionRule._meta.db_table in connections[using].introspection.table_names():
        install_default_rules()
