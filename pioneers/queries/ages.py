"""How old somebody is on a day, and from which age a country lets them consent alone."""

from datetime import date

from django.db.models import Q

from pioneers.models import ConsentAge

# Where no dated row says otherwise: the age of majority in every Nordic country, and the Norwegian authority's main
# rule for processing young people's data.
MAIN_RULE = 18


def age_on(birth_date: date, day: date) -> int:
    """Whole years lived on `day`; born on 29 February, one is a year older on 1 March of other years."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def consent_age(act: str, country: str, on: date) -> int:
    """The age from which a person in this country consents alone to this act on that day."""
    row = (
        ConsentAge.objects.filter(Q(ends=None) | Q(ends__gt=on), act=act, country=country, starts__lte=on)
        .order_by("-starts")
        .first()
    )
    return row.age if row else MAIN_RULE
