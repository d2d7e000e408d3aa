"""Who is a party to an application: who wrote it, who acts for its applicant, who works for its city, its partners.

Asked from both ends by the same facts: the parties of some applications, and the applications of some parties.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from grants.models import Application, Award, Representative, SubmittedVersion
from grants.models.application import partner_key
from grants.states import SeatState
from portal.assessment.sources import Party, Uuids, named_by_kind
from portal.assessment.states import Stake
from portal.cities.models import Organisation
from portal.cities.queries.people import CityPerson, people_of_each, reading_any_of
from portal.cities.states import OrganisationKind
from portal.core.keys_field import has_key
from portal.people.models import User
from portal.people.queries.ties import MAILBOX, PERSON, USER

ORGANISATION, CITY = "cities.organisation", "cities.city"
# Municipalities need no representatives: whoever works for the city acts for them.
MUNICIPAL = Q(kind=OrganisationKind.MUNICIPALITY)


def application_parties(uuids: Iterable[UUID], at: datetime) -> dict[UUID, list[Party]]:
    """The parties of these applications at an instant: their writers, everyone who acts for an organisation that
    applies, is a partner by its name or is paid, the city and who works for it, every mailbox beside a partner."""
    found = Application.objects.filter(uuid__in=list(uuids)).order_by("pk")
    rows = list(found.select_related("organisation__city", "city", "award__organisation__city"))
    partners = _named(rows)
    organisations = {one.pk: one for row in rows for one in (row.organisation, *partners[row.pk], *_paid(row))}
    seats = _by(_active_seats().filter(organisation__in=organisations).select_related("user"), "organisation_id")
    cities = {row.city_id for row in rows} | {one.city_id for one in organisations.values()}
    people = people_of_each(cities, at)
    writers = _writers(rows)
    return {row.uuid: list(_parties(row, partners[row.pk], seats, people, writers[row.pk])) for row in rows}


def applications_involving(parties: Collection[Party], at: datetime) -> Sequence[Uuids]:
    """The applications that any of these parties has to do with, each queryset starting from the parties; ways that
    none of them could lead by are left out."""
    of = named_by_kind(parties)
    users = User.objects.filter(uuid__in=of[USER])
    seats = _active_seats().filter(user__uuid__in=of[USER])
    spoken_for = reading_any_of(users)
    conditions = [Q(pk__in=seats.values("organisation")), Q(MUNICIPAL, city__in=spoken_for)]
    if of[ORGANISATION]:
        conditions.append(Q(uuid__in=of[ORGANISATION]))
    if of[CITY]:
        conditions.append(Q(MUNICIPAL, city__uuid__in=of[CITY]))
    known = _bodies(conditions)
    versions = SubmittedVersion.objects.filter(by__in=users)
    keys = {*map(str, of[MAILBOX]), *(partner_key(name) for _pk, name in known)}
    conditions = [
        Q(contact__in=users),
        Q(city__in=spoken_for),
        Q(pk__in=versions.values("application")),
        has_key("partner_keys", keys),
    ]
    if of[PERSON]:
        conditions.append(Q(contact__person__uuid__in=of[PERSON]))
    if of[CITY]:
        conditions.append(Q(city__uuid__in=of[CITY]))
    if known:
        bodies = [pk for pk, _name in known]
        paid = Award.objects.filter(organisation__in=bodies)
        conditions += [Q(organisation__in=bodies), Q(pk__in=paid.values("application"))]
    return [Application.objects.filter(condition).values_list("uuid", flat=True) for condition in conditions]


def _bodies(conditions: Iterable[Q]) -> list[tuple[int, str]]:
    """Key and name of each organisation that any of these conditions finds, each by an index of its own. One query."""
    found = [Organisation.objects.filter(condition).order_by().values_list("pk", "name") for condition in conditions]
    return sorted(set(found[0].union(*found[1:])))


def _active_seats() -> QuerySet[Representative]:
    """Who acts for an organisation, and who says so and waits to be confirmed: both would gain by its grant."""
    return Representative.objects.exclude(state=SeatState.ENDED)


def _by(rows: Iterable, key: str) -> Mapping[int, list]:
    found: dict[int, list] = defaultdict(list)
    for row in rows:
        found[getattr(row, key)].append(row)
    return found


def _writers(rows: Sequence[Application]) -> Mapping[int, list[User]]:
    """The accounts that wrote and submitted each application, with their persons."""
    found: dict[int, list[User]] = defaultdict(list)
    versions = SubmittedVersion.objects.filter(application__in=rows, by__isnull=False)
    authors = set(versions.values_list("application", "by"))
    authors |= {(row.pk, row.contact_id) for row in rows if row.contact_id}
    accounts = User.objects.select_related("person").in_bulk({user for _row, user in authors})
    for row, user in sorted(authors):
        found[row].append(accounts[user])
    return found


def _named(rows: Iterable[Application]) -> Mapping[int, list[Organisation]]:
    """The known organisations that are partners of each application, by their names."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        for key in row.named_partners:
            wanted[key].add(row.pk)
    found: dict[int, list[Organisation]] = defaultdict(list)
    names = {key.removeprefix("name:") for key in wanted if key.startswith("name:")}
    if not names:
        return found
    # Narrowed by the folded text, which begins with the name; what it is called decides.
    begins = Q(pk__in=[])
    for name in sorted(names):
        begins |= Q(search_text__startswith=name)
    for one in Organisation.objects.filter(begins).select_related("city").order_by("pk"):
        for pk in wanted.get(partner_key(one.name), ()):
            found[pk].append(one)
    return found


def _parties(
    row: Application,
    partners: Iterable[Organisation],
    seats: Mapping[int, Sequence[Representative]],
    people: Mapping[int, Sequence[CityPerson]],
    writers: Iterable[User],
) -> Iterator[Party]:
    for writer in writers:
        yield Party(USER, writer.uuid, Stake.APPLICANT)
        if hasattr(writer, "person"):
            yield Party(PERSON, writer.person.uuid, Stake.APPLICANT)
    for body in (row.organisation, *_paid(row)):
        yield from _of_organisation(body, seats, people, Stake.ORGANISATION)
    if row.city:
        yield from _speaking(people[row.city.pk], Stake.CITY)
        yield Party(CITY, row.city.uuid, Stake.CITY)
    for key in sorted(row.named_partners):
        if not key.startswith("name:"):
            yield Party(MAILBOX, key, Stake.PARTNER)
    for partner in partners:
        yield from _of_organisation(partner, seats, people, Stake.PARTNER)


def _paid(row: Application) -> list[Organisation]:
    """Whom the grant is paid to."""
    return [row.award.organisation] if hasattr(row, "award") else []


def _of_organisation(
    one: Organisation,
    seats: Mapping[int, Sequence[Representative]],
    people: Mapping[int, Sequence[CityPerson]],
    stake: Stake,
) -> Iterator[Party]:
    yield Party(ORGANISATION, one.uuid, stake)
    for seat in seats[one.pk]:
        yield Party(USER, seat.user.uuid, stake, since=seat.asked_at)
    if one.kind == OrganisationKind.MUNICIPALITY and one.city is not None:
        yield Party(CITY, one.city.uuid, stake)
        yield from _speaking(people[one.city.pk], stake)


def _speaking(people: Iterable[CityPerson], stake: Stake) -> Iterator[Party]:
    for one in people:
        yield Party(USER, one.user.uuid, stake, since=one.since)
