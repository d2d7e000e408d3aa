from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Where the halves meet: settings, addresses, the demo, made-up data for scale. It has no models."""

    name = "portal.config"
    label = "config"
