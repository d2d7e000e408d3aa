"""The form of the copy of a nomination that the jury reads."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pioneers.queries.names import TEXTS, aliases_in, links_for_jury, text_for_jury


class RedactForm(forms.Form):
    """The three texts and the links, as the jury reads them now."""

    needs_record = True
    did = forms.CharField(label=_("What they did"), widget=forms.Textarea(attrs={"rows": 8}), required=False)
    changed = forms.CharField(label=_("What changed"), widget=forms.Textarea(attrs={"rows": 8}), required=False)
    courage = forms.CharField(label=_("Why it took courage"), widget=forms.Textarea(attrs={"rows": 8}), required=False)
    links = forms.CharField(
        label=_("Links"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("One on each line. Remove those that name the nominee."),
    )

    def __init__(self, *args, record=None, **kwargs):
        super().__init__(*args, **kwargs)
        if record is not None:
            aliases = aliases_in(record)
            self.initial |= {name: text_for_jury(record, name, aliases) for name in TEXTS}
            self.initial["links"] = "\n".join(links_for_jury(record, aliases))

    def clean_links(self):
        return self.cleaned_data["links"].split()
