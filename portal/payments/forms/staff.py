"""What finance is asked. The forms parse; the actions decide."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from portal.cities.forms.organisation import CityChoice
from portal.cities.models import Country
from portal.core.money import NotASum, parse_money
from portal.core.texts_field import TextsField
from portal.payments.domain.books import Account
from portal.payments.models import Invoice, PaymentTerms, SellerDetails, VatRule
from portal.payments.models.payment import ACCOUNTS
from portal.payments.models.settings import VAT_CATEGORIES
from portal.payments.queries.settings import payment_terms
from portal.payments.states import OWED


class NewInvoiceForm(forms.Form):
    """A draft with one line."""

    city = CityChoice(label=_("City"))
    title = forms.CharField(label=_("What it is for"), max_length=200)
    text = forms.CharField(label=_("Text of the line"), max_length=300)
    amount = forms.CharField(label=_("Sum without VAT"), max_length=60)

    def clean(self):
        cleaned = super().clean()
        if "amount" in cleaned and "text" in cleaned:
            try:
                sum_ = parse_money(cleaned.pop("amount"), payment_terms().currency)
            except NotASum as refusal:
                self.add_error("amount", refusal.message)
            else:
                cleaned["lines"] = [(cleaned.pop("text"), 1, sum_.minor)]
        return cleaned


class PaymentForm(forms.Form):
    """A payment: how much, when, and the reference it came with."""

    needs_record = True

    amount = forms.CharField(label=_("Sum"), max_length=60)
    paid_on = forms.DateField(label=_("Day"), widget=AdminDateInput)
    reference = forms.CharField(
        label=_("Reference"), max_length=200, help_text=_("As it stands on the bank statement.")
    )

    def __init__(self, *args, record: Invoice, **kwargs):
        super().__init__(*args, **kwargs)
        self.currency = record.currency

    def clean_amount(self):
        try:
            return parse_money(self.cleaned_data["amount"], self.currency)
        except NotASum as refusal:
            raise forms.ValidationError(str(refusal.message)) from refusal


class MoveForm(forms.Form):
    """Which invoice of the city is paid by what was too much."""

    needs_record = True

    to = forms.ModelChoiceField(label=_("Invoice to pay"), queryset=Invoice.objects.none())

    def __init__(self, *args, record: Invoice, **kwargs):
        super().__init__(*args, **kwargs)
        others = Invoice.objects.filter(city=record.city_id, state__in=OWED, currency=record.currency)
        self.fields["to"].queryset = others.exclude(pk=record.pk).order_by("due_on")


class ReasonForm(forms.Form):
    """Why a step is taken."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class DeliveryForm(forms.Form):
    """What the access point said."""

    external_id = forms.CharField(label=_("Number at the access point"), max_length=200)
    rejection = forms.CharField(
        label=_("Why it was rejected"),
        max_length=500,
        required=False,
        help_text=_("Empty: it was taken. The same number again adds a rejection that came later."),
    )


class TermsForm(forms.Form):
    """What finance sets for invoices from now on."""

    contribution = forms.CharField(label=_("Yearly contribution"), max_length=60)
    currency = forms.ChoiceField(label=_("Currency"), choices=[(code, code) for code in ("EUR", "DKK", "NOK", "SEK")])
    due_days = forms.IntegerField(label=_("Days to pay"), min_value=1, max_value=365)
    reminders = forms.CharField(
        label=_("Reminders, days after the due date"),
        max_length=100,
        required=False,
        help_text=_("Numbers with commas between them, such as 7, 21, 42. Empty: no reminders."),
    )

    def __init__(self, *args, instance: PaymentTerms, **kwargs):
        given = {
            "contribution": f"{instance.contribution_minor / 100:.2f}",
            "currency": instance.currency,
            "due_days": instance.due_days,
            "reminders": ", ".join(str(days) for days in instance.reminder_days),
            **{f"account_{key}": number for key, number in instance.account_numbers.items()},
        }
        super().__init__(*args, initial={**given, **kwargs.pop("initial", {})}, **kwargs)
        for value, label in ACCOUNTS:
            self.fields[f"account_{value}"] = forms.CharField(label=_("Account: %s") % label, max_length=20)

    def clean_reminders(self):
        typed = [part.strip() for part in self.cleaned_data["reminders"].split(",") if part.strip()]
        if not all(part.isdecimal() and 0 < int(part) < 1000 for part in typed):
            raise forms.ValidationError(_("Write whole numbers with commas between them."))
        return [int(part) for part in typed]

    def clean(self):
        cleaned = super().clean()
        try:
            sum_ = parse_money(cleaned.get("contribution", ""), cleaned.get("currency", "EUR"))
        except NotASum as refusal:
            self.add_error("contribution", refusal.message)
            return cleaned
        accounts = {account.value: cleaned.get(f"account_{account.value}", "") for account in Account}
        return {
            "contribution_minor": sum_.minor,
            "currency": cleaned.get("currency"),
            "due_days": cleaned.get("due_days"),
            "reminder_days": cleaned.get("reminders"),
            "account_numbers": accounts,
        }


class VatRuleForm(forms.ModelForm):
    """How invoices to a country are taxed."""

    reason = TextsField(label=_("Why no VAT is asked"), required=False)

    class Meta:
        model = VatRule
        fields = ["category", "rate", "reason", "code"]


class NewVatRuleForm(VatRuleForm):
    country = forms.ModelChoiceField(label=_("Country"), queryset=Country.objects.all())
    field_order = ["country", "category", "rate", "reason", "code"]

    class Meta(VatRuleForm.Meta):
        fields = ["country", *VatRuleForm.Meta.fields]


class SellerForm(forms.ModelForm):
    """Who we are on invoices, and where the money goes."""

    class Meta:
        model = SellerDetails
        fields = [
            *("name", "street", "postcode", "town", "country", "registration_number", "vat_number"),
            *("address_scheme", "electronic_address", "bank", "iban", "bic", "email"),
        ]


VAT_LABELS = dict(VAT_CATEGORIES)
