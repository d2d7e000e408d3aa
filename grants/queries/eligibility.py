"""Who may apply to a call: the rule in words, the cities to choose from, and what is held of an applicant."""

from datetime import date

from babel.lists import format_list
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from grants.domain.eligibility import Applicant, EligibilityRule
from grants.models import Application
from portal.cities.models import City, Country, Organisation
from portal.cities.queries.cities import cities
from portal.cities.states import OrganisationKind
from portal.membership.queries.memberships import is_member, members


def applicant_of(rule: EligibilityRule, organisation: Organisation, city: City | None, on: date) -> Applicant:
    """What is held of an organisation and its project's city, as far as `rule` asks it; membership is read on a day."""
    return Applicant(
        kind=organisation.kind,
        country=city.country_id if city else organisation.country_id,
        city=city.local_name if city else None,
        is_member=rule.members_only and city is not None and is_member(city, on),
    )


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
