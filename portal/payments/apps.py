from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PaymentsConfig(AppConfig):
    name = "portal.payments"
    verbose_name = _("Payments")

    def ready(self):
        post_migrate.connect(_after_migrate, sender=self, dispatch_uid="payments.after_migrate")


def _after_migrate(using, plan=(), **kwargs):
    """Triggers, which SQLite drops when a table is altered, and the rules of VAT finance begins with."""
    from django.db import connections

    from portal.payments.actions.settings import install_default_settings
    from portal.payments.models import Posting, VatRule, guard

    tables = connections[using].introspection.table_names()
    if Posting._meta.db_table in tables:
        guard.install(using)
    if VatRule._meta.db_table in tables:
        install_default_settings()
