from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Carries what all apps share: static files, translations and template tags. It has no models."""

    name = "portal"
