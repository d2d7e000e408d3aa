"""What staff are asked when they take a step back. The forms parse; the actions decide."""

from django.utils.translation import gettext_lazy as _

from pioneers.models import Candidacy
from portal.adminkit.forms import WhyForm, refuse_unchanged
from portal.core.texts_field import TextsField


class WithdrawLaureateForm(WhyForm):
    """Why a laureate leaves the site, for everyone and for the record."""

    field_order = ["public_reasons", "why"]

    public_reasons = TextsField(
        label=_("Reason, as everyone reads it"),
        rows=3,
        help_text=_("Stands at the laureate’s address from now on. English at least. Name no person."),
    )


class CorrectLaureateForm(WhyForm):
    """The jury's reasons in other words."""

    needs_record = True
    field_order = ["reasons", "why"]

    reasons = TextsField(label=_("The jury’s reasons"), rows=4, help_text=_("Everyone reads that they were corrected."))

    def __init__(self, *args, record: Candidacy, **kwargs):
        super().__init__(*args, **kwargs)
        self.stands = record.reasons
        self.initial.setdefault("reasons", self.stands)

    def clean_reasons(self) -> dict[str, str]:
        return refuse_unchanged(self.cleaned_data["reasons"], self.stands)
