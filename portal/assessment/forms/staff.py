"""What the secretariat fills in about a round."""

from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from portal.adminkit.instants import WallTimeField, ZonedInstants, zone_field
from portal.assessment.domain.scales import Scale
from portal.assessment.errors import ScaleNotSound
from portal.assessment.models import Round
from portal.assessment.queries.conflicts import Conflict, conflicts_on_panel
from portal.assessment.states import RecusalReason, RoundState
from portal.core.clock import now
from portal.core.form_values import bounded
from portal.core.texts_field import TextsField

# Of a member who can't be given many entries the first are named.
ENTRIES_NAMED = 12


class RoundForm(ZonedInstants, forms.ModelForm):
    """A round's texts, due instant and rules; the rules are fixed once it has opened."""

    instants = ("due_at",)

    title = TextsField(label=_("Title"), max_length=120)
    instructions = TextsField(label=_("Instructions to reviewers"), rows=4, required=False)
    due_at = WallTimeField(
        label=_("Reviews due"),
        help_text=_("In the time zone chosen below. A day without a time means 23:59 on that day."),
        day_ends=True,
    )
    zone = zone_field()

    class Meta:
        model = Round
        fields = [
            "title",
            "instructions",
            "due_at",
            "zone",
            "min_reviews",
            "others_reviews",
            "names_hidden",
            "comment_words",
            "asks_feedback",
            "feedback_words",
        ]
        formfield_callback = bounded(min_reviews=(1, 20), comment_words=(1, 3000), feedback_words=(1, 3000))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.show_in_zone(ZoneInfo(self.instance.zone))
        if self.instance.pk and self.instance.state != RoundState.PLANNED:
            for name in ("others_reviews", "names_hidden", "comment_words", "asks_feedback", "feedback_words"):
                self.fields[name].disabled = True


class DueForm(ZonedInstants, forms.Form):
    """Until when a round that is opened again takes reviews, in its own zone."""

    needs_record = True
    instants = ("due_at",)
    due_at = WallTimeField(label=_("Reviews due"), day_ends=True)
    reasons = forms.CharField(label=_("Why it is opened again"), widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, record=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.round = record

    def zone_of_instants(self, cleaned):
        return ZoneInfo(self.round.zone)


class SpreadForm(forms.Form):
    """How many reviewers each entry gets. Who on the panel can't be given what stands beside it, before anything is
    given."""

    needs_record = needs_viewer = True
    per_entry = forms.IntegerField(
        label=_("Reviewers per entry"),
        min_value=1,
        max_value=20,
        help_text=_(
            "Reviewers an entry already has are counted. Reviewers with a conflict of interest or a known "
            "tie are left out."
        ),
    )

    def __init__(self, *args, record, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        if record is None or viewer is None:
            return
        if conflicts := conflicts_on_panel(record, viewer, now()):
            told = format_html_join("", "<li>{}</li>", ((conflict_line(conflict),) for conflict in conflicts))
            self.fields["per_entry"].help_text = format_html(
                "{}<br>{}<ul>{}</ul>", self.fields["per_entry"].help_text, _("They can’t be given:"), told
            )


def conflict_line(conflict: Conflict) -> str:
    """A panel member and what they can't be given: “Kari Berg: NS26-0004 (applicant)”."""
    entries = ", ".join(f"{reference} ({reason})" for reference, reason in conflict.entries[:ENTRIES_NAMED])
    more = len(conflict.entries) - ENTRIES_NAMED
    if more > 0:
        entries = _("%(entries)s and %(more)d more") % {"entries": entries, "more": more}
    return _("%(name)s: %(entries)s") % {"name": conflict.name, "entries": entries}


class SeatForm(forms.Form):
    """Someone to sit on a panel. Without an account at this address, one is opened; they sign in with a code."""

    email = forms.EmailField(label=_("E-mail address"))
    name = forms.CharField(label=_("Name, if they have no account yet"), max_length=200, required=False)


class ExcludeReviewerForm(forms.Form):
    reason = forms.ChoiceField(label=_("Reason"), choices=RecusalReason)
    note = forms.CharField(label=_("Note"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2}))


class CriterionForm(forms.Form):
    """One criterion. The scale is typed one step a line, in each language alike."""

    label = TextsField(label=_("Criterion"), max_length=120)
    meaning = TextsField(label=_("What it means"), rows=2, required=False)
    weight = forms.IntegerField(label=_("Weight"), min_value=1, max_value=100, initial=1)
    may_be_na = forms.BooleanField(label=_("Can be answered “not applicable”"), required=False)
    scale = TextsField(
        label=_("Scale"),
        rows=5,
        help_text=_(
            "One step per line, from the lowest: a number, its name and, after a dash, what it means. For "
            "example “3 Good – does what it set out to do”"
        ),
    )

    def clean_scale(self):
        try:
            return Scale.from_lines(self.cleaned_data["scale"]).as_json()
        except ScaleNotSound as refusal:
            raise ValidationError(str(refusal)) from None


class CriterionFormSet(forms.BaseFormSet):
    """All criteria of a round, in their order."""

    def criteria(self) -> list[dict]:
        """What `set_criteria` takes."""
        names = ("label", "meaning", "weight", "may_be_na", "scale")
        kept = [form for form in self.ordered_forms if form.cleaned_data and form not in self.deleted_forms]
        return [{name: form.cleaned_data[name] for name in names} for form in kept]


CriteriaFormSet = forms.formset_factory(
    CriterionForm, formset=CriterionFormSet, extra=2, max_num=20, can_delete=True, can_order=True
)
