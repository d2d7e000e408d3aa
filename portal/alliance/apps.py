from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


def _load_first_rows(sender, using, **kwargs):
    """After migrating (a cloned test database too), themes and promises are there. Migrated back, they are not."""
    from django.db import connections

    from portal.alliance.first_rows import load_first_rows

    models = [sender.get_model(name) for name in ("Theme", "YearlyPromise")]
    if {model._meta.db_table for model in models} <= set(connections[using].introspection.table_names()):
        load_first_rows(*models, using)


class AllianceConfig(AppConfig):
    name = "portal.alliance"
    verbose_name = _("Alliance")

    def ready(self):
        post_migrate.connect(_load_first_rows, sender=self)
