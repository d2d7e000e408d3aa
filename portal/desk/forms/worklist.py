from django import forms
from django.utils.translation import gettext_lazy as _

from portal.desk.queries.worklist import ALL, CLOSING, MINE, STUCK, UNOWNED, WAITING
from portal.desk.worklist import worklist_sources

CASES = [(ALL, _("everyone’s")), (MINE, _("mine")), (UNOWNED, _("no owner yet"))]
URGENCIES = [
    ("", _("all")),
    (STUCK, _("stuck")),
    (CLOSING, _("closing this week")),
    (WAITING, _("waiting")),
]


class WorklistFilterForm(forms.Form):
    """Narrows the worklist. An odd value in the address narrows nothing."""

    kind = forms.ChoiceField(label=_("What"), required=False)
    urgency = forms.ChoiceField(label=_("How urgent"), required=False, choices=URGENCIES)
    cases = forms.ChoiceField(label=_("Whose"), required=False, choices=CASES)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = [(source.kind, source.label) for source in worklist_sources()]
        self.fields["kind"].choices = [("", _("everything")), *kinds]

    def chosen(self) -> dict[str, str]:
        """What is asked for, valid values only."""
        self.is_valid()
        cleaned = self.cleaned_data
        return {
            "kind": cleaned.get("kind", ""),
            "urgency": cleaned.get("urgency", ""),
            "cases": cleaned.get("cases") or ALL,
        }
