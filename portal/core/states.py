"""States: what each is called, how it looks, what may follow. Each noun declares ONE class in its app's states.py."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Self

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.core.errors import Refused


class TransitionRefused(Refused):
    """The noun is not in a state from which this step can be taken."""

    message = _("You can't do this any more: something changed after you opened the page.")


class Colour(StrEnum):
    """The kinds of `components/tag.html` that a state can have; staff screens draw the same."""

    PLAIN = "plain"
    INFO = "info"
    WAITING = "waiting"
    OPEN = "open"
    SUCCESS = "success"
    REFUSED = "refused"


class State:
    """One state as it is declared: `label` is for staff, `public` for whom it is about, `steps` name what may be done
    next and the state it leads to; `answers` are what the rules ask of each state of the noun ("is it in the field?").
    """

    def __init__(
        self,
        value: str,
        label: Any,
        *,
        public: Any = None,
        colour: Colour,
        steps: Mapping[str, str],
        **answers: bool | str | None,
    ):
        self.value, self.label, self.public, self.colour = value, label, public, colour
        self.steps, self.answers = dict(steps), answers


class States(TextChoices):
    """The states of a noun, the one it begins in first.

    >>> class NominationState(States):
    ...     DRAFT = State("draft", "Draft", colour=Colour.PLAIN, steps={"submit": "sent"}, may_be_read=False)
    ...     SENT = State("sent", "Sent", colour=Colour.INFO, steps={}, may_be_read=True)
    >>> NominationState.after("submit", "draft")
    NominationState.SENT
    >>> NominationState.where(may_be_read=True)
    frozenset({NominationState.SENT})

    A state that leaves out what the others answer, or that no step leads to, is a TypeError that names it. With
    `derived=True` nothing stores the state: it follows from other data, and no step leads anywhere.
    """

    declared: State

    def __new__(cls, declared: Any) -> Self:
        """A member of its State; afterwards `ApplicationState("draft")` finds that member by its value."""
        member = str.__new__(cls, declared.value)
        member._value_ = declared.value
        member.declared = declared
        return member

    def __init_subclass__(cls, *, derived: bool = False, **options: Any):
        super().__init_subclass__(**options)
        _check_answers(cls)
        if not derived:
            _check_steps(cls)

    @property
    def label(self) -> Any:
        """What staff read."""
        return self.declared.label

    @property
    def public_label(self) -> Any:
        """What applicants, nominees and nominators read; None where nobody but staff ever does."""
        return self.declared.public

    @property
    def colour(self) -> Colour:
        return self.declared.colour

    @classmethod
    def where(cls, **answers: bool | str | None) -> frozenset[Self]:
        """The states that answer so: `ApplicationState.where(in_field=True)`."""
        return frozenset(
            state for state in cls if all(state.declared.answers[name] == wanted for name, wanted in answers.items())
        )

    @classmethod
    def choices_in(cls, states: Iterable[str]) -> list[tuple[str, Any]]:
        """Choices of a filter that offers only these, in the order they are declared."""
        wanted = set(states)
        return [(state.value, state.label) for state in cls if state in wanted]

    @classmethod
    def allows(cls, step: str, state: str) -> bool:
        cls.target(step)
        return step in cls(state).declared.steps

    @classmethod
    def after(cls, step: str, state: str) -> Self:
        """The state that `step` leads to from `state`; raises TransitionRefused when it may not be taken."""
        if not cls.allows(step, state):
            raise TransitionRefused()
        return cls.target(step)

    @classmethod
    def target(cls, step: str) -> Self:
        """The state that `step` leads to from wherever it may be taken; KeyError for a step nobody declared."""
        return {name: cls(target) for state in cls for name, target in state.declared.steps.items()}[step]


def _check_answers(states: type[States]) -> None:
    """Every state answers what any of them answers, and has words for the public if one has."""
    asked = {name for state in states for name in state.declared.answers}
    is_public = any(state.public_label for state in states)
    for state in states:
        missing = sorted(asked - state.declared.answers.keys())
        if is_public and not state.public_label:
            missing.append("public")
        if missing:
            raise TypeError(f"{states.__name__}.{state.name} does not say: {', '.join(missing)}")


def _check_steps(states: type[States]) -> None:
    """Every step leads to one state that exists, and every state can be reached from the first."""
    targets: dict[str, str] = {}
    for state in states:
        for step, target in state.declared.steps.items():
            if target not in states.values:
                raise TypeError(f"{states.__name__}.{state.name}: {step} leads to {target}, which is no state")
            if targets.setdefault(step, target) != target:
                raise TypeError(f"{states.__name__}.{state.name}: {step} leads to {target} and to {targets[step]}")
    reached: set[str] = set()
    ahead = states.values[:1]
    while ahead:
        state = states(ahead.pop())
        reached.add(state.value)
        ahead += set(state.declared.steps.values()) - reached
    for state in states:
        if state not in reached:
            raise TypeError(f"{states.__name__}.{state.name} can't be reached: no step leads to it")
