from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GrantsConfig(AppConfig):
    name = "grants"
    verbose_name = _("Grants")

    def ready(self):
        """Tell the portal what only grants know: entries, files, what waits, what is kept, whose it is."""
        from grants import erasure, home_actions, keeping, registering, waiting

        registering.register()
        waiting.register()
        home_actions.register()
        keeping.register()
        erasure.register()
