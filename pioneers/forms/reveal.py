"""Forms of the night of the reveal. They parse; the actions decide."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.adminkit.instants import WallTimeField, ZonedInstants


class RevealReasonForm(forms.Form):
    """Why a reveal is held."""

    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stays on record. Only staff read it. Name no nominee."),
    )


class ReleaseRevealForm(RevealReasonForm):
    """When a held reveal goes on."""

    NOW, PLANNED = "now", "planned"
    field_order = ["when", "reason"]

    when = forms.ChoiceField(
        label=_("When"),
        choices=[(PLANNED, _("At its time; at once if that has passed")), (NOW, _("Now"))],
        widget=forms.RadioSelect,
    )

    def clean(self):
        cleaned = super().clean()
        is_now = cleaned.pop("when", None) == self.NOW
        return {**cleaned, "is_now": is_now}


class MoveRevealForm(ZonedInstants, RevealReasonForm):
    """The new time of a reveal, in the edition's zone."""

    needs_record = True
    instants = ("reveal_at",)
    field_order = ["reveal_at", "reason"]

    reveal_at = WallTimeField(label=_("Reveal"))

    def __init__(self, *args, record=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.edition = record
        self.initial["reveal_at"] = record.reveal_at
        self.show_in_zone(record.tzinfo)

    def zone_of_instants(self, cleaned):
        return self.edition.tzinfo
