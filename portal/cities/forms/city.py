from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.cities.models import City


class CityForm(forms.ModelForm):
    """A city with its names in each language of the site. `cleaned_data` is what the actions take."""

    class Meta:
        model = City
        fields = ["name", "slug", "latitude", "longitude"]
        help_texts = {
            "name": _("The city’s own name, for example Tromsø or Turku."),
            "slug": _("Only small letters, digits and hyphens. Left empty, it is made from the name."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = False
        for language, label in settings.LANGUAGES:
            self.fields[f"name_{language}"] = forms.CharField(
                label=_("Name in: %(language)s") % {"language": label},
                max_length=120,
                required=False,
                initial=self.instance.names.get(language, ""),
                help_text=_("Only where it is different, as Turku is called Åbo in Swedish."),
            )
        self.order_fields([name for name in self.fields if name not in ("latitude", "longitude")])

    def clean(self):
        cleaned = super().clean()
        cleaned["names"] = {
            language: name for language, _label in settings.LANGUAGES if (name := cleaned.pop(f"name_{language}", ""))
        }
        return cleaned

    def _get_validation_exclusions(self):
        # The action says in its own words that there is such a city.
        return {*super()._get_validation_exclusions(), "slug"}


class NewCityForm(CityForm):
    """The same with its country, which never changes afterwards."""

    class Meta(CityForm.Meta):
        fields = ["country", *CityForm.Meta.fields]
