"""`python -m tests.support.states_page` writes docs/states.md: every state of every noun, as it is declared."""

import os
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "states.md"
INTRODUCTION = """# States

Every state of every noun, as it is declared in the `states.py` of its app: the word stored, what staff and the people
concerned read, the colour of its tag, what the rules ask of it, and the steps that lead on. The first state is where
each begins. This page is written by `python -m tests.support.states_page`; [how to add a state](how-to/add-a-state.md).
"""


def page() -> str:
    from django.utils.module_loading import autodiscover_modules

    from portal.core.states import States

    autodiscover_modules("states")
    nouns = sorted(States.__subclasses__(), key=lambda states: (states.__module__, states.__name__))
    return "\n".join(
        [INTRODUCTION, *(section(states) for states in nouns if not states.__module__.startswith("tests"))]
    )


def section(states) -> str:
    lines = [
        f"## {states.__name__} (`{states.__module__.replace('.', '/')}.py`)\n",
        "| state | staff read | others read | colour | true of it | what may follow |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    return "\n".join([*lines, *(line(state) for state in states)]) + "\n"


def line(state) -> str:
    answers = [name if value is True else f"{name}: {value}" for name, value in state.declared.answers.items() if value]
    steps = [f"{step} → {target}" for step, target in state.declared.steps.items()]
    cells = (
        f"`{state.value}`",
        state.label,
        state.public_label or "",
        state.colour,
        ", ".join(answers),
        ", ".join(steps),
    )
    return f"| {' | '.join(str(cell) for cell in cells)} |"


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.config.settings.test")
    django.setup()
    PAGE.write_text(page())


if __name__ == "__main__":
    main()
