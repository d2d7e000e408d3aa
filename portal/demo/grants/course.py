"""How applications of the demo come to where they stand: each course is a list of steps, each step the real action."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from grants.actions.awards import answer_award, publish_award
from grants.actions.corrections import correct_decision
from grants.actions.decisions import announce_decision, decide_application
from grants.actions.eligibility import check_eligibility
from grants.actions.publication import unpublish_award
from grants.actions.receipts import send_receipt
from grants.actions.submission import reopen_application, submit_application, withdraw_application
from grants.models import Application, Call
from portal.core.money import Money, parse_money
from portal.demo.grants.writing import begin
from portal.people.models import User

IN_TIME = ("write", "submit")
FIELD = (*IN_TIME, "check")
COURSES = {
    "draft": ("write",),
    "reopened": (*IN_TIME, "reopen"),
    "submitted": IN_TIME,
    "withdrawn": (*IN_TIME, "withdraw"),
    "dismissed": (*FIELD, "tell_dismissal"),
    "dismissed_untold": FIELD,
    "assessed": FIELD,
    "left": (*FIELD, "leave"),
    "decided": (*FIELD, "decide"),
    "left_untold": (*FIELD, "decide", "leave_untold"),
    "told": (*FIELD, "decide", "tell"),
    "telling": (*FIELD, "decide", "tell_now"),
    "answered": (*FIELD, "decide", "tell", "answer"),
    "published": (*FIELD, "decide", "tell", "answer", "publish"),
    "off_site": (*FIELD, "decide", "tell", "answer", "publish", "unpublish"),
    "corrected": (*FIELD, "decide", "tell", "answer", "correct"),
}
# Said where the reviews of a story are fewer than its round wants.
OVERRIDE = "One reviewer fell ill. The panel read the application together at its meeting."
POINTS = ("kind", "country", "city", "member", "complete", "within_programme", "partners")


@dataclass(frozen=True)
class Calendar:
    """A call's instants. `after(n)`: the nth day after it closed, in the afternoon, never ahead of now."""

    opens: datetime
    closes: datetime
    now: datetime

    @classmethod
    def of(cls, facts: dict, now: datetime, zone: ZoneInfo) -> "Calendar":
        def noon(days: int) -> datetime:
            return datetime.combine(now.astimezone(zone).date() + timedelta(days=days), time(12), zone)

        return cls(noon(facts["opens"]), noon(facts["closes"]), now)

    def after(self, days: float) -> datetime:
        return min(self.closes + timedelta(days=days, hours=2), self.now - timedelta(minutes=5))

    def submission_count(self, order: int) -> datetime:
        """The last days before closing, or what has passed of them: most people are late."""
        last = min(self.closes, self.now.replace(hour=11, minute=0, second=0, microsecond=0))
        return last - timedelta(days=1 + order, hours=order % 3, minutes=7 * order + 12)

    @property
    def reviewed(self) -> bool:
        """Whether reviewers have begun by now."""
        return self.now > self.closes + timedelta(days=8)

    @property
    def over(self) -> bool:
        return self.now > self.closes + timedelta(days=43)


def follow(call: Call, told: list[dict], steps: tuple[str, ...], manager: User, calendar: Calendar) -> list[dict]:
    """Takes each application through those of `steps` that belong to its course, in the order of `steps`."""
    for step in steps:
        for order, one in enumerate(told):
            if step in COURSES[one["course"]]:
                STEPS[step](call, one, order, manager, calendar)
    return told


def _write(call: Call, one: dict, order: int, manager: User, calendar: Calendar) -> None:
    begun = max(calendar.submission_count(order) - timedelta(days=9), calendar.opens + timedelta(hours=2))
    one["made"], one["holder"] = begin(call, one, at=begun)


def _submit(call, one, order, manager, calendar) -> None:
    submit_application(application=one["made"], by=one["holder"], at=calendar.submission_count(order))
    send_receipt(application=one["made"], at=calendar.submission_count(order))


def _reopen(call, one, order, manager, calendar) -> None:
    later = calendar.submission_count(order) + timedelta(hours=20)
    reopen_application(application=_fresh(one), by=one["holder"], at=later)


def _withdraw(call, one, order, manager, calendar) -> None:
    later = calendar.submission_count(order) + timedelta(hours=26)
    withdraw_application(application=_fresh(one), by=one["holder"], at=later)


def _check(call, one, order, manager, calendar) -> None:
    found = one.get("check", {})
    points = {**dict.fromkeys(POINTS, True), **dict.fromkeys(found.get("unmet", ()), False)}
    check_eligibility(
        application=_fresh(one),
        passed=not one["course"].startswith("dismissed"),
        points=points,
        reasons=found.get("reasons", ""),
        by=manager,
        at=calendar.after(3 + order / 10),
    )


def _leave(call, one, order, manager, calendar) -> None:
    withdraw_application(application=_fresh(one), by=one["holder"], at=calendar.after(16))


def _decide(call, one, order, manager, calendar) -> None:
    wanted = one["decision"]
    decide_application(
        application=_fresh(one),
        kind=wanted["kind"],
        sum=_sum(wanted, call),
        reasons=wanted["reasons"],
        override_reasons=wanted.get("override", OVERRIDE),
        by=manager,
        at=calendar.after(50 + order / 10),
    )


def _sum(wanted: dict, call: Call) -> Money | None:
    return parse_money(wanted["sum"], call.currency) if "sum" in wanted else None


def _leave_untold(call, one, order, manager, calendar) -> None:
    withdraw_application(application=_fresh(one), by=one["holder"], at=calendar.after(52))


def _tell(call, one, order, manager, calendar) -> None:
    announce_decision(application=_fresh(one), by=manager, at=calendar.after(one["decision"].get("told", 54)))


def _tell_now(call, one, order, manager, calendar) -> None:
    """The minutes in which it can be stopped begin as the demo does."""
    announce_decision(application=_fresh(one), by=manager, at=calendar.now)


def _tell_dismissal(call, one, order, manager, calendar) -> None:
    announce_decision(application=_fresh(one), by=manager, at=calendar.after(5))


def _answer(call, one, order, manager, calendar) -> None:
    accept = one.get("answer", "accept") == "accept"
    answer_award(application=_fresh(one), accept=accept, by=one["holder"], at=calendar.after(58 + order))


def _publish(call, one, order, manager, calendar) -> None:
    at = calendar.after(70)
    publish_award(
        award=_fresh(one).award,
        public_reasons=one["public"],
        publish_at=calendar.now + timedelta(days=one["ahead"]) if "ahead" in one else at,
        by=manager,
        at=at,
    )


def _unpublish(call, one, order, manager, calendar) -> None:
    unpublish_award(
        award=_fresh(one).award,
        public_reasons=one["withdrawn"]["public"],
        why=one["withdrawn"]["why"],
        by=manager,
        at=calendar.after(75),
    )


def _correct(call, one, order, manager, calendar) -> None:
    wanted = one["correction"]
    correct_decision(
        application=_fresh(one),
        kind=wanted["kind"],
        sum=_sum(wanted, call),
        reasons=wanted["reasons"],
        why=wanted["why"],
        override_reasons=OVERRIDE,
        by=manager,
        at=calendar.after(72),
    )


def _fresh(one: dict) -> Application:
    return Application.objects.select_related("call__fund").get(pk=one["made"].pk)


STEPS = {
    "write": _write,
    "submit": _submit,
    "reopen": _reopen,
    "withdraw": _withdraw,
    "check": _check,
    "leave": _leave,
    "decide": _decide,
    "leave_untold": _leave_untold,
    "tell": _tell,
    "tell_now": _tell_now,
    "tell_dismissal": _tell_dismissal,
    "answer": _answer,
    "publish": _publish,
    "unpublish": _unpublish,
    "correct": _correct,
}
