from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    name = "portal.records"
    verbose_name = _("Records")

    def ready(self):
        from portal.records.models import guard

        def reinstall(using, **kwargs):
            guard.install(using)

        post_migrate.connect(reinstall, sender=self, weak=False, dispatch_uid="records.guard")
