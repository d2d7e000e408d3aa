"""Funds, programmes and calls as the secretariat makes them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from grants.domain.eligibility import EligibilityRule
from grants.forms import parts
from grants.models import Call, Fund, Programme
from portal.adminkit.instants import WallTimeField, ZonedInstants, zone_field
from portal.cities.models import Country, Organisation
from portal.cities.states import OrganisationKind
from portal.core import clock
from portal.core.money import CURRENCIES
from portal.core.texts_field import TextsField


class RuleMixin(forms.Form):
    """Who can apply, as data."""

    kinds = forms.MultipleChoiceField(
        label=_("Types of organisations that can apply"),
        choices=OrganisationKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: all types."),
    )
    countries = forms.MultipleChoiceField(
        label=_("Countries"),
        choices=lambda: [(country.code, country.name) for country in Country.objects.all()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: all countries."),
    )
    members_only = forms.BooleanField(
        label=_("Only for projects in member cities"),
        required=False,
        help_text=_("Taken from the memberships, as they are on the last day of the call."),
    )
    city_required = forms.BooleanField(label=_("The application names a city"), required=False)

    def rule_from_data(self, cleaned: dict) -> dict:
        """The rule as it is stored, its fields taken out of the answers."""
        names = ("kinds", "countries", "members_only", "city_required")
        return EligibilityRule.of({name: cleaned.pop(name, None) or () for name in names}).as_data()


def rule_initial(data: dict) -> dict:
    return EligibilityRule.of(data).as_data()


class FundForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    funder = forms.ModelChoiceField(
        label=_("Funder"), queryset=Organisation.objects.exclude(kind=OrganisationKind.MUNICIPALITY)
    )
    currency = forms.ChoiceField(label=_("Currency"), choices=[(code, code) for code in CURRENCIES])
    sum = parts.sum_field(_("Sum"), _("The fund’s total, in whole units: 25 000 000."))
    rules = TextsField(label=_("Rules"), rows=4, required=False)

    def clean(self):
        cleaned = super().clean()
        money = parts.read_sum(self, "sum", cleaned.get("currency", "EUR"))
        if money is not None and money.minor <= 0:
            self.add_error("sum", _("The sum must be more than zero."))
        cleaned.pop("sum", None)
        return {**cleaned, "sum_minor": money.minor if money else 0}

    @staticmethod
    def initial_of(fund: Fund) -> dict:
        return {
            "name": fund.name,
            "funder": fund.funder_id,
            "currency": fund.currency,
            "sum": fund.sum.typed,
            "rules": fund.rules,
        }


class ProgrammeForm(RuleMixin):
    slug = forms.SlugField(label=_("Short name in addresses"), max_length=60)
    is_live = forms.BooleanField(label=_("Shown on the site"), required=False, initial=True)
    order = forms.IntegerField(label=_("Order"), min_value=0, max_value=999, initial=0)
    names = TextsField(label=_("Name"))
    summaries = TextsField(label=_("In one sentence"), rows=2, required=False)
    texts = TextsField(label=_("Text"), rows=6, required=False)

    field_order = ["slug", "names", "summaries", "texts"]

    def __init__(self, *args, record: Programme | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.record = record

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        others = Programme.objects.exclude(pk=self.record.pk if self.record else None)
        if others.filter(slug=slug).exists():
            raise forms.ValidationError(_("Another programme has this short name."))
        return slug

    def clean(self):
        cleaned = super().clean()
        rule = self.rule_from_data(cleaned)
        return {**cleaned, "eligibility": rule}

    @staticmethod
    def initial_of(programme: Programme) -> dict:
        return {
            "slug": programme.slug,
            "is_live": programme.is_live,
            "order": programme.order,
            **rule_initial(programme.eligibility),
            "names": programme.names,
            "summaries": programme.summaries,
            "texts": programme.texts,
        }


class CallForm(ZonedInstants, RuleMixin):
    """A call. Left without a rule of its own it takes over its programme's."""

    instants = ("opens_at", "closes_at")

    programme = forms.ModelChoiceField(label=_("Programme"), queryset=Programme.objects.all())
    fund = forms.ModelChoiceField(label=_("Fund"), queryset=Fund.objects.all())
    reference_prefix = forms.RegexField(
        r"^[A-Z]{2,5}\d{2}(\d{2})?$",
        max_length=8,
        label=_("Prefix of references"),
        help_text=_("Capital letters and the year, such as SCN26: applications become SCN26-0001 and so on."),
        error_messages={
            "invalid": _(
                "Two to five capital letters, then the year (SCN26) or the year and the month (SC2609): at most eight "
                "characters."
            )
        },
    )
    budget = parts.sum_field(_("Budget"))
    smallest = parts.sum_field(_("Smallest award"))
    largest = parts.sum_field(_("Largest award"))
    opens_at = WallTimeField(label=_("Opens"), help_text=_("In the time zone chosen below."))
    closes_at = WallTimeField(
        label=_("Closes"),
        help_text=_("In the time zone chosen below. A day without a time means 23:59 on that day."),
        day_ends=True,
    )
    zone = zone_field(initial=settings.DEFAULT_ZONE)
    answer_days = forms.IntegerField(label=_("Days to answer an award"), min_value=1, max_value=365, initial=21)
    names = TextsField(label=_("Name"))
    summaries = TextsField(label=_("In one sentence"), rows=2, required=False)
    texts = TextsField(label=_("Text"), rows=6, required=False)

    field_order = ["programme", "fund", "reference_prefix", "names", "summaries", "texts"]
    field_order += ["budget", "smallest", "largest", "opens_at", "closes_at", "zone", "answer_days"]

    def __init__(self, *args, record: Call | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.record = record
        if record is not None:
            self.show_in_zone(ZoneInfo(record.zone))
            self._ask_why(record, clock.now())

    def _ask_why(self, call: Call, at: datetime) -> None:
        """An open call may close earlier while its new closing is not told yet, with a reason."""
        if not call.has_opened(at) or call.told_window(at) is None:
            return
        self.fields["why"] = forms.CharField(
            label=gettext("Why it closes earlier again"),
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=gettext("Only if you choose an earlier closing. Stays on record. Only staff read it."),
        )
        self.order_fields([*self.field_order[: self.field_order.index("closes_at") + 1], "why"])

    def clean_reference_prefix(self):
        prefix = self.cleaned_data["reference_prefix"]
        others = Call.objects.exclude(pk=self.record.pk if self.record else None)
        if others.filter(reference_prefix=prefix).exists():
            raise forms.ValidationError(_("Another call has this prefix."))
        return prefix

    def clean(self):
        cleaned = super().clean()
        rule = self.rule_from_data(cleaned)
        if self.errors:
            return cleaned
        for name in ("budget", "smallest", "largest"):
            money = parts.read_sum(self, name, cleaned["fund"].currency)
            cleaned[f"{name}_minor"] = money.minor if money else 0
            cleaned.pop(name, None)
        if self.record is None and rule == EligibilityRule().as_data():
            return cleaned
        return {**cleaned, "eligibility": rule}

    @staticmethod
    def initial_of(call: Call) -> dict:
        return {
            "programme": call.programme_id,
            "fund": call.fund_id,
            "reference_prefix": call.reference_prefix,
            "budget": call.budget.typed,
            "smallest": call.smallest.typed,
            "largest": call.largest.typed,
            "opens_at": call.opens_at,
            "closes_at": call.closes_at,
            "zone": call.zone,
            "answer_days": call.answer_days,
            **rule_initial(call.eligibility),
            "names": call.names,
            "summaries": call.summaries,
            "texts": call.texts,
        }
