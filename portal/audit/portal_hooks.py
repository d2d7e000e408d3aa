"""What this app tells the portal: its own verbs in words, and how long the audit log itself is kept."""

from django.utils.translation import gettext_lazy as _

from portal.audit.actions.sealing import NOUN, TERM
from portal.audit.labels import register_verbs
from portal.audit.retention import RetentionSource, register_retention

register_retention(RetentionSource(NOUN, _("The audit log"), (TERM,)))
register_verbs(
    {
        "audit.create_retention_rule": _("Retention rule added"),
        "audit.update_retention_rule": _("Retention rule changed"),
        "audit.let_go": _("Data deleted after its time limit"),
        "audit.drop_segment": _("Part of the audit log deleted after its time limit"),
        "audit.erase_person": _("Erasure"),
        "audit.lift_restriction": _("Restriction lifted"),
    }
)
