"""The expert directory of the demo, and questions in each state."""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path

from portal.alliance.actions.expert_requests import answer_expert_request, ask_expert, close_expert_request
from portal.alliance.actions.experts import hide_expert, import_experts, show_expert
from portal.alliance.domain.expert_table import ExpertRow
from portal.alliance.models import Expert
from portal.cities.models import City
from portal.cities.queries.contacts import active_contacts
from portal.core.texts import fold
from portal.people.models import User

TOLD = Path(__file__).with_name("experts.toml")
# city, expert, days ago, question, answer (None: not yet), closed by the city
QUESTIONS = (
    ("Fjordvik", "Leena Harju", 2, "Our youth council lost half its members. Where would you begin?", None, False),
    (
        "Kuusilahti", "Leena Harju", 45, "How often should a youth council meet?",
        "As often as it has something to decide. Ours meets six times a year, and never without a decision.", False,
    ),
    (
        "Søndervang", "Sigrid Aasland", 80, "Who should answer a threat to a councillor: the mayor or the police?",
        "Both, the same day, and the mayor in public.", True,
    ),
    ("Fjordvik", "Mads Kirkeby", 30, "Could you look at the plans of our harbour square?", None, True),
)  # fmt: skip


def load_experts(at: datetime) -> None:
    """Imported half a year ago, but for those who have not answered yet."""
    by = User.objects.get(email="manager@demo.test")
    told = tomllib.loads(TOLD.read_text())["expert"]
    for days, rows in (
        (180, [one for one in told if one.get("state") != "asked"]),
        (6, [one for one in told if one.get("state") == "asked"]),
    ):
        then = at - timedelta(days=days)
        import_experts(rows=[_row(number, one) for number, one in enumerate(rows, start=2)], by=by, at=then)
    for one in told:
        if one.get("state") == "asked":
            continue
        expert = show_expert(expert=Expert.objects.get(name=one["name"]), at=at - timedelta(days=170))
        if one.get("state") == "hidden":
            hide_expert(expert=expert, at=at - timedelta(days=50))
    for city, expert, days, question, answer, is_closed in QUESTIONS:
        _ask(city, expert, at - timedelta(days=days), question, answer, is_closed)


def _row(number: int, told: dict) -> ExpertRow:
    email = told.get("email") or f"{fold(told['name']).replace(' ', '.')}@experts.demo.test"
    return ExpertRow(
        number=number,
        name=told["name"],
        email=email,
        organisation=told["organisation"],
        fields=told["fields"],
        languages=told["languages"],
        about=told.get("about", ""),
    )


def _ask(name: str, expert: str, at: datetime, question: str, answer: str | None, is_closed: bool) -> None:
    city = City.objects.get(name=name)
    by = active_contacts(at).get(city=city).user
    request = ask_expert(expert=Expert.objects.get(name=expert), city=city, question=question, by=by, at=at)
    if answer:
        request = answer_expert_request(request=request, answer=answer, at=at + timedelta(hours=20))
    if is_closed:
        close_expert_request(request=request, by=by, at=at + timedelta(days=3))
