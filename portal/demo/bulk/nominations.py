"""Nominations of the bulk: before the jury of the open edition; and, past, one laureate for a hundred of them."""

from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from grants.domain.criteria import DEFAULT_CRITERIA
from pioneers.actions.editions import announce_edition, create_edition, plan_jury
from pioneers.models import Candidacy, Consent, Edition, Nomination, Nominee
from pioneers.queries.jury import KIND, round_of
from pioneers.states import CandidacyState, EditionState, NominationState, NomineeState
from portal.assessment.models import Round
from portal.assessment.states import RoundState
from portal.demo.bulk.reviews import BATCH_SIZE, enter_and_review, seat_panel
from portal.demo.bulk.sample_text import chooser, name, paragraph
from portal.people.models import Person, User

COUNTRIES = ("DK", "NO", "SE", "FI", "IS", "GL", "FO", "AX")
ADULT = date(2000, 5, 17)
ONE_LAUREATE_IN = 100
# The laureates of the bulk belong to an edition long past, so that no real one is among them.
PAST_YEAR = 1990


def add_nominations(wanted: int, panel: list[User], *, by: User, at: datetime) -> int:
    """Brings the open edition up to `wanted` nominations of the bulk; returns how many were added."""
    edition = _open_edition(by, at)
    round = round_of(edition) or plan_jury(
        edition=edition, due_at=edition.reveal_at - timedelta(days=1), criteria=DEFAULT_CRITERIA, by=by, at=at
    )
    Round.objects.filter(pk=round.pk, state=RoundState.PLANNED).update(state=RoundState.OPEN, opened_at=at)
    seat_panel(round, panel, at)
    there = edition.nominations.filter(reference__startswith="BULKN").count()
    numbers = range(there + 1, wanted + 1)
    themes = list(edition.categories.all())
    for start in range(0, len(numbers), BATCH_SIZE):
        rows = [_candidacy(edition, number, themes, at) for number in numbers[start : start + BATCH_SIZE]]
        _insert(rows, at)
        enter_and_review(round, [(row.uuid, row.reference) for row in rows], kind=KIND, panel=panel, at=at)
    _add_laureates(wanted // ONE_LAUREATE_IN, by, at)
    return len(numbers)


def _open_edition(by: User, at: datetime) -> Edition:
    taken = Edition.objects.filter(state=EditionState.ANNOUNCED, opens_at__lte=at, closes_at__gt=at).first()
    if taken:
        return taken
    return announce_edition(
        edition=create_edition(
            by=by,
            at=at,
            year=at.year,
            titles={"en": f"Nordic Pioneer Prize {at.year}"},
            opens_at=at - timedelta(days=30),
            closes_at=at + timedelta(days=30),
            reveal_at=at + timedelta(days=120),
            age_on=at.date(),
            countries=list(COUNTRIES),
        ),
        by=by,
        at=at,
    )


def _add_laureates(wanted: int, by: User, at: datetime) -> None:
    edition = Edition.objects.filter(year=PAST_YEAR).first()
    if edition is None:
        past = at.replace(year=PAST_YEAR, month=6, day=1)
        edition = create_edition(
            by=by,
            at=at,
            year=PAST_YEAR,
            titles={"en": "Bulk edition"},
            opens_at=past,
            closes_at=past + timedelta(days=30),
            reveal_at=past + timedelta(days=90),
            age_on=past.date(),
            countries=list(COUNTRIES),
        )
        Edition.objects.filter(pk=edition.pk).update(state=EditionState.DECIDED)
    there = edition.candidacies.count()
    themes = list(edition.categories.all())
    rows = [_candidacy(edition, number, themes, at, laureate=True) for number in range(there + 1, wanted + 1)]
    _insert(rows, at)


def _candidacy(edition: Edition, number: int, themes, at: datetime, *, laureate: bool = False) -> Candidacy:
    random = chooser(f"candidacy-{edition.year}", number)
    who = name(random)
    row = Candidacy(
        uuid=uuid5(NAMESPACE_URL, f"bulk-{edition.year}-{number}"),
        reference=f"BULKC{edition.year % 100:02}-{number:05}",
        edition=edition,
        category=random.choice(themes),
        state=CandidacyState.LAUREATE if laureate else CandidacyState.IN_FIELD,
        state_since=at - timedelta(minutes=number),
        kind="person",
        name=who,
        email=f"bulk-nominee{number}@example.org",
        country=random.choice(COUNTRIES),
        asked_at=at,
    )
    if laureate:
        row.reasons = {"en": paragraph(random, 2)}
        row.chosen_at = at
    return row


def _insert(rows: list[Candidacy], at: datetime) -> None:
    Candidacy.objects.bulk_create(rows, batch_size=BATCH_SIZE)
    people = Person.objects.bulk_create([_person(row) for row in rows], batch_size=BATCH_SIZE)
    nominees = Nominee.objects.bulk_create(
        [_nominee(row, person, at) for row, person in zip(rows, people, strict=True)], batch_size=BATCH_SIZE
    )
    Consent.objects.bulk_create(
        [_consent(nominee, scope, at) for nominee in nominees for scope in ("candidacy", "name")], batch_size=BATCH_SIZE
    )
    Nomination.objects.bulk_create([_nomination(row, at) for row in rows], batch_size=BATCH_SIZE)


def _person(row: Candidacy) -> Person:
    given, _space, family = row.name.partition(" ")
    return Person(given_name=given, family_name=family, email=row.email, country=row.country, birth_date=ADULT)


def _nominee(row: Candidacy, person: Person, at: datetime) -> Nominee:
    return Nominee(
        candidacy=row,
        person=person,
        name=row.name,
        email=row.email,
        state=NomineeState.ACCEPTED,
        state_since=at,
        shown_as=Nominee.ShownAs.NAME,
    )


def _consent(nominee: Nominee, scope: str, at: datetime) -> Consent:
    return Consent(
        nominee=nominee,
        scope=scope,
        wording_version="bulk",
        language="en",
        given_by=nominee.person,
        role="nominee",
        given_at=at,
        expires_at=at + timedelta(days=1000),
    )


def _nomination(row: Candidacy, at: datetime) -> Nomination:
    random = chooser("nomination", row.pk)
    return Nomination(
        reference=row.reference.replace("BULKC", "BULKN"),
        edition=row.edition,
        state=NominationState.SCREENED,
        candidacy=row,
        nominator_name=name(random),
        nominator_email=f"bulk-nominator{row.reference[-5:]}@example.org",
        relation="teacher",
        nominee_name=row.name,
        nominee_email=row.email,
        nominee_country=row.country,
        category=row.category,
        did=paragraph(random, 8),
        changed=paragraph(random, 6),
        courage=paragraph(random, 4),
        version=1,
        saved_at=at,
        submitted_at=at - timedelta(days=1, minutes=int(row.reference[-5:])),
        screened_at=at,
    )
