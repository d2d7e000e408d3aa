"""Forms of the secretariat. They parse; the actions decide."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from pioneers.models import Candidacy, Category, Ceremony, ConsentAge, Edition
from pioneers.queries.countries import country_choices
from pioneers.queries.jury import KIND, review_gaps
from pioneers.queries.recusals import judged_as, recused_candidacies_q
from portal.adminkit.instants import WallTimeField, ZonedInstants, zone_field
from portal.assessment.forms.recusal import LiftRecusalForm
from portal.core.clock import now
from portal.core.form_values import LAST_YEAR, bounded
from portal.core.money import NotASum, parse_money
from portal.core.texts_field import TextsField


class EditionForm(ZonedInstants, forms.ModelForm):
    """Every setting of an edition."""

    instants = ("opens_at", "closes_at", "reveal_at")

    titles = TextsField(label=_("Title"), max_length=200)
    introductions = TextsField(label=_("Introduction on the nomination page"), rows=4, required=False)
    zone = zone_field(initial=settings.DEFAULT_ZONE)
    countries = forms.MultipleChoiceField(
        label=_("Countries and territories"), choices=country_choices, widget=forms.CheckboxSelectMultiple
    )
    closes_at = WallTimeField(label=_("Nominations close"), day_ends=True)
    prize = forms.CharField(label=_("Prize for each laureate"), required=False, help_text=_("For example 25 000."))

    class Meta:
        model = Edition
        fields = [
            "year",
            "titles",
            "introductions",
            "zone",
            "opens_at",
            "closes_at",
            "reveal_at",
            "min_age",
            "max_age",
            "age_on",
            "countries",
            "prize_currency",
            "laureate_limit",
            "shortlist_limit",
            "words_did",
            "words_changed",
            "words_courage",
            "links_limit",
            "files_limit",
            "members_limit",
            "consent_days",
            "consent_years",
            "wording_version",
        ]
        field_classes = {"opens_at": WallTimeField, "reveal_at": WallTimeField}
        widgets = {"age_on": AdminDateInput()}
        formfield_callback = bounded(
            year=(2000, LAST_YEAR),
            min_age=(0, 120),
            max_age=(0, 120),
            laureate_limit=(0, 100),
            shortlist_limit=(0, 1000),
            words_did=(1, 3000),
            words_changed=(1, 3000),
            words_courage=(1, 3000),
            links_limit=(0, 20),
            files_limit=(0, 10),
            members_limit=(1, 100),
            consent_days=(1, 365),
            consent_years=(1, 20),
        )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.show_in_zone(self.instance.tzinfo)
            self.initial["prize"] = self.instance.prize.typed

    def clean(self):
        cleaned = super().clean()
        self._after(cleaned, "opens_at", "closes_at", _("Nominations close after they open."))
        self._after(cleaned, "closes_at", "reveal_at", _("The reveal comes after nominations close."))
        if None not in (low := cleaned.get("min_age"), high := cleaned.get("max_age")) and high < low:
            self.add_error("max_age", _("The highest age can’t be below the lowest."))
        try:
            prize = parse_money(cleaned.get("prize") or "0", cleaned.get("prize_currency") or "DKK")
            cleaned["prize_minor"] = prize.minor
        except NotASum as refusal:
            self.add_error("prize", str(refusal))
        cleaned.pop("prize", None)
        return cleaned

    def _after(self, cleaned, first, then, sentence):
        if cleaned.get(first) and cleaned.get(then) and cleaned[then] <= cleaned[first]:
            self.add_error(then, sentence)


class CategoryForm(forms.ModelForm):
    """A theme of an edition."""

    names = TextsField(label=_("Name"), max_length=120)
    descriptions = TextsField(label=_("Description"), rows=3, required=False)

    class Meta:
        model = Category
        fields = ["edition", "slug", "names", "descriptions", "position"]
        formfield_callback = bounded(position=(0, 999))


class CeremonyForm(ZonedInstants, forms.ModelForm):
    """An edition's ceremony; its start is typed in the edition's zone."""

    instants = ("starts_at",)
    texts = TextsField(
        label=_("Text until the reveal"),
        rows=6,
        required=False,
        help_text=_("Everyone can read it at once. Name no nominee: a text that does is not shown before the reveal."),
    )
    revealed_texts = TextsField(
        label=_("Text from the reveal on"),
        rows=6,
        required=False,
        help_text=_("Takes the place of the other text at the reveal. Without it the other one stays."),
    )

    class Meta:
        model = Ceremony
        fields = ["edition", "starts_at", "place", "city", "texts", "revealed_texts"]
        field_classes = {"starts_at": WallTimeField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.show_in_zone(self.instance.edition.tzinfo)

    def zone_of_instants(self, cleaned):
        return cleaned["edition"].tzinfo if cleaned.get("edition") else None


class ConsentAgeForm(forms.ModelForm):
    """From which age a country lets young people consent alone to an act."""

    class Meta:
        model = ConsentAge
        fields = ["act", "country", "age", "starts", "ends", "source"]
        formfield_callback = bounded(age=(0, 120))
        widgets = {name: AdminDateInput() for name in ("starts", "ends")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["country"] = forms.ChoiceField(label=_("Country"), choices=country_choices)


class PlanJuryForm(ZonedInstants, forms.Form):
    """When the jury's reviews are due, and how many of each entry."""

    needs_record = True
    instants = ("due_at",)
    due_at = WallTimeField(label=_("Reviews due"), day_ends=True)
    min_reviews = forms.IntegerField(label=_("Reviews wanted for each entry"), min_value=1, max_value=20, initial=2)

    def __init__(self, *args, record=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.edition = record

    def zone_of_instants(self, cleaned):
        return self.edition.tzinfo

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("due_at") and cleaned["due_at"] >= self.edition.reveal_at:
            self.add_error("due_at", _("The jury is done before the reveal."))
        return cleaned


class ConcludeForm(forms.Form):
    """Nothing to type where the jury's reviews are closed and complete; else why the choice does not wait for them."""

    needs_record = True
    override_reasons = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stays on record, for the secretariat only."),
    )

    def __init__(self, *args, record, **kwargs):
        super().__init__(*args, **kwargs)
        if gaps := review_gaps(record, now()):
            self.fields["override_reasons"].label = gettext("%(gaps)s Why do you conclude all the same?") % {
                "gaps": " ".join(gaps)
            }
        else:
            del self.fields["override_reasons"]


class AcceptNominationForm(forms.Form):
    """Nothing to type: the button says it."""

    def clean(self):
        return {**super().clean(), "accept": True}


class RefuseNominationForm(forms.Form):
    """Why a nomination is not taken forward."""

    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Only for the secretariat. The nominator gets an e-mail without the reason, and can ask."),
    )

    def clean(self):
        return {**super().clean(), "accept": False}


class AttachForm(forms.Form):
    """The candidacy a nomination is about. Those the viewer is recused from are not offered."""

    needs_record = needs_viewer = True
    candidacy = forms.ModelChoiceField(label=_("Candidacy"), queryset=Candidacy.objects.none())

    def __init__(self, *args, record=None, viewer=None, **kwargs):
        super().__init__(*args, **kwargs)
        if record is not None:
            others = Candidacy.objects.filter(edition=record.edition, kind=record.kind).exclude(pk=record.candidacy_id)
            others = others.filter(~recused_candidacies_q(viewer, now()))
            self.fields["candidacy"].queryset = others.order_by("name_folded")
        self.fields["candidacy"].label_from_instance = lambda found: f"{found.reference}: {found.name}, {found.country}"


class LiftCandidacyRecusalForm(LiftRecusalForm):
    """A nomination and a nominee are judged as their candidacy."""

    def subject_of(self, record):
        return KIND, judged_as(record)[0]


class ReasonsForm(forms.Form):
    """The jury's reasons, which everyone reads from the reveal on."""

    reasons = TextsField(
        label=_("The jury’s reasons"), rows=4, help_text=_("Shown to everyone from the reveal on. English at least.")
    )


class GuardianDecisionForm(forms.Form):
    """The secretariat's decision where no guardian is safe to ask."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 4}))


class CorrectBirthDateForm(forms.Form):
    """The date of birth as it should be, and why."""

    birth_date = forms.DateField(label=_("Date of birth"), widget=AdminDateInput())
    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 4}), help_text=_("Only for the secretariat.")
    )


class RejectCorrectionForm(forms.Form):
    """Why a date of birth stays as it is."""

    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 4}), help_text=_("Only for the secretariat.")
    )


class AllowWithoutGuardianForm(GuardianDecisionForm):
    def clean(self):
        return {**super().clean(), "allow": True}


class RefuseWithoutGuardianForm(GuardianDecisionForm):
    def clean(self):
        return {**super().clean(), "allow": False}
