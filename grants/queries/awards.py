"""Awards: what is public of them, and the choices of the filters above them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Max, QuerySet, Sum
from django.db.models.functions import Greatest

from grants.models import Award
from grants.states import PUBLISHABLE
from portal.cities.models import Country
from portal.core.money import Money
from portal.core.texts import localised


@dataclass(frozen=True, slots=True)
class AwardLine:
    """A published award in a list."""

    uuid: UUID
    title: str
    organisation: str
    city: str
    country: str
    programme: str
    year: int
    sum: Money
    lang: str


@dataclass(frozen=True, slots=True)
class AwardView:
    """A published award's own page. It names bodies and a city, never a person."""

    line: AwardLine
    summary: str
    reasons: str
    call: str
    call_uuid: UUID
    funder: str
    sought: Money
    awarded_on: date
    starts: date | None
    ends: date | None

    @property
    def in_part(self) -> bool:
        return self.line.sum < self.sought


@dataclass(frozen=True, slots=True)
class WithdrawnAward:
    """All that is still told of an award withdrawn from the site: when and why, not what it was."""

    withdrawn_at: datetime
    reasons: str


def published(at: datetime) -> QuerySet[Award]:
    """Awards anyone may see at this instant: accepted ones whose publication has come."""
    return Award.objects.filter(state__in=PUBLISHABLE, published_at__lte=at, unpublished_at__isnull=True)


def last_published_change(at: datetime) -> datetime | None:
    """When what is public of awards changed last, also by one that left the site; None while none ever was on it. It
    never goes back in time."""
    once_public = Award.objects.filter(published_at__lte=at)
    latest = once_public.aggregate(latest=Max(Greatest("changed_at", "published_at")))
    return latest["latest"]


def withdrawn_award(uuid: UUID, at: datetime) -> WithdrawnAward | None:
    """What stands at the address of an award that was public once and is no longer."""
    award = Award.objects.filter(uuid=uuid, published_at__lte=at, unpublished_at__isnull=False).first()
    if award is None or award.unpublished_at is None:
        return None
    return WithdrawnAward(withdrawn_at=award.unpublished_at, reasons=award.unpublished_reasons)


def for_reading(awards: QuerySet[Award]) -> QuerySet[Award]:
    return awards.select_related("organisation", "city", "call__programme").order_by("-awarded_on", "-pk")


def country_names() -> dict[str, str]:
    return {country.code: country.name for country in Country.objects.all()}


def award_line(award: Award, countries: dict[str, str]) -> AwardLine:
    return AwardLine(
        uuid=award.uuid,
        title=award.title,
        organisation=award.organisation.name,
        city=award.city.local_name if award.city else "",
        country=countries.get(award.country, award.country),
        programme=localised(award.call.programme.names),
        year=award.year,
        sum=award.sum,
        lang=award.language,
    )


def award_lines(awards: Iterable[Award]) -> list[AwardLine]:
    countries = country_names()
    return [award_line(award, countries) for award in awards]


def published_award(uuid: UUID, at: datetime) -> AwardView | None:
    award = (
        published(at)
        .filter(uuid=uuid)
        .select_related("organisation", "city", "call__programme", "fund__funder")
        .first()
    )
    if award is None:
        return None
    return AwardView(
        line=award_line(award, country_names()),
        summary=award.summary,
        reasons=award.public_reasons,
        call=localised(award.call.names),
        call_uuid=award.call.uuid,
        funder=award.fund.funder.name,
        sought=Money(award.sought_minor, award.currency),
        awarded_on=award.awarded_on,
        starts=award.starts,
        ends=award.ends,
    )


def published_sums(awards: QuerySet[Award]) -> list[Money]:
    """What the awards come to, one sum a currency."""
    rows = awards.order_by().values("currency").annotate(whole=Sum("sum_minor")).order_by("currency")
    return [Money(row["whole"], row["currency"]) for row in rows]


def years(at: datetime) -> list[int]:
    """Years with a published award, newest first."""
    rows = published(at).order_by().values("year").annotate(number=Count("pk")).order_by("-year")
    return [row["year"] for row in rows]
