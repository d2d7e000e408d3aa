from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# What letters of the grants are called in the staff's list of letters.
LETTERS = {
    "grants/draft_reminder": _("Draft not handed in, call closes soon"),
    "grants/receipt": _("Receipt of an application"),
    "grants/taken_back": _("Application taken back"),
    "grants/seat_confirmed": _("May apply for an organisation"),
    "grants/seat_turned_down": _("May not apply for an organisation"),
    "grants/dismissed": _("Application dismissed"),
    "grants/refused": _("Application refused"),
    "grants/awarded": _("Award offered"),
    "grants/answer_reminder": _("Award waits for an answer"),
    "grants/published": _("Award becomes public"),
}


class GrantsConfig(AppConfig):
    """Tells the portal what only grants know: what an entry says, who may open a file, what waits, what to erase."""

    name = "grants"
    verbose_name = _("Grants")

    def ready(self):
        from grants.queries import entries, waiting
        from grants.queries.files import register_purposes
        from grants.queries.seats import applies, is_funder
        from portal.assessment.sources import register_source
        from portal.mail.labels import register_letters
        from portal.people.workspaces import register_workspace

        register_letters(LETTERS)
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
