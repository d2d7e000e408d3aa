from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GrantsConfig(AppConfig):
    """Tells the portal what only grants know: what an entry says, who may open a file, what waits, what to erase."""

    name = "grants"
    verbose_name = _("Grants")

    def ready(self):
        from grants.queries import entries, waiting
        from grants.queries.files import register_purposes
        from grants.queries.seats import applies, is_funder
        from portal.assessment.sources import register_source
        from portal.people.workspaces import register_workspace

        register_source(entries.ApplicationEntries())
        register_purposes()
        waiting.register()
        register_workspace(
            _("Applications"),
            "grants:applications",
            applies,
            note=_("Apply for money, and follow what became of it."),
            order=30,
        )
        register_workspace(
            _("What your money pays for"),
            "grants:funder",
            is_funder,
            note=_("The calls of your funds: the field, the decisions."),
            order=35,
        )
