from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    name = "portal.records"
    verbose_name = _("Records")

    def ready(self):
        from portal.records.actions.sealing import NOUN, TERM
        from portal.records.labels import register_verbs
        from portal.records.retention import RetentionSource, register_retention

        register_retention(RetentionSource(NOUN, _("The record of who did what"), (TERM,)))
        register_verbs(
            {
                "records.add_retention_rule": _("Retention rule added"),
                "records.change_retention_rule": _("Retention rule changed"),
                "records.let_go": _("Data past its term let go"),
                "records.drop_segment": _("Part of the record dropped after its term"),
                "records.erase_person": _("Erasure"),
                "records.lift_restriction": _("Restriction lifted"),
            }
        )
        post_migrate.connect(_after_migrate, sender=self, dispatch_uid="records.after_migrate")


def _after_migrate(using, plan=(), **kwargs):
    """Triggers, which SQLite drops when a table is altered, and the rules of retention apps begin with."""
    from django.db import connections

    from portal.records.actions.retention import install_default_rules
    from portal.records.models import RetentionRule, guard

    guard.install(using)
    if RetentionRule._meta.db_table in connections[using].introspection.table_names():
        install_default_rules()
