from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    """What every app stands on: the clock, money, texts, formats, errors, states. It has no models."""

    name = "portal.core"

    def ready(self):
        """Every app's `portal_hooks` tells the portal what only that app knows."""
        autodiscover_modules("portal_hooks")
