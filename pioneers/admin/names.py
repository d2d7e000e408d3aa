"""Names a pen name stands for, on the staff pages of nominations and candidacies."""

from django.utils.html import format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pioneers.actions.names import redact_nomination
from pioneers.forms.names import RedactForm
from pioneers.models import Candidacy, Nomination
from pioneers.queries.names import aliases_in, findings_in, name_for_jury, names_found
from portal.adminkit.addresses import staff_url
from portal.adminkit.details import DetailField, RecordAction
from portal.documents.queries.files import files_of


def _hidden(nomination: Nomination) -> str:
    """What the jury does not read because of a pen name: in which field which names, and what files are called."""
    aliases = aliases_in(nomination)
    lines = [
        f"{capfirst(str(Nomination._meta.get_field(name).verbose_name))}: {', '.join(names)}"
        for name, names in names_found(nomination, aliases).items()
    ]
    renamed = ((file.name, name_for_jury(file.name, aliases)) for file in files_of(nomination))
    lines += [
        _("The file %(name)s is called %(other)s for the jury") % {"name": name, "other": other}
        for name, other in renamed
        if name != other
    ]
    return "\n".join(lines)


def _reading_copy(nomination: Nomination) -> str:
    copy = nomination.reading_copy
    return "\n\n".join([*(copy[name] for name in ("did", "changed", "courage")), *copy["links"]]) if copy else ""


def _left(candidacy: Candidacy):
    return format_html_join(
        "\n",
        '<a href="{}">{}</a>, {}: {}',
        (
            (staff_url(one.nomination), one.nomination.reference, one.where, ", ".join(one.names))
            for one in findings_in(candidacy)
        ),
    )


nomination_fields = [
    DetailField(gettext_lazy("Names hidden from the jury"), _hidden),
    DetailField(gettext_lazy("Reading copy for the jury"), _reading_copy),
]
left_names_field = DetailField(gettext_lazy("Names the jury can still read"), _left)
redact_action = RecordAction(
    "redact",
    gettext_lazy("Write what the jury reads"),
    redact_nomination,
    "pioneers.screen_nomination",
    explanation=gettext_lazy(
        "The nominee chose a pen name. Names we know of are replaced below already. Read it through and remove what "
        "else gives the nominee away. The jury reads this copy; the nominator and the nominee keep the original."
    ),
    form_class=RedactForm,
    shown=lambda nomination, at: bool(aliases_in(nomination) or nomination.reading_copy),
)
