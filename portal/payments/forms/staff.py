"""What finance is asked. The forms parse; the actions decide."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from portal.cities.forms.organisation import CityChoice
from portal.cities.models import Country
from portal.core.form_values import bounded
from portal.core.money import NotASum, parse_money
from portal.core.texts_field import TextsField
from portal.payments.domain.books import Account
from portal.payments.models import Invoice, PaymentTerms, SellerDetails, VatRule
from portal.payments.queries.settings import payment_terms
from portal.payments.states import OWED


class NewInvoiceForm(forms.Form):
    """A draft: what it is for, and a line of text for each thing it asks for, with its sum after a semicolon."""

    city = CityChoice(label=_("City"))
    title = forms.CharField(label=_("What it is for"), max_length=200)
    lines = forms.CharField(
        label=_("Lines"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A line for each thing: text; sum without VAT. Such as: Membership 2026; 10 000"),
    )

    def clean_lines(self):
        """`(text, 1, minor units)` for each line."""
        found, currency = [], payment_terms().currency
        for line in filter(None, (line.strip() for line in self.cleaned_data["lines"].splitlines())):
            text, mark, amount = line.rpartition(";")
            if not mark or not text.strip():
                raise forms.ValidationError(_("Write the text, a semicolon and the sum on each line: %s") % line)
            try:
                found.append((text.strip()[:300], 1, parse_money(amount, currency).minor))
            except NotASum as refusal:
                raise forms.ValidationError(f"{line}: {refusal.message}") from refusal
        return found


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

    contribution_minor = forms.CharField(label=_("Yearly contribution"), max_length=60)
    currency = forms.ChoiceField(label=_("Currency"), choices=[(code, code) for code in ("EUR", "DKK", "NOK", "SEK")])
    due_days = forms.IntegerField(label=_("Days to pay"), min_value=1, max_value=365)
    reminder_days = forms.CharField(
        label=_("Reminders, days after the due date"),
        max_length=100,
        required=False,
        help_text=_("Numbers with commas between them, such as 7, 21, 42. Empty: no reminders."),
    )
    account_numbers = forms.CharField(
        label=_("Numbers of the accounts"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("A line for each account: its name, an equals sign, its number."),
    )

    def __init__(self, *args, instance: PaymentTerms, **kwargs):
        given = {
            "contribution_minor": instance.contribution.typed,
            "currency": instance.currency,
            "due_days": instance.due_days,
            "reminder_days": ", ".join(str(days) for days in instance.reminder_days),
            "account_numbers": "\n".join(f"{name} = {number}" for name, number in instance.account_numbers.items()),
        }
        super().__init__(*args, **{**kwargs, "initial": {**given, **(kwargs.get("initial") or {})}})

    def clean_reminder_days(self):
        typed = [part.strip() for part in self.cleaned_data["reminder_days"].split(",") if part.strip()]
        if not all(part.isascii() and part.isdecimal() and 0 < int(part) < 1000 for part in typed):
            raise forms.ValidationError(_("Write whole numbers with commas between them."))
        return [int(part) for part in typed]

    def clean_account_numbers(self):
        """The number of each account, none forgotten and none unknown."""
        lines = [line for line in self.cleaned_data["account_numbers"].splitlines() if line.strip()]
        found = {name.strip(): number.strip() for name, _mark, number in (line.partition("=") for line in lines)}
        if set(found) != {account.value for account in Account} or not all(found.values()):
            names = ", ".join(account.value for account in Account)
            raise forms.ValidationError(_("Give a number for each of these accounts: %s") % names)
        return found

    def clean(self):
        cleaned = super().clean()
        try:
            sum_ = parse_money(cleaned.get("contribution_minor", ""), cleaned.get("currency", "EUR"))
        except NotASum as refusal:
            self.add_error("contribution_minor", refusal.message)
            return cleaned
        return {**cleaned, "contribution_minor": sum_.minor}


class VatRuleForm(forms.ModelForm):
    """How invoices to a country are taxed."""

    reason = TextsField(label=_("Why no VAT is asked"), required=False)

    class Meta:
        model = VatRule
        fields = ["category", "rate", "reason", "code"]
        formfield_callback = bounded(rate=(0, 100))


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
