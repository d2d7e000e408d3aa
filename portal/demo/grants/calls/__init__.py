"""Calls of the demo, each told in a TOML file beside this one: the call, then its applications in order.

Days count from the day of loading (negative: past). An application's `course` is how far it has come; the steps of each
are in `course.py`. Reviews name their reviewer's number and a score for each criterion in order. A table `decided`
tells how an application went on, for the stage of the demo in which its call is decided.
"""

import tomllib
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from grants.actions.calls import announce_call, cancel_call, conclude_call, create_call
from grants.models import Call, Fund, Programme
from grants.queries.rounds import round_of
from portal.assessment.actions.rounds import close_round
from portal.core.money import parse_money
from portal.demo.grants.course import Calendar, follow
from portal.demo.grants.reviewing import open_reviewing
from portal.demo.stages import Window
from portal.people.models import User

ZONES = {"seed-funding": "Europe/Copenhagen", "safer-cities-norway": "Europe/Oslo"}
PREFIXES = {"seed-funding": "SF", "safer-cities-norway": "TB"}
FUNDS = {"seed-funding": "EUR", "safer-cities-norway": "NOK"}


def stories(windows: Mapping[str, Window], without: Collection[str]) -> list[dict]:
    """All calls but those of `without`, in their windows of a stage; the one that closed first at the front."""
    told = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(Path(__file__).parent.glob("*.toml"))}
    for name, window in windows.items():
        _move(told[name], window)
    return sorted(
        (story for name, story in told.items() if name not in without), key=lambda story: story["call"]["closes"]
    )


def _move(story: dict, window: Window) -> None:
    story["call"] |= {"opens": window.opens, "closes": window.closes}
    for application in story["application"]:
        decided = application.pop("decided", {})
        if window.decided:
            application |= decided


def load_call(story: dict, manager: User, at: datetime) -> Call:
    """One call and everything that has happened in it by now."""
    facts = story["call"]
    calendar = Calendar.of(facts, at, ZoneInfo(ZONES[facts["programme"]]))
    call = _made(facts, manager, calendar)
    if facts["state"] == "draft":
        return call
    call = announce_call(call=call, by=manager, at=min(calendar.opens - timedelta(days=14), at))
    if facts["state"] == "cancelled":
        return cancel_call(call=call, by=manager, at=calendar.opens + timedelta(days=9))
    applications = story.get("application", [])
    before = ("write", "submit", "reopen", "withdraw", "check", "tell_dismissal")
    made = follow(call, applications, before, manager, calendar)
    if calendar.reviewed:
        open_reviewing(call, story["reviewers"], made, manager, calendar)
    follow(call, made, ("leave",), manager, calendar)
    if calendar.over:
        close_round(round=round_of(call), by=manager, at=calendar.after(42))
    after = ("decide", "leave_untold", "tell", "answer", "publish", "unpublish", "correct", "tell_now")
    follow(call, made, after, manager, calendar)
    if facts["state"] == "concluded":
        conclude_call(call=call, by=manager, at=calendar.after(100))
    return call


def reference_prefix(facts: dict, calendar: Calendar) -> str:
    """What the references of a call's applications begin with: its programme, and the month it closes in."""
    return f"{facts.get('prefix', PREFIXES[facts['programme']])}{calendar.closes:%y%m}"


def _made(facts: dict, manager: User, calendar: Calendar) -> Call:
    programme = Programme.objects.get(slug=facts["programme"])
    currency = FUNDS[facts["programme"]]
    sums = {f"{name}_minor": parse_money(facts[name], currency).minor for name in ("budget", "smallest", "largest")}
    return create_call(
        programme=programme,
        fund=Fund.objects.get(currency=currency),
        names=facts["names"],
        summaries=facts["summaries"],
        texts=facts["texts"],
        reference_prefix=reference_prefix(facts, calendar),
        opens_at=calendar.opens,
        closes_at=calendar.closes,
        zone=ZONES[facts["programme"]],
        answer_days=facts.get("answer_days", 21),
        by=manager,
        at=min(calendar.opens - timedelta(days=30), calendar.now - timedelta(days=1)),
        **sums,
    )
