"""What staff are asked when they take a step on an application, a call's decisions or a fund."""

from zoneinfo import ZoneInfo

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants.domain.eligibility import EligibilityRule, eligibility_points
from grants.forms import parts
from grants.models import Application
from grants.queries.eligibility import applicant_of
from grants.queries.money import position_of
from grants.queries.rounds import assessment_gaps
from grants.states import AWARDING, COMMITTED, DecisionKind
from portal.adminkit.forms import WhyForm, refuse_unchanged
from portal.adminkit.instants import WallTimeField, ZonedInstants
from portal.core import clock
from portal.core.money import Money
from portal.core.zones import zone_label

# What people look at besides what the portal reads for them.
BY_EYE = {
    "complete": gettext_lazy("The answers fit the questions and can be understood"),
    "within_programme": gettext_lazy("The project is the kind this programme supports"),
    "partners": gettext_lazy("Partners are named, with letters of intent where the call asks for them"),
}


class ApplicantAddressForm(forms.Form):
    """Where the applicant is reached from now on."""

    email = forms.EmailField(label=gettext_lazy("Correct e-mail address"))
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)


class CheckForm(forms.Form):
    """The formal check: a line for each point, then the outcome."""

    needs_record = True

    outcome = forms.ChoiceField(
        label=gettext_lazy("Outcome"),
        choices=[
            ("pass", gettext_lazy("Eligible: goes on to assessment")),
            ("dismiss", gettext_lazy("Dismissed: does not meet the formal requirements")),
        ],
        widget=forms.RadioSelect,
    )
    reasons = forms.CharField(
        label=gettext_lazy("Reasons"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Sent to the applicant when you announce that the application is dismissed."),
    )

    field_order: list[str] = []

    def __init__(self, *args, record: Application, **kwargs):
        super().__init__(*args, **kwargs)
        self.keys = []
        call = record.call
        rule = EligibilityRule.of(call.eligibility)
        applicant = applicant_of(rule, record.organisation, record.city, call.closing_day())
        for point in eligibility_points(rule, applicant):
            self._point(point.key, point.label, point.met, "" if point.met else point.fault)
        for key, label in BY_EYE.items():
            self._point(key, label, False, "")
        self.order_fields([*(f"point_{key}" for key in self.keys), "outcome", "reasons"])

    def _point(self, key, label, met, fault):
        self.keys.append(key)
        self.fields[f"point_{key}"] = forms.BooleanField(label=label, required=False, initial=met, help_text=fault)

    def clean(self):
        cleaned = super().clean()
        return {
            "passed": cleaned.get("outcome") == "pass",
            "points": {key: cleaned.get(f"point_{key}", False) for key in self.keys},
            "reasons": cleaned.get("reasons", ""),
        }


class DecideForm(forms.Form):
    """The decision with its reasons. The hint beside the sum says what call and fund still hold."""

    needs_record = True

    kind = forms.ChoiceField(label=gettext_lazy("Decision"), choices=DecisionKind.choices, widget=forms.RadioSelect)
    sum = parts.sum_field(gettext_lazy("Sum, if awarded in part"), required=False)
    reasons = forms.CharField(
        label=gettext_lazy("Reasons"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Sent to the applicant with the decision."),
    )

    override_reasons = forms.CharField(
        label=gettext_lazy("Why you decide without it"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=gettext_lazy("Stays on record beside the decision. The applicant does not read it."),
    )

    def __init__(self, *args, record: Application, **kwargs):
        super().__init__(*args, **kwargs)
        self.currency = record.call.fund.currency
        position = position_of(record.call, without=record)
        if gaps := assessment_gaps(record, clock.now()):
            self.fields["override_reasons"].label = _("%(gaps)s Why do you decide all the same?") % {
                "gaps": " ".join(gaps)
            }
        else:
            del self.fields["override_reasons"]
        self.fields["sum"].help_text = _(
            "Applied for: %(sought)s. Left of the call’s budget: %(left)s. Left of the fund: %(fund_left)s."
        ) % {"sought": record.sought, "left": position.left, "fund_left": position.fund_left}

    def clean(self):
        cleaned = super().clean()
        money = None
        if cleaned.get("kind") == DecisionKind.AWARD_PART:
            money = parts.read_sum(self, "sum", self.currency)
        elif cleaned.get("sum") and cleaned.get("kind") not in AWARDING:
            self.add_error("sum", _("Only enter a sum for an award."))
        return {**cleaned, "sum": money}


class ReviseForm(DecideForm):
    """Another decision in place of one the applicant does not know of."""

    field_order = ["kind", "sum", "reasons", "override_reasons", "why"]

    why = forms.CharField(
        label=gettext_lazy("Why you change it"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Stays on record. Only staff read it."),
    )

    def __init__(self, *args, record: Application, **kwargs):
        super().__init__(*args, record=record, **kwargs)
        decision = record.decision
        award = record.award_or_none
        if award and award.state in COMMITTED:
            help_text = _("%(position)s What the award holds now is counted as left.")
            self.fields["sum"].help_text = help_text % {"position": self.fields["sum"].help_text}
        if decision:
            self.fields["kind"].initial = decision.kind
            self.fields["reasons"].initial = decision.reasons
            if decision.kind == DecisionKind.AWARD_PART:
                self.fields["sum"].initial = Money(decision.sum_minor, self.currency).typed


class CorrectForm(ReviseForm):
    """A new decision in place of one the applicant was told of."""

    def __init__(self, *args, record: Application, **kwargs):
        super().__init__(*args, record=record, **kwargs)
        self.fields["why"].help_text = _("Sent to the applicant with the new decision.")


class UnpublishForm(WhyForm):
    """Why an award leaves the site, for everyone and for the record."""

    field_order = ["public_reasons", "why"]

    public_reasons = forms.CharField(
        label=gettext_lazy("Reason, as everyone reads it"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Stands at the address of the award from now on. Name no person."),
    )


class CorrectPublicationForm(WhyForm):
    """Other words for a published award."""

    needs_record = True
    field_order = ["public_reasons", "why"]

    public_reasons = forms.CharField(
        label=gettext_lazy("Reasons, as published"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Name no person."),
    )

    def __init__(self, *args, record: Application, **kwargs):
        super().__init__(*args, **kwargs)
        self.stands = record.award_or_none.public_reasons if record.award_or_none else ""
        self.fields["public_reasons"].initial = self.stands

    def clean_public_reasons(self) -> str:
        return refuse_unchanged(self.cleaned_data["public_reasons"], self.stands)


class PublishForm(ZonedInstants, forms.Form):
    """When an award becomes public, and the reasons as everyone reads them."""

    needs_record = True
    instants = ("publish_at",)

    public_reasons = forms.CharField(
        label=gettext_lazy("Reasons, as published"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Name no person."),
    )
    publish_at = WallTimeField(label=gettext_lazy("Public from"))

    def __init__(self, *args, record: Application, **kwargs):
        super().__init__(*args, **kwargs)
        self.zone = record.call.zone
        self.fields["publish_at"].help_text = _("Time zone: %(zone)s.") % {"zone": zone_label(self.zone)}
        # By the day: a page that stood open for a minute must not seem changed by somebody else. Past means at once.
        today = clock.now().astimezone(ZoneInfo(self.zone)).replace(hour=0, minute=0, second=0, microsecond=0)
        award, decision = record.award_or_none, record.decision
        self.fields["publish_at"].initial = (award and award.published_at) or today
        self.fields["public_reasons"].initial = (award and award.public_reasons) or (decision and decision.reasons)
        self.show_in_zone(ZoneInfo(self.zone))

    def zone_of_instants(self, cleaned):
        return ZoneInfo(self.zone)


class FunderForm(forms.Form):
    """Someone of the funder, by the address of their account."""

    user = forms.EmailField(label=gettext_lazy("E-mail address of their account"))

    def clean_user(self):
        user = get_user_model().objects.of_mailbox(self.cleaned_data["user"])
        if user is None or not user.is_active:
            raise forms.ValidationError(_("No account has this address. They have to sign in once first."))
        return user
