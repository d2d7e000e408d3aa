"""Who may apply, as data: `{"kinds": […], "countries": […], "members_only": true, "city_required": true}`.

A key that is missing does not limit. `members_only` asks that the city the project is for is a member of the alliance
on the call's last day, read from memberships with their dates.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from babel.lists import format_list
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from grants.models import Application
from portal.cities.models import City, Country, Organisation
from portal.cities.queries.cities import cities
from portal.cities.states import OrganisationKind
from portal.membership.queries.memberships import is_member, members


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
class Point:
    """One point of the formal check: what it asks, whether it is met, and what to say when it is not."""

    key: str
    label: str | Promise
    met: bool
    fault: str | Promise
    field: str | None = None


def eligibility_points(rule: EligibilityRule, organisation: Organisation, city: City | None, on: date) -> list[Point]:
    """Each point of `rule` that can be read from what is held, for one applicant and city on a day."""
    points = []
    if rule.kinds:
        points.append(
            Point(
                "kind",
                gettext_lazy("The applicant is of a type that can apply"),
                organisation.kind in rule.kinds,
                gettext_lazy("This call is not for organisations of this type."),
                "organisation",
            )
        )
    if rule.countries:
        country = city.country_id if city else organisation.country_id
        points.append(
            Point(
                "country",
                gettext_lazy("The project is in a country the call is for"),
                country in rule.countries,
                gettext_lazy("This call is for projects in other countries."),
                "city",
            )
        )
    if rule.city_required:
        points.append(
            Point(
                "city",
                gettext_lazy("A city is named"),
                city is not None,
                gettext_lazy("Choose the city the project is for."),
                "city",
            )
        )
    if rule.members_only and city is not None:
        points.append(
            Point(
                "member",
                gettext_lazy("The city is a member of the alliance"),
                is_member(city, on),
                format_lazy(
                    gettext_lazy("{city} is not a member of Nordic Safe Cities on the last day of this call."),
                    city=city.local_name,
                ),
                "city",
            )
        )
    return points


def faults(rule: EligibilityRule, organisation: Organisation, city: City | None, on: date) -> list[Point]:
    return [point for point in eligibility_points(rule, organisation, city, on) if not point.met]


def choosable_cities(application: Application) -> QuerySet[City]:
    """Cities the project can be for: a municipality's own; members where the call asks for them; else those of the
    call's countries. Not read yet: a page reads all, a save asks for the one that was chosen."""
    organisation, rule = application.organisation, EligibilityRule.of(application.call.eligibility)
    if organisation.kind == OrganisationKind.MUNICIPALITY and organisation.city_id:
        return cities().filter(pk=organisation.city_id)
    found = members(application.call.closing_day()) if rule.members_only else cities()
    if rule.countries and organisation.kind != OrganisationKind.MUNICIPALITY:
        found = found.filter(country__in=rule.countries)
    return found


def rule_in_words(rule: EligibilityRule) -> list[str]:
    """The rule as sentences for the call page, in the active language."""
    lines = []
    if rule.kinds:
        kinds = [str(label) for value, label in OrganisationKind.choices if value in rule.kinds]
        lines.append(_("Can apply: %(kinds)s.") % {"kinds": _list(kinds)})
    if rule.countries:
        countries = [country.name for country in Country.objects.filter(code__in=rule.countries)]
        lines.append(_("The project takes place in: %(countries)s.") % {"countries": _list(countries)})
    if rule.members_only:
        lines.append(_("The city is a member of Nordic Safe Cities on the day the call closes."))
    elif rule.city_required:
        lines.append(_("The application names the city the project is for."))
    return lines


def _list(words: list[str]) -> str:
    """Words as a list in the active language (CLDR)."""
    language = (get_language() or "en").split("-")[0]
    return format_list(words, style="standard", locale=language) if words else ""
