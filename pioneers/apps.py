from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PioneersConfig(AppConfig):
    name = "pioneers"
    verbose_name = _("Nordic Pioneers")

    def ready(self):
        """Tell the portal what only the prize knows: entries, links, files, what waits, what is kept, whose it is."""
        from pioneers import erasure, home_actions, keeping, publishing, registering, waiting

        registering.register()
        waiting.register()
        home_actions.register()
        keeping.register()
        erasure.register()
        publishing.register()
