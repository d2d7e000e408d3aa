"""The record, and what is kept under restriction, on screen."""

import json

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn

from portal.adminkit.columns import HIDDEN, RecordColumn
from portal.adminkit.details import DetailField, RecordAction
from portal.adminkit.viewset import RecordViewSet
from portal.audit.actions.erasure import lift_restriction
from portal.audit.event_details import kind_name
from portal.audit.labels import verb_label
from portal.audit.models import AuditEvent, Restriction
from portal.audit.queries.retention import restrictions_visible_to
from portal.desk.filters import AuditEventFilterSet, RestrictionFilterSet
from portal.desk.queries.audit_log import events_visible_to, name_events
from portal.desk.viewset import CaseViewSet


def who(entry: AuditEvent) -> str:
    """Who did it: a name, the system, or that the key was erased."""
    if entry.actor is None:
        return _("the system")
    return entry.actor_name or _("someone erased")


def what(entry: AuditEvent) -> str:
    """What it was done to: its kind, and its name or that the key was erased."""
    return _("%(kind)s: %(name)s") % {
        "kind": capfirst(kind_name(entry.object_kind)),
        "name": entry.object_name or _("(erased)"),
    }


def sealed(entry: AuditEvent) -> str:
    if entry.seal is None:
        return _("not yet")
    return _("segment %(segment)d, position %(position)d") % {
        "segment": entry.seal.segment,
        "position": entry.seal.position,
    }


class AuditEventViewSet(RecordViewSet):
    """The record of who did what, for administrators: read only, exported like any list."""

    model = AuditEvent
    icon = "history"
    menu_label = gettext_lazy("Audit log")
    visible_to = events_visible_to
    view_permission = "desk.see_audit_log"
    list_display = [
        RecordColumn("verb", label=gettext_lazy("What was done"), accessor=lambda entry: verb_label(entry.verb)),
        DateColumn("at", label=gettext_lazy("When"), sort_key="at"),
        Column("who", label=gettext_lazy("Who"), accessor=who),
        Column("what", label=gettext_lazy("About"), accessor=what),
        Column("sealed", label=gettext_lazy("Sealed"), accessor=sealed),
    ]
    list_per_page = 50
    filterset_class = AuditEventFilterSet
    list_export = ["id", "at", "verb", "actor_kind", "actor_name", "object_kind", "object_name", "body"]
    export_headings = {"actor_name": gettext_lazy("Actor"), "object_name": gettext_lazy("Object")}
    ordering = "-at"
    has_history = False
    detail_fields = [
        DetailField(gettext_lazy("What was done"), lambda entry: verb_label(entry.verb)),
        DetailField(gettext_lazy("Verb"), lambda entry: entry.verb),
        DetailField(gettext_lazy("When"), lambda entry: entry.at),
        DetailField(gettext_lazy("Who"), who),
        DetailField(gettext_lazy("About"), what),
        DetailField(
            gettext_lazy("Details"), lambda entry: json.dumps(entry.data, indent=1, ensure_ascii=False, sort_keys=True)
        ),
        DetailField(gettext_lazy("Sealed"), sealed),
        DetailField(gettext_lazy("Salted hash"), lambda entry: entry.seal.digest if entry.seal else HIDDEN),
    ]

    def prepare(self, records, viewer, at):
        name_events(records)

    def get_title(self, record):
        return verb_label(record.verb)


class RestrictionViewSet(CaseViewSet):
    """What is kept although its erasure was asked for: why, and when to look again."""

    model = Restriction
    icon = "lock"
    menu_label = gettext_lazy("Restrictions")
    visible_to = restrictions_visible_to
    view_permission = "desk.see_restrictions"
    list_display = ["source", "reason", "imposed_at", "review_at", "lifted_at"]
    filterset_class = RestrictionFilterSet
    list_export = ["source", "kind", "subject", "reason", "imposed_at", "review_at", "lifted_at"]
    inspect_view_fields = ["source", "reason", "kind", "imposed_at", "review_at", "lifted_at"]
    ordering = "review_at"
    record_actions = (
        RecordAction(
            "lift",
            gettext_lazy("Lift the restriction"),
            lift_restriction,
            "desk.lift_restriction",
            explanation=gettext_lazy(
                "The reason for keeping the data has ended. The data can be used again, and erased on request."
            ),
            success=gettext_lazy("The restriction is lifted."),
            shown=lambda restriction, at: restriction.lifted_at is None,
        ),
    )
