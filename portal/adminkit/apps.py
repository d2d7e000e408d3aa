from django.apps import AppConfig


class AdminkitConfig(AppConfig):
    """The parts staff screens are made of: viewset, columns, actions on records, export. It has no models."""

    name = "portal.adminkit"
