from django.apps import AppConfig


class AdminkitConfig(AppConfig):
    """The parts staff screens are made of: viewset, columns, actions on records, export. It has no models."""

    name = "portal.adminkit"

    def ready(self):
        from portal.adminkit.exports import export_by_one_writer

        export_by_one_writer()
