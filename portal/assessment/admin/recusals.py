"""The two steps every staff page of something judged offers: recusal, and letting a colleague back."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from portal.adminkit.details import DetailField, RecordAction
from portal.assessment.forms.recusal import LiftRecusalForm, StaffRecusalForm
from portal.assessment.queries.recusals import default_subject, recused_staff


def recusal_actions(
    *,
    recuse_staff: Callable,
    may_recuse: str,
    lift_staff_recusals: Callable,
    may_lift: str,
    form_class: type[LiftRecusalForm] = LiftRecusalForm,
    subject_of: Callable = default_subject,
    argument: str | None = None,
) -> list[RecordAction]:
    """The steps with the actions and permissions of a half; `subject_of(record)` is kind and uuid of what is judged,
    and `argument` the name under which the actions take the record."""
    return [
        RecordAction(
            "declare-conflict",
            _("Declare a conflict of interest"),
            recuse_staff,
            may_recuse,
            form_class=StaffRecusalForm,
            explanation=_(
                "You can no longer read it or decide anything about it; a colleague does. If it is your case, "
                "it goes to your stand-in, or to everyone. Only a colleague can let you take part again."
            ),
            success=_("Your conflict of interest is noted."),
            argument=argument,
            icon="no-view",
        ),
        RecordAction(
            "lift-recusal",
            _("Let a colleague take part again"),
            lift_staff_recusals,
            may_lift,
            form_class=form_class,
            explanation=_("They can read and judge it again. A known tie still excludes them until it ends."),
            success=_("They can take part again."),
            shown=lambda record, at: recused_staff(*subject_of(record)).exists(),
            argument=argument,
            icon="view",
        ),
    ]


def recusals_field(subject_of: Callable = default_subject) -> DetailField:
    """Who of the secretariat is recused, by name."""
    return DetailField(
        _("Colleagues with a conflict of interest"),
        lambda record: [user.get_full_name() for user in recused_staff(*subject_of(record))],
    )
