"""Ages as rows say them: whom an edition is open to, from which age a country lets somebody consent alone."""

from datetime import date, datetime

from django.db.models import Q

from pioneers.domain.ages import age_on, fits_ages
from pioneers.models import Candidacy, ConsentAge, Edition, Nominee

# Where no dated row says otherwise: the age of majority in every Nordic country, and the Norwegian authority's main
# rule for processing young people's data.
MAIN_RULE = 18


def consent_age(act: str, country: str, on: date) -> int:
    """The age from which a person in this country consents alone to this act on that day."""
    row = (
        ConsentAge.objects.filter(Q(ends=None) | Q(ends__gt=on), act=act, country=country, starts__lte=on)
        .order_by("-starts")
        .first()
    )
    return row.age if row else MAIN_RULE


def is_open_to(edition: Edition, birth_date: date) -> bool:
    """Whether an edition is open to somebody born on that day."""
    return fits_ages(birth_date, youngest=edition.min_age, oldest=edition.max_age, on=edition.age_on)


def is_of_age(act: str, nominee: Nominee, candidacy: Candidacy, at: datetime) -> bool:
    """Whether a nominee consents alone to this act at this instant; whose birth date is not known does not."""
    on, born = at.astimezone(candidacy.edition.tzinfo).date(), nominee.person.birth_date
    return born is not None and age_on(born, on) >= consent_age(act, candidacy.country, on)


def needs_guardian(nominee: Nominee, candidacy: Candidacy, at: datetime) -> bool:
    """Whether a guardian's yes is wanted beside the nominee's own to be nominated."""
    return not is_of_age(ConsentAge.Act.NOMINATION, nominee, candidacy, at)
