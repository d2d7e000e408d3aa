"""The demo's editions of the prize: two decided on the calendar, the others around the day the demo is loaded."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from pioneers.actions.editions import announce_edition, create_ceremony, create_consent_age, create_edition
from pioneers.models import Edition
from portal.demo.stages import Prize
from portal.people.models import User

ZONE = ZoneInfo("Europe/Copenhagen")
COUNTRIES = ["DK", "NO", "SE", "FI", "IS", "GL", "FO", "AX"]
NAMES = {
    "en": "Nordic Pioneer Prize {year}",
    "da": "Nordic Pioneer-prisen {year}",
    "nb": "Nordic Pioneer-prisen {year}",
    "sv": "Nordic Pioneer-priset {year}",
    "fi": "Nordic Pioneer -palkinto {year}",
    "is": "Nordic Pioneer-verðlaunin {year}",
}
INTRODUCTION = {
    "en": "Somewhere near you a young person opened a door, asked the question or walked the last bit home with "
    "somebody. Tell us about them. Ten minutes are enough, and your own words are the best ones.",
    "da": "Et sted i nærheden af dig har et ungt menneske åbnet en dør, stillet spørgsmålet eller fulgt nogen det "
    "sidste stykke hjem. Fortæl os om dem. Ti minutter er nok, og dine egne ord er de bedste.",
    "nb": "Et sted i nærheten av deg har et ungt menneske åpnet en dør, stilt spørsmålet eller fulgt noen det siste "
    "stykket hjem. Fortell oss om dem. Ti minutter er nok, og dine egne ord er de beste.",
}
HELD = {
    "en": "Four young people, four short films and one long table. The laureates of the year are honoured by those "
    "they did it for: a neighbour, a class, a team and a choir speak before any minister does.\n\nAfterwards there is "
    "soup for everybody, and the network of former Pioneers takes the new ones in.",
    "da": "Fire unge, fire korte film og ét langt bord. Årets prismodtagere hyldes af dem, de gjorde det for: en "
    "nabo, en klasse, et hold og et kor taler, før nogen minister gør det.\n\nBagefter er der suppe til alle.",
    "nb": "Fire unge, fire korte filmer og ett langbord. Årets prisvinnere hedres av dem de gjorde det for: en nabo, "
    "en klasse, et lag og et kor taler før noen minister gjør det.\n\nEtterpå er det suppe til alle.",
}
COMING = {
    "en": "The jury is reading. On the evening itself the four laureates are named on stage and here at the same "
    "moment, so nobody has to keep a secret longer than the others.",
    "da": "Juryen læser. På selve aftenen nævnes de fire prismodtagere på scenen og her i samme øjeblik.",
    "nb": "Juryen leser. På selve kvelden nevnes de fire prisvinnerne på scenen og her i samme øyeblikk.",
}


# An edition whose nominations have closed is told from a month before its reveal.
BEFORE_REVEAL = timedelta(days=31)


def past_reveal(year: int) -> datetime:
    """When the past edition of a year was revealed."""
    return datetime(year, 9, 24, 17, tzinfo=UTC)


def first_living_year(at: datetime, prize: Prize) -> int:
    """The year of the first edition after the two past ones: the year it is revealed in, or where it takes nominations
    still, the first year whose reveal lies ahead."""
    if prize.reveal_in is not None:
        return _evening(at + timedelta(days=prize.reveal_in)).year
    return at.year if at < past_reveal(at.year) else at.year + 1


def past_edition(year: int, *, place: str, by: User) -> Edition:
    """Nominations in spring, the jury before midsummer, revealed on the 24th of September."""
    made = datetime(year, 1, 12, 9, tzinfo=UTC)
    edition = _edition(
        year,
        opens_at=datetime(year, 1, 31, 23, tzinfo=UTC),
        closes_at=datetime(year, 4, 30, 22, tzinfo=UTC),
        reveal_at=past_reveal(year),
        age_on=date(year, 9, 1),
        by=by,
        at=made,
    )
    announce_edition(edition=edition, by=by, at=made + timedelta(days=3))
    _ceremony(edition, place=place, texts=HELD, by=by, at=made)
    return Edition.objects.get(pk=edition.pk)


def closed_edition(year: int, *, texts: dict, by: User, at: datetime) -> Edition:
    """Closed two months before `at`, revealed a month after it."""
    made = at - timedelta(days=170)
    reveal = _evening(at + BEFORE_REVEAL)
    opens, closes = _midnight(at - timedelta(days=150)), _last_minute(at - timedelta(days=60))
    edition = _edition(
        year, opens_at=opens, closes_at=closes, reveal_at=reveal, age_on=reveal.date(), by=by, at=made
    )  # fmt: skip
    announce_edition(edition=edition, by=by, at=made + timedelta(days=5))
    _ceremony(edition, place="The Old Customs House", texts=texts, by=by, at=made)
    return Edition.objects.get(pk=edition.pk)


def open_edition(year: int, *, by: User, at: datetime) -> Edition:
    """Opened a month ago, open for six weeks more; revealed four months later, within its year."""
    made = at - timedelta(days=40)
    opens, closes = _midnight(at - timedelta(days=30)), _last_minute(at + timedelta(days=45))
    reveal = min(_evening(closes + timedelta(days=120)), datetime(year, 12, 10, 19, tzinfo=ZONE))
    edition = _edition(
        year, opens_at=opens, closes_at=closes, reveal_at=reveal, age_on=reveal.date(), by=by, at=made,
        introductions=INTRODUCTION,
    )  # fmt: skip
    return announce_edition(edition=edition, by=by, at=made + timedelta(days=2))


def prepared_edition(year: int, *, by: User, at: datetime) -> Edition:
    """Only the secretariat knows of it yet."""
    opens = _midnight(at + timedelta(days=300))
    return _edition(
        year,
        opens_at=opens,
        closes_at=_last_minute(opens + timedelta(days=75)),
        reveal_at=opens + timedelta(days=200),
        age_on=(opens + timedelta(days=200)).date(),
        by=by,
        at=at - timedelta(days=1),
    )


def set_ages(*, by: User, at: datetime) -> None:
    """Two ages below 18, so that both ways of saying yes are there. They are the demo's own, not any law's."""
    for country, age in (("DK", 17), ("FI", 16)):
        create_consent_age(
            act="nomination",
            country=country,
            age=age,
            starts=date(at.year - 3, 1, 1),
            source="An example for the demo. Ask your authority.",
            by=by,
            at=datetime(at.year - 2, 1, 10, 9, tzinfo=UTC),
        )


def _edition(year: int, *, by: User, at: datetime, **values) -> Edition:
    return create_edition(
        year=year,
        titles={language: name.format(year=year) for language, name in NAMES.items()},
        countries=COUNTRIES,
        prize_minor=2_500_000,
        wording_version=f"{year}-1",
        by=by,
        at=at,
        **values,
    )


def _ceremony(edition: Edition, *, place: str, texts: dict, by: User, at: datetime) -> None:
    create_ceremony(
        edition=edition, starts_at=edition.reveal_at, place=place, city="København", texts=texts, by=by, at=at
    )


def _midnight(at: datetime) -> datetime:
    return at.astimezone(ZONE).replace(hour=0, minute=0, second=0, microsecond=0)


def _evening(at: datetime) -> datetime:
    return _midnight(at).replace(hour=19)


def _last_minute(at: datetime) -> datetime:
    """A day's end as people read it: not the midnight that could be either day's."""
    return at.astimezone(ZONE).replace(hour=23, minute=59, second=0, microsecond=0)
