from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from portal.adminkit.columns import RecordColumn, StateColumn
from portal.adminkit.details import DetailField, RecordAction
from portal.adminkit.viewset import RecordViewSet
from portal.payments.actions.settings import (
    add_vat_rule,
    approve_seller_details,
    propose_seller_details,
    reject_seller_details,
    update_payment_terms,
    update_vat_rule,
)
from portal.payments.forms.staff import NewVatRuleForm, SellerForm, TermsForm, VatRuleForm
from portal.payments.models import BillingDetails, PaymentTerms, SellerDetails, VatRule
from portal.payments.queries.invoices import (
    billing_visible_to,
    sellers_visible_to,
    terms_visible_to,
    vat_rules_visible_to,
)
from portal.payments.states import SellerState


class PaymentTermsViewSet(RecordViewSet):
    """The yearly contribution, days to pay, reminders, numbers of the accounts."""

    model = PaymentTerms
    icon = "cog"
    menu_label = _("Terms of payment")
    visible_to = terms_visible_to
    view_permission = "payments.see_books"
    update_permission, update_action = "payments.change_settings", update_payment_terms
    argument = "terms"
    form_class = TermsForm
    list_display = [RecordColumn("contribution", label=_("Yearly contribution"), accessor="contribution"), "due_days"]
    ordering = "pk"
    detail_fields = [
        DetailField(_("Yearly contribution"), lambda terms: str(terms.contribution)),
        DetailField(_("Days to pay"), lambda terms: terms.due_days),
        DetailField(_("Reminders, days after the due date"), lambda terms: terms.reminder_days),
        DetailField(
            _("Numbers of the accounts"),
            lambda terms: [f"{account}: {number}" for account, number in terms.account_numbers.items()],
        ),
    ]

    def get_title(self, record):
        return _("Terms of payment")

    def get_form_options(self, record, viewer, at):
        return {"instance": record}


class VatRuleViewSet(RecordViewSet):
    """How invoices are taxed, by the city's country."""

    model = VatRule
    icon = "tag"
    menu_label = _("VAT rules")
    visible_to = vat_rules_visible_to
    view_permission = "payments.see_books"
    create_permission, create_action = "payments.change_settings", add_vat_rule
    update_permission, update_action = "payments.change_settings", update_vat_rule
    argument = "rule"
    form_class = NewVatRuleForm
    edit_form_class = VatRuleForm
    list_display = [
        RecordColumn("country", label=_("Country"), accessor=str),
        Column("category", label=_("Category"), accessor=lambda rule: rule.get_category_display()),
        "rate",
        "code",
    ]
    list_related = ["country"]
    ordering = "pk"
    detail_fields = [
        DetailField(_("Country"), str),
        DetailField(_("Category"), lambda rule: rule.get_category_display()),
        DetailField(_("Rate, per cent"), lambda rule: rule.rate),
        DetailField(_("Why no VAT is asked"), lambda rule: rule.reason.get("en", "")),
        DetailField(_("VAT code in the books"), lambda rule: rule.code),
    ]


class SellerDetailsViewSet(RecordViewSet):
    """Who we are on invoices and where the money goes: proposed by one person, approved by another."""

    model = SellerDetails
    icon = "home"
    menu_label = _("Our details on invoices")
    visible_to = sellers_visible_to
    view_permission = "payments.see_books"
    create_permission, create_action = "payments.propose_seller", propose_seller_details
    form_class = SellerForm
    list_display = [RecordColumn("name", label=_("Name"), accessor="name"), "iban", StateColumn(), "proposed_at"]
    list_related = ["country", "proposed_by"]
    ordering = "-proposed_at"
    detail_related = ["country", "proposed_by"]
    detail_fields = [
        DetailField(_("State"), lambda one: SellerState(one.state).label),
        DetailField(_("Name"), lambda one: one.name),
        DetailField(_("Address"), lambda one: f"{one.street}, {one.postcode} {one.town}, {one.country}"),
        DetailField(_("Registration number"), lambda one: one.registration_number),
        DetailField(_("VAT number"), lambda one: one.vat_number),
        DetailField(_("Electronic address"), lambda one: f"{one.address_scheme}:{one.electronic_address}"),
        DetailField(_("Bank"), lambda one: one.bank),
        DetailField(_("IBAN"), lambda one: one.iban),
        DetailField(_("BIC"), lambda one: one.bic),
        DetailField(_("E-mail address"), lambda one: one.email),
        DetailField(_("Proposed by"), lambda one: one.proposed_by.get_full_name() if one.proposed_by else ""),
        DetailField(_("Approved"), lambda one: one.approved_at),
    ]
    record_actions = [
        RecordAction(
            "approve",
            _("Approve"),
            approve_seller_details,
            "payments.approve_seller",
            explanation=_("From now on cities pay to this account. Ask the colleague in person before you approve."),
            success=_("The details stand on every invoice from now on."),
            shown=lambda one, at: one.state == SellerState.PROPOSED,
            argument="details",
            icon="check",
        ),
        RecordAction(
            "reject",
            _("Reject"),
            reject_seller_details,
            "payments.propose_seller",
            explanation=_("The change does not come about. The details that count now stay."),
            shown=lambda one, at: one.state == SellerState.PROPOSED,
            argument="details",
            danger=True,
        ),
    ]

    def get_title(self, record):
        return record.name


class BillingDetailsViewSet(RecordViewSet):
    """Who pays for which city, as the city's people gave it."""

    model = BillingDetails
    icon = "form"
    menu_label = _("Billing details")
    visible_to = billing_visible_to
    view_permission = "payments.see_books"
    list_display = [RecordColumn("city", label=_("City"), accessor="city"), "name", "email"]
    list_related = ["city__country"]
    search_fields = ["city__search_text", "name"]
    ordering = "pk"
    detail_fields = [
        DetailField(_("City"), lambda one: one.city),
        DetailField(_("Name on the invoice"), lambda one: one.name),
        DetailField(_("Address"), lambda one: f"{one.street}, {one.postcode} {one.town}"),
        DetailField(_("Registration number"), lambda one: one.registration_number),
        DetailField(_("VAT number"), lambda one: one.vat_number),
        DetailField(_("Electronic address"), lambda one: f"{one.address_scheme}:{one.electronic_address}"),
        DetailField(_("Buyer reference"), lambda one: one.buyer_reference),
        DetailField(_("Order number"), lambda one: one.order_reference),
        DetailField(_("E-mail address for invoices"), lambda one: one.email),
    ]

    def get_title(self, record):
        return str(record.city)
