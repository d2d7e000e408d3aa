"""Who may apply, as data: `{"kinds": […], "countries": […], "members_only": true, "city_required": true}`.

A key that is missing does not limit. `members_only` asks that the city the project is for is a member of the alliance
on the call's last day, read from memberships with their dates.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy


@dataclass(frozen=True, slots=True)
class EligibilityRule:
    """A call's rule, read from its data. Empty sets do not limit."""

    kinds: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    members_only: bool = False
    city_required: bool = False

    @classmethod
    def of(cls, data: Mapping) -> "EligibilityRule":
        return cls(
            kinds=frozenset(data.get("kinds", ())),
            countries=frozenset(data.get("countries", ())),
            members_only=bool(data.get("members_only")),
            city_required=bool(data.get("city_required") or data.get("members_only")),
        )

    def as_data(self) -> dict:
        return {
            "kinds": sorted(self.kinds),
            "countries": sorted(self.countries),
            "members_only": self.members_only,
            "city_required": self.city_required,
        }


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who would apply: the kind of body, the country of the project, its city by name, whether that is a member."""

    kind: str
    country: str
    city: str | None
    is_member: bool


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the formal check: what it asks, whether it is met, and what to say when it is not."""

    key: str
    label: str | Promise
    met: bool
    fault: str | Promise
    field: str | None = None


# What each point is called, on the check and in the history.
POINT_NAMES = {
    "kind": gettext_lazy("The applicant is of a type that can apply"),
    "country": gettext_lazy("The project is in a country the call is for"),
    "city": gettext_lazy("A city is named"),
    "member": gettext_lazy("The city is a member of the alliance"),
}


def eligibility_points(rule: EligibilityRule, applicant: Applicant) -> list[Point]:
    """Each point of `rule` that can be read from what is held, for one applicant."""
    points = []
    if rule.kinds:
        points.append(
            Point(
                "kind",
                POINT_NAMES["kind"],
                applicant.kind in rule.kinds,
                gettext_lazy("This call is not for organisations of this type."),
                "organisation",
            )
        )
    if rule.countries:
        points.append(
            Point(
                "country",
                POINT_NAMES["country"],
                applicant.country in rule.countries,
                gettext_lazy("This call is for projects in other countries."),
                "city",
            )
        )
    if rule.city_required:
        points.append(
            Point(
                "city",
                POINT_NAMES["city"],
                applicant.city is not None,
                gettext_lazy("Choose the city the project is for."),
                "city",
            )
        )
    if rule.members_only and applicant.city is not None:
        points.append(
            Point(
                "member",
                POINT_NAMES["member"],
                applicant.is_member,
                format_lazy(
                    gettext_lazy("{city} is not a member of Nordic Safe Cities on the last day of this call."),
                    city=applicant.city,
                ),
                "city",
            )
        )
    return points


def faults(rule: EligibilityRule, applicant: Applicant) -> list[Point]:
    """The points an applicant does not meet."""
    return [point for point in eligibility_points(rule, applicant) if not point.met]
