"""Forms of the decision whether two candidacies are about one nominee: each says what will happen, and asks why."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pioneers.queries.matching import kept_of


class ApartForm(forms.Form):
    """Why they are two."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Only for the secretariat."),
    )


class JoinForm(ApartForm):
    """Why they are one; says who stays and who is told."""

    needs_record = True

    def __init__(self, *args, record=None, **kwargs):
        super().__init__(*args, **kwargs)
        if record is not None:
            kept, joined = kept_of(record)
            self.fields["reason"].help_text = _(
                "%(kept)s stays, because it has come further or was first, and gets the nominations of %(joined)s. Its "
                "answers count. Its nominees get an e-mail and can read what %(joined)s says. The nominees of "
                "%(joined)s get an e-mail if they were asked; those that %(kept)s does not name are asked there. "
                "%(joined)s leaves the jury. You can split them again until the choice is made."
            ) % {"kept": kept.reference, "joined": joined.reference}


class SplitForm(ApartForm):
    """Why they are two after all; says what goes back and who is told."""

    needs_record = True

    def __init__(self, *args, record=None, **kwargs):
        super().__init__(*args, **kwargs)
        if record is not None:
            kept, joined = kept_of(record)
            self.fields["reason"].help_text = _(
                "The nominations of %(joined)s go back to it, with the people only they named. The answers given "
                "there count again; whoever was not asked is asked now. The nominees of both get an e-mail: those of "
                "%(kept)s that one nomination was not about them. What they have read can’t be unread."
            ) % {"kept": kept.reference, "joined": joined.reference}
