"""What staff fill in about publications, themes and promises; what a reader chooses to be told of."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.alliance.models import Publication, Theme, YearlyPromise
from portal.alliance.queries.publications import PURPOSE
from portal.core.form_values import bounded
from portal.core.texts_field import TextsField
from portal.documents.queries.files import files_of


class PublicationForm(forms.ModelForm):
    """A publication without its files, which are attached once it is there."""

    title = TextsField(label=_("Title"), max_length=200)
    summary = TextsField(label=_("Summary"), rows=4, required=False)
    link = forms.URLField(
        label=_("Link to the recording"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Only for a recording or a document that lies elsewhere."),
    )

    class Meta:
        model = Publication
        fields = ["kind", "title", "summary", "themes", "language", "link"]
        widgets = {"themes": forms.CheckboxSelectMultiple}


class AttachmentForm(forms.Form):
    """One file more."""

    file = forms.FileField(label=_("File"), help_text=_("PDF, Word, Excel, PowerPoint or OpenDocument, 50 MB at most."))


class FileRemovalForm(forms.Form):
    """Which of its files goes."""

    needs_record = True

    file = forms.ChoiceField(label=_("File"), widget=forms.RadioSelect)

    def __init__(self, *args, record: Publication, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].choices = [(str(file.uuid), file.name) for file in files_of(record, PURPOSE)]


class WithdrawalForm(forms.Form):
    """Why members no longer find it."""

    reason = forms.CharField(
        label=_("Why"), widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Stays on record. Only staff read it.")
    )


class ThemeForm(forms.ModelForm):
    names = TextsField(label=_("Name"), max_length=120)

    class Meta:
        model = Theme
        fields = ["names", "slug", "position"]
        formfield_callback = bounded(position=(0, 999))

    def _get_validation_exclusions(self):
        # The action says in its own words that there is such a theme.
        return {*super()._get_validation_exclusions(), "slug"}


class PromiseForm(forms.ModelForm):
    class Meta:
        model = YearlyPromise
        fields = ["number"]
        formfield_callback = bounded(number=(0, 100))


class SubscriptionForm(forms.Form):
    """What to be told of."""

    themes = forms.ModelMultipleChoiceField(
        label=_("Themes"),
        queryset=Theme.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose none to hear about everything."),
    )
