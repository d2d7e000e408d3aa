from django.apps import AppConfig
from django.core.checks import register
from django.utils.module_loading import autodiscover_modules

from portal.core.checks import check_languages_offered
from portal.core.form_values import bound_form_values


class CoreConfig(AppConfig):
    """What every app stands on: the clock, money, texts, formats, errors, states. It has no models."""

    name = "portal.core"

    def ready(self):
        """Every app's `portal_hooks` tells the portal what only that app knows."""
        register(check_languages_offered)
        bound_form_values()
        autodiscover_modules("portal_hooks")
