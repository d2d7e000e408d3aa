"""What the secretariat fills in about accounts, invitations and people."""

from django import forms
from django.utils.functional import lazy
from django.utils.html import format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from portal.audit.erasure import subject_of
from portal.audit.queries.erasure import held_data_of
from portal.core import clock
from portal.core.languages import language_to_store, offered_language, offered_languages
from portal.people.countries import country_choices
from portal.people.models import Person
from portal.people.roles import CHOICES


class InviteForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address"))
    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    language = forms.ChoiceField(label=_("Language of e-mails"), choices=offered_languages)
    roles = forms.MultipleChoiceField(label=_("Roles"), choices=CHOICES, widget=forms.CheckboxSelectMultiple)


class GiveRoleForm(forms.Form):
    """Only the roles the account does not hold yet."""

    needs_record = True
    role = forms.ChoiceField(label=_("Role"))

    def __init__(self, *args, record, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role, label) for role, label in CHOICES if role not in record.held_roles]


class TakeRoleForm(forms.Form):
    """Only the roles the account holds."""

    needs_record = True
    role = forms.ChoiceField(label=_("Role"))

    def __init__(self, *args, record, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role, label) for role, label in CHOICES if role in record.held_roles]


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example how you checked who was asking. Don’t name anyone here."),
    )


class ProtectionForm(forms.Form):
    protected = forms.BooleanField(
        label=_("Whereabouts are protected"),
        required=False,
        help_text=_(
            "Place, school and picture are never shown. Never write down the type of protection or the reason."
        ),
    )


class PersonForm(forms.ModelForm):
    country = forms.ChoiceField(
        label=_("Country"), required=False, choices=lambda: [("", "–"), *country_choices(get_language())]
    )

    class Meta:
        model = Person
        fields = ["given_name", "family_name", "email", "language", "birth_date", "country"]
        widgets = {"birth_date": AdminDateInput()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = offered_languages()
        self.initial["language"] = offered_language(self.instance.language)

    def clean_language(self) -> str:
        return language_to_store(self.cleaned_data["language"], self.instance.language)


class GuardianForm(forms.Form):
    given_name = forms.CharField(label=_("Given name"), max_length=120)
    family_name = forms.CharField(label=_("Family name"), max_length=120, required=False)
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Only a person the young person has named: it is not safe to ask every guardian."),
    )
    language = forms.ChoiceField(label=_("Language of e-mails"), choices=offered_languages)


class ErasureForm(forms.Form):
    """Says what is held and what stands against erasing it before anything goes."""

    needs_record = True
    sure = forms.BooleanField(label=_("I have checked who asked. This can’t be undone."))

    def __init__(self, *args, record, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sure"].help_text = lazy(lambda: _held(record), str)()

    def clean(self):
        return {key: value for key, value in super().clean().items() if key != "sure"}


def _held(record) -> str:
    lines = []
    for holding in held_data_of(subject_of(record), clock.now()):
        if holding.count:
            reasons = " ".join(str(obstacle.reason) for obstacle in holding.obstacles)
            lines.append((holding.label, holding.count, reasons))
    return format_html_join(" ", "{}: {}. {}", lines)
