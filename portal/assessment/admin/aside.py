"""The two steps every staff page of something judged offers: standing aside, and letting a colleague back."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from portal.adminkit.details import Fact, Step
from portal.assessment.forms.recusal import LetBackForm, StaffAsideForm
from portal.assessment.queries.aside import itself, staff_aside


def aside_steps(
    *,
    stand_aside: Callable,
    may_stand_aside: str,
    let_back: Callable,
    may_let_back: str,
    form_class: type[LetBackForm] = LetBackForm,
    subject_of: Callable = itself,
    argument: str | None = None,
) -> list[Step]:
    """The steps with the actions and permissions of a half; `subject_of(record)` is kind and uuid of what is judged,
    and `argument` the name under which the actions take the record."""
    return [
        Step(
            "stand-aside",
            _("Stand aside"),
            stand_aside,
            may_stand_aside,
            form_class=StaffAsideForm,
            explanation=_(
                "You will no longer read it here, nor take any step that judges it; a colleague does. If it is your "
                "case, it goes to your stand-in, or to everyone. Only a colleague can let you take part again."
            ),
            success=_("You stand aside from this now."),
            argument=argument,
            icon="no-view",
        ),
        Step(
            "let-back",
            _("Let a colleague take part again"),
            let_back,
            may_let_back,
            form_class=form_class,
            explanation=_("They read it again and may judge it. A known tie still keeps them aside until it ends."),
            success=_("They may take part again."),
            shown=lambda record, at: staff_aside(*subject_of(record)).exists(),
            argument=argument,
            icon="view",
        ),
    ]


def aside_fact(subject_of: Callable = itself) -> Fact:
    """Who of the secretariat stands aside, by name."""
    return Fact(
        _("Colleagues who stand aside"),
        lambda record: [user.get_full_name() for user in staff_aside(*subject_of(record))],
    )
