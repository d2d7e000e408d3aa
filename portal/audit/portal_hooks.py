"""What this app tells the portal: its own verbs in words, and how long the audit log itself is kept."""

from babel import Locale
from django.utils.translation import gettext_lazy as _

from portal.audit.actions.sealing import NOUN, TERM
from portal.audit.erasure import erasure_source
from portal.audit.event_details import EventDetail, register_event_details
from portal.audit.labels import register_verbs
from portal.audit.retention import RetentionSource, register_retention, retention_label
from portal.core.texts import babel_locale

# Why someone was erased, as `erase_person` records it.
GROUNDS = {"asked": _("they asked for it"), "term": _("the time limit")}


def territory(code: str) -> str:
    """A country or territory in the reader's language."""
    return Locale.parse(babel_locale()).territories.get(code, code)


def source_label(name: str) -> object:
    source = erasure_source(name)
    return source.label if source else name


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
register_event_details(
    "",
    {
        "changed": EventDetail(_("Changed")),
        "count": EventDetail(_("Number")),
        "country": EventDetail(_("Country"), territory),
        "currency": EventDetail(_("Currency")),
        "fields": EventDetail(_("Changed")),
        "from": EventDetail(_("From")),
        "narrowed_by": EventDetail(_("Filters used")),
        "reason": EventDetail(_("Reason")),
        "reference": EventDetail(_("Reference")),
        "to": EventDetail(_("To")),
    },
)
register_event_details(
    "audit",
    {
        "erased": EventDetail(_("Erased"), source_label),
        "ground": EventDetail(_("Reason"), GROUNDS.get),
        "months_before": EventDetail(_("Months before")),
        "noun": EventDetail(_("Data"), retention_label),
        "restricted": EventDetail(_("Kept, with restricted use"), source_label),
        "root": None,
        "segment": EventDetail(_("Segment")),
        "source": EventDetail(_("Data"), source_label),
    },
)
