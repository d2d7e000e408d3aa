from django import forms
from django.utils.translation import gettext_lazy as _

from portal.desk.queries.cases import secretariat


class _Colleague(forms.ModelChoiceField):
    def label_from_instance(self, user):
        return user.get_full_name()


class CaseForm(forms.Form):
    """Who sees a case through. Offers the secretariat, nobody else."""

    owner = _Colleague(
        label=_("Owner"), queryset=None, required=False, to_field_name="uuid", empty_label=_("nobody yet")
    )
    stand_in = _Colleague(
        label=_("Stand-in"),
        queryset=None,
        required=False,
        to_field_name="uuid",
        empty_label=_("nobody"),
        help_text=_("Also sees the case under “mine” while the owner is away."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("owner", "stand_in"):
            self.fields[name].queryset = secretariat()
