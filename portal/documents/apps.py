from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "portal.documents"
    verbose_name = _("Files")

    def ready(self):
        from portal.documents import (
            registering,
            tasks,  # noqa: F401  the receiver that scans after a commit
        )

        registering.register()
