"""The staff roles. A role is a Django group known by a stable slug, so that Wagtail's own permissions hang on it too.

Jurors, reviewers, funders and contact persons are no roles: what they may do follows from rows (a round's panel, a
fund, a city).
"""

from django.utils.translation import gettext_lazy as _

MANAGER = "manager"
EDITOR = "editor"
FINANCE = "finance"
ADMINISTRATOR = "administrator"

ROLES = (MANAGER, EDITOR, FINANCE, ADMINISTRATOR)

LABELS = {
    MANAGER: _("Programme manager"),
    EDITOR: _("Editor"),
    FINANCE: _("Finance"),
    ADMINISTRATOR: _("Administrator"),
}

PURPOSES = {
    MANAGER: _("Opens editions and calls, screens, assigns, leads panels, decides and follows the money."),
    EDITOR: _("Writes and publishes stories, ceremony pages and texts of calls in six languages."),
    FINANCE: _("Handles invoices, payments and instalments."),
    ADMINISTRATOR: _("Manages people, roles, retention and the audit log."),
}

CHOICES = [(role, LABELS[role]) for role in ROLES]
