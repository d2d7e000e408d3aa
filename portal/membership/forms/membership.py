from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from portal.adminkit.action_fields import action_fields
from portal.cities.forms.organisation import CityChoice
from portal.core.form_values import bounded
from portal.membership.actions.memberships import start_membership, update_membership
from portal.membership.models import Membership

ENDS_HELP = _("The first day without membership.")


class MembershipForm(forms.ModelForm):
    """What was agreed, and the approval at the political level. The days change by steps of their own."""

    class Meta:
        model = Membership
        fields = action_fields(update_membership, Membership)
        formfield_callback = bounded(minimum_years=(1, 50))
        widgets = {"approved_on": AdminDateInput, "starts": AdminDateInput, "ends": AdminDateInput}
        help_texts = {"approved_by": _("The body that decided, for example the city council.")}


class NewMembershipForm(MembershipForm):
    """A city becomes a member."""

    city = CityChoice(label=_("City"))
    reason = forms.CharField(
        label=_("Why it ends before the agreed years"),
        max_length=500,
        required=False,
        help_text=_("Only where an end is set that comes sooner."),
    )

    class Meta(MembershipForm.Meta):
        fields = action_fields(start_membership, Membership)

    def _get_validation_exclusions(self):
        # The action says in its own words that the city is a member already.
        return {*super()._get_validation_exclusions(), "city"}


class EndingForm(forms.Form):
    """When a membership ends, and why if that is sooner than agreed."""

    ends = forms.DateField(label=_("Ends before"), widget=AdminDateInput, help_text=ENDS_HELP)
    reason = forms.CharField(
        label=_("Why it ends before the agreed years"),
        max_length=500,
        required=False,
        help_text=_("Needed only if it does."),
    )


class ExtensionForm(forms.Form):
    """Until when a membership goes on."""

    ends = forms.DateField(
        label=_("Ends before"),
        widget=AdminDateInput,
        required=False,
        help_text=_("The first day without membership. Empty: no end is set."),
    )
