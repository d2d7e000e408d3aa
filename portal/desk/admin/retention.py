from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from portal.adminkit.columns import RecordColumn
from portal.adminkit.details import DetailField
from portal.adminkit.viewset import RecordViewSet
from portal.audit.actions.retention import create_retention_rule, update_retention_rule
from portal.audit.models import RetentionRule
from portal.audit.queries.retention import retention_rules_visible_to
from portal.audit.retention import retention_label, retention_sources
from portal.core.form_values import bounded

# The texts of a rule: those an app began with are read in the reader's language.
WRITTEN = ("purpose", "legal_basis", "counted_from")


class RetentionRuleForm(forms.ModelForm):
    class Meta:
        model = RetentionRule
        fields = ["noun", "country", "purpose", "legal_basis", "counted_from", "months"]
        formfield_callback = bounded(months=(0, 1200))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = [(source.noun, f"{source.label} ({source.noun})") for source in retention_sources()]
        self.fields["noun"] = forms.ChoiceField(label=_("What is kept"), choices=[("", "–"), *known])
        self.stored = {name: getattr(self.instance, name) for name in WRITTEN}
        self.initial |= {name: self._as_read(name) for name in WRITTEN if self.stored[name]}

    def _as_read(self, name: str) -> str:
        return getattr(self.instance, f"get_{name}_display")()

    def clean(self):
        """What was left as it was read stays as it is stored, for readers of other languages."""
        cleaned = super().clean()
        unchanged = {name for name in WRITTEN if self.stored[name] and cleaned.get(name) == self.initial[name]}
        return cleaned | {name: self.stored[name] for name in unchanged}

    def _get_validation_exclusions(self):
        # The action says in its own words that a rule stands already.
        return {*super()._get_validation_exclusions(), "country"}


def retained(rule: RetentionRule) -> str:
    """What a rule keeps, in words."""
    return str(retention_label(rule.noun))


class RetentionRuleViewSet(RecordViewSet):
    """How long what is kept, for whom by law: administrators keep the rules."""

    model = RetentionRule
    icon = "calendar-alt"
    menu_label = _("Retention")
    visible_to = retention_rules_visible_to
    view_permission = create_permission = update_permission = "desk.manage_retention"
    create_action = create_retention_rule
    update_action = update_retention_rule
    form_class = RetentionRuleForm
    list_display = [
        RecordColumn("noun", label=_("What is kept"), accessor=retained, sort_key="noun"),
        "country",
        "months",
        Column("counted_from", label=_("Counted from"), accessor="get_counted_from_display", sort_key="counted_from"),
        Column("legal_basis", label=_("Legal basis"), accessor="get_legal_basis_display", sort_key="legal_basis"),
    ]
    list_filter = ["noun", "country"]
    list_export = ["noun", "country", "purpose", "legal_basis", "counted_from", "months"]
    search_fields = ["noun", "purpose", "legal_basis"]
    inspect_view_fields = ["country", "purpose", "legal_basis", "counted_from", "months"]
    ordering = ("noun", "country")

    def get_detail_fields(self, record):
        return [DetailField(_("What is kept"), retained), *super().get_detail_fields(record)]

    def get_title(self, record):
        return f"{retained(record)} {record.country}".strip()
