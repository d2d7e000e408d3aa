"""Asking for a city, and answering."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.cities.models import City, Country
from portal.cities.queries.cities import city_options


class CityRequestForm(forms.Form):
    """Which city, and what is needed."""

    city = forms.ChoiceField(
        label=_("Your city"),
        required=False,
        choices=[],
        help_text=_("Choose it if it is listed and you need to know who its contact person is."),
    )
    country = forms.ChoiceField(label=_("Country"), choices=[])
    name = forms.CharField(
        label=_("Name of the city"), max_length=120, required=False, help_text=_("Only if it is not listed above.")
    )
    message = forms.CharField(
        label=_("What do you need?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "data-optional": ""}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [(country.code, country.name) for country in Country.objects.all()]
        self.fields["city"].choices = [("", _("My city is not listed")), *city_options()]
        for name in ("city", "name"):
            self.fields[name].widget.attrs["data-optional"] = ""

    def clean(self):
        cleaned = super().clean()
        cleaned["city"] = City.objects.filter(uuid=cleaned["city"]).first() if cleaned.get("city") else None
        if cleaned["city"] is None and not (cleaned.get("name") or "").strip() and "name" not in self.errors:
            self.add_error("name", _("Choose your city, or write its name."))
        return cleaned


class CityAnswerForm(forms.Form):
    """What staff answer; sent as it is written."""

    answer = forms.CharField(
        label=_("Answer"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "They get this by e-mail. Add the city or appoint its contact person first, so that the answer is true."
        ),
    )
