from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.assessment.queries.recusals import default_subject, recused_staff
from portal.assessment.states import RecusalReason


class ReviewerRecusalForm(forms.Form):
    """Why a reviewer declares a conflict of interest: the kind is enough."""

    reason = forms.ChoiceField(
        label=_("Why do you have a conflict of interest?"),
        choices=RecusalReason,
        widget=forms.RadioSelect,
        required=True,
    )
    note = forms.CharField(
        label=_("Anything the secretariat should know"),
        help_text=_("You don’t have to explain. Only the secretariat reads this."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "data-optional": True}),
    )


class StaffRecusalForm(forms.Form):
    """Why someone of the secretariat is recused from a subject: the kind is enough, and all that is asked."""

    reason = forms.ChoiceField(
        label=_("Why do you have a conflict of interest?"), choices=RecusalReason, widget=forms.RadioSelect
    )


class _Colleague(forms.ModelChoiceField):
    def label_from_instance(self, user):
        return user.get_full_name()


class LiftRecusalForm(forms.Form):
    """Who of the secretariat may handle a subject again. A half says which subject a record is about."""

    needs_record = True
    user = _Colleague(label=_("Who can take part again"), queryset=None, to_field_name="uuid")

    def __init__(self, *args, record, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = recused_staff(*self.subject_of(record))

    def subject_of(self, record) -> tuple[str, UUID]:
        """Kind and uuid of what the record is judged as: itself, unless overridden."""
        return default_subject(record)
