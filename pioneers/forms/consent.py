"""What nominees and guardians answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pioneers.forms.nomination import clean_line, clean_text
from pioneers.models import Nominee

# A browser's own date field takes and gives ISO, and shows the day as its reader writes it.
ISO_DATE = "%Y-%m-%d"
BIRTHDAY = {"type": "date", "autocomplete": "bday", "data-required": "yes"}


class AcceptForm(forms.Form):
    """The nominee's yes. Nobody else gives the birth date."""

    birth_date = forms.DateField(
        label=_("Your date of birth"),
        help_text=_("Only the secretariat sees it, and only to check the ages the prize is open to."),
        widget=forms.DateInput(attrs=BIRTHDAY, format=ISO_DATE),
        error_messages={
            "required": _("We need your date of birth to see that the prize is open to you."),
            "invalid": _("Write the date as day, month and year."),
        },
    )


class KnownAgeForm(AcceptForm):
    """The yes of somebody whose date of birth we hold: it is not asked for again. A page left open may send another
    one, which the action refuses."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["birth_date"].required = False


class CorrectionForm(forms.Form):
    """The date of birth as it should be. Asking changes nothing by itself."""

    birth_date = forms.DateField(
        label=_("Your date of birth as it should be"),
        widget=forms.DateInput(attrs=BIRTHDAY, format=ISO_DATE),
        error_messages={
            "required": _("Write the date of birth that is right."),
            "invalid": _("Write the date as day, month and year."),
        },
    )
    note = forms.CharField(
        label=_("What happened, if you want to tell us"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"auto_id": "id_correct_%s", **kwargs})

    def clean_note(self):
        return clean_text(self.cleaned_data["note"], 500)


class GuardianForm(forms.Form):
    """Whom to ask. Only the nominee names a guardian."""

    name = forms.CharField(label=_("Name of a parent or guardian"), max_length=200)
    email = forms.EmailField(label=_("Their e-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))

    def clean_name(self):
        return clean_line(self.cleaned_data["name"], 200)


class NoSafeGuardianForm(forms.Form):
    """No guardian is safe to ask. Nothing has to be explained."""

    note = forms.CharField(
        label=_("What should we know? (optional)"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_note(self):
        return clean_text(self.cleaned_data["note"], 2000)


class ShownForm(forms.Form):
    """What may be shown. Everything is off until it is chosen, for everyone."""

    shown_as = forms.ChoiceField(
        label=_("Show me with"), choices=Nominee.ShownAs.choices, widget=forms.RadioSelect, initial="nothing"
    )
    pen_name = forms.CharField(
        label=_("Pen name"),
        max_length=100,
        required=False,
        help_text=_("Only if you chose a pen name above. The jury calls you by it too."),
    )
    shows_place = forms.BooleanField(label=_("Show the place"), required=False)
    place = forms.CharField(label=_("Place"), max_length=100, required=False)
    shows_school = forms.BooleanField(label=_("Show the school or organisation"), required=False)
    school = forms.CharField(label=_("School or organisation"), max_length=150, required=False)
    shows_picture = forms.BooleanField(
        label=_("Show my picture"),
        required=False,
        help_text=_("Without a picture we show a neutral drawing."),
    )

    def clean(self):
        cleaned = super().clean()
        for name, limit in (("pen_name", 100), ("place", 100), ("school", 150)):
            cleaned[name] = clean_line(cleaned.get(name), limit)
        for switch, name, sentence in (
            ("shows_place", "place", _("Write the place you want to be shown.")),
            ("shows_school", "school", _("Write the school or organisation you want to be shown.")),
        ):
            if cleaned.get(switch) and not cleaned[name]:
                self.add_error(name, sentence)
        return cleaned


class PortraitForm(forms.Form):
    """A picture of the nominee, kept private until they switch it on."""

    picture = forms.FileField(label=_("A picture of you"))
