"""Editions, nominations, candidacies and nominees, with traits for the states they can be in.

People carry what must never leak: an address, a birth date, a home town, a school.
"""

from datetime import UTC, date, datetime, timedelta

import factory

from pioneers.models import (
    Candidacy,
    Category,
    Ceremony,
    Consent,
    ConsentAge,
    ConsentRequest,
    Edition,
    Nomination,
    Nominee,
    PossibleMatch,
    Scope,
)
from pioneers.models.category import DEFAULT_CATEGORIES
from pioneers.states import CandidacyState, EditionState, NominationState, NomineeState
from portal.core.clock import now
from tests.factories.people import PersonFactory, UserFactory

HOME_TOWN = "Hemmeligvåg"
SCHOOL = "Ytterste skole"
SECRET_NAME = "Ŋuorru Þórsdóttir Šeavnnjis"


class EditionFactory(factory.django.DjangoModelFactory):
    """An announced edition that takes nominations now; traits put its window and its choice elsewhere."""

    class Meta:
        model = Edition
        skip_postgeneration_save = True

    class Params:
        draft = factory.Trait(state=EditionState.DRAFT)
        coming = factory.Trait(
            opens_at=factory.LazyFunction(lambda: now() + timedelta(days=10)),
            closes_at=factory.LazyFunction(lambda: now() + timedelta(days=40)),
        )
        closed = factory.Trait(
            opens_at=factory.LazyFunction(lambda: now() - timedelta(days=40)),
            closes_at=factory.LazyFunction(lambda: now() - timedelta(minutes=1)),
        )
        judging = factory.Trait(
            state=EditionState.JUDGING,
            opens_at=factory.LazyFunction(lambda: now() - timedelta(days=60)),
            closes_at=factory.LazyFunction(lambda: now() - timedelta(days=10)),
            reveal_at=factory.LazyFunction(lambda: now() + timedelta(days=10)),
        )
        decided = factory.Trait(
            state=EditionState.DECIDED,
            opens_at=factory.LazyFunction(lambda: now() - timedelta(days=60)),
            closes_at=factory.LazyFunction(lambda: now() - timedelta(days=10)),
            reveal_at=factory.LazyFunction(lambda: now() + timedelta(days=1)),
        )
        revealed = factory.Trait(
            state=EditionState.DECIDED,
            opens_at=factory.LazyFunction(lambda: now() - timedelta(days=90)),
            closes_at=factory.LazyFunction(lambda: now() - timedelta(days=40)),
            reveal_at=factory.LazyFunction(lambda: now() - timedelta(days=5)),
        )

    year = factory.Sequence(lambda number: 2031 + number % 60)
    state = EditionState.ANNOUNCED
    titles = factory.LazyAttribute(lambda edition: {"en": f"Nordic Pioneer Prize {edition.year}"})
    opens_at = factory.LazyFunction(lambda: now() - timedelta(days=10))
    closes_at = factory.LazyFunction(lambda: now() + timedelta(days=20))
    reveal_at = factory.LazyAttribute(lambda edition: edition.closes_at + timedelta(days=60))
    age_on = date(2026, 9, 1)
    min_age = 15
    max_age = 25
    countries = ["DK", "NO", "SE", "FI", "IS", "GL", "FO", "AX"]
    prize_minor = 2_500_000

    @factory.post_generation
    def with_categories(self, create, wanted, **_extra):
        if create and wanted is not False:
            for position, (slug, names) in enumerate(DEFAULT_CATEGORIES):
                Category.objects.create(edition=self, slug=slug, names=names, position=position)


class CeremonyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Ceremony

    edition = factory.SubFactory(EditionFactory)
    starts_at = factory.LazyAttribute(lambda ceremony: ceremony.edition.reveal_at)
    place = "The embassy"
    city = "Copenhagen"
    texts = {"en": "Doors open at six."}


class ConsentAgeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ConsentAge

    act = ConsentAge.Act.NOMINATION
    country = "NO"
    age = 15
    starts = date(2020, 1, 1)


def first_category(edition: Edition) -> Category:
    return edition.categories.order_by("position").first()


class CandidacyFactory(factory.django.DjangoModelFactory):
    """A candidacy with one nominee; the traits bring both to the same point."""

    class Meta:
        model = Candidacy
        skip_postgeneration_save = True

    class Params:
        asked = factory.Trait(
            state=CandidacyState.ASKED,
            asked_at=factory.LazyFunction(now),
            answer_by=factory.LazyFunction(lambda: now() + timedelta(days=21)),
            nominee_state=NomineeState.ASKED,
        )
        accepted = factory.Trait(state=CandidacyState.ACCEPTED, nominee_state=NomineeState.ACCEPTED)
        in_field = factory.Trait(state=CandidacyState.IN_FIELD, nominee_state=NomineeState.ACCEPTED)
        laureate = factory.Trait(
            state=CandidacyState.LAUREATE,
            nominee_state=NomineeState.ACCEPTED,
            reasons={"en": "They opened a door for others."},
        )
        not_chosen = factory.Trait(state=CandidacyState.NOT_CHOSEN, nominee_state=NomineeState.ACCEPTED)
        declined = factory.Trait(state=CandidacyState.DECLINED, nominee_state=NomineeState.DECLINED)

    nominee_state = NomineeState.TO_ASK
    edition = factory.SubFactory(EditionFactory)
    category = factory.LazyAttribute(lambda candidacy: first_category(candidacy.edition))
    reference = factory.Sequence(lambda number: f"NC99-{number:04d}")
    state_since = factory.LazyFunction(now)
    kind = "person"
    name = factory.Sequence(lambda number: f"{SECRET_NAME} {number}")
    email = factory.Sequence(lambda number: f"nominee{number}@example.org")
    country = "NO"

    @classmethod
    def _create(cls, model_class, *args, nominee_state=NomineeState.TO_ASK, **fields):
        candidacy = super()._create(model_class, *args, **fields)
        candidacy.nominee = NomineeFactory(
            candidacy=candidacy, name=candidacy.name, email=candidacy.email, state=nominee_state
        )
        return candidacy


class NomineeFactory(factory.django.DjangoModelFactory):
    """A nominee with everything that must stay hidden until chosen; accepted ones have their consent and request."""

    class Meta:
        model = Nominee
        skip_postgeneration_save = True

    class Params:
        shown = factory.Trait(shown_as=Nominee.ShownAs.NAME)

    candidacy = factory.SubFactory(CandidacyFactory)
    name = factory.Sequence(lambda number: f"{SECRET_NAME} {number}")
    email = factory.Sequence(lambda number: f"nominee{number}@example.org")
    person = factory.LazyAttribute(
        lambda nominee: PersonFactory(
            given_name=nominee.name, family_name="", email=nominee.email, birth_date=date(2004, 3, 17), country="NO"
        )
    )
    state_since = factory.LazyFunction(now)
    place = HOME_TOWN
    school = SCHOOL

    @factory.post_generation
    def with_consent(self, create, wanted, **_extra):
        if not create or wanted is False or self.state == NomineeState.TO_ASK:
            return
        ConsentRequest.objects.create(nominee=self, person=self.person, role="nominee", asked_at=now())
        if self.state == NomineeState.ACCEPTED:
            give_consent(self)
            consent_to_what_is_on(self)


def show(nominee: Nominee, **shown) -> Nominee:
    """Switch things on or off as the nominee does, each with its consent: `show(nominee, shown_as="name")`."""
    for name, value in shown.items():
        setattr(nominee, name, value)
    nominee.save()
    consent_to_what_is_on(nominee)
    return nominee


def consent_to_what_is_on(nominee: Nominee, **fields) -> None:
    switches = {
        Scope.NAME: nominee.shown_as != Nominee.ShownAs.NOTHING,
        Scope.PLACE: nominee.shows_place,
        Scope.SCHOOL: nominee.shows_school,
        Scope.PICTURE: nominee.shows_picture,
    }
    for scope, on in switches.items():
        if on and not nominee.consents.filter(scope=scope, withdrawn_at=None).exists():
            give_consent(nominee, scope, **fields)


def give_consent(nominee: Nominee, scope=Scope.CANDIDACY, **fields) -> Consent:
    values = {"given_at": now() - timedelta(hours=1), "expires_at": now() + timedelta(days=1000), **fields}
    return Consent.objects.create(
        nominee=nominee,
        scope=scope,
        wording_version="2026-1",
        language="en",
        given_by=nominee.person,
        **{"role": "nominee", **values},
    )


class NominationFactory(factory.django.DjangoModelFactory):
    """A complete draft of an account; traits for what became of it."""

    class Meta:
        model = Nomination

    class Params:
        sent = factory.Trait(
            state=NominationState.SUBMITTED,
            reference=factory.Sequence(lambda number: f"NP99-{number:04d}"),
            submitted_at=factory.LazyFunction(now),
            candidacy=factory.SubFactory(CandidacyFactory, edition=factory.SelfAttribute("..edition")),
        )
        screened = factory.Trait(
            state=NominationState.SCREENED,
            reference=factory.Sequence(lambda number: f"NP99-{number:04d}"),
            submitted_at=factory.LazyFunction(now),
            screened_at=factory.LazyFunction(now),
            candidacy=factory.SubFactory(CandidacyFactory, edition=factory.SelfAttribute("..edition")),
        )
        withdrawn = factory.Trait(
            state=NominationState.WITHDRAWN,
            reference=factory.Sequence(lambda number: f"NP99-{number:04d}"),
            submitted_at=factory.LazyFunction(now),
            withdrawn_at=factory.LazyFunction(now),
            candidacy=factory.SubFactory(CandidacyFactory, edition=factory.SelfAttribute("..edition")),
        )
        of_device = factory.Trait(nominator=None, draft_key_hash="a" * 64)
        of_group = factory.Trait(
            kind="group",
            nominee_name="Ungdomsgruppa",
            nominee_email="",
            members=[
                {"name": "Máret Eira", "email": "maret@example.org"},
                {"name": "Jóhann Þór", "email": "johann@example.org"},
            ],
        )

    edition = factory.SubFactory(EditionFactory)
    nominator = factory.SubFactory(UserFactory)
    nominator_name = "Åse Nominatør"
    nominator_email = factory.LazyAttribute(
        lambda nomination: nomination.nominator.email if nomination.nominator else "nominator@example.org"
    )
    relation = "teacher"
    relation_text = "I teach their class."
    nominee_name = factory.Sequence(lambda number: f"Nominee {number}")
    nominee_email = factory.Sequence(lambda number: f"put-forward{number}@example.org")
    nominee_country = "NO"
    category = factory.LazyAttribute(lambda nomination: first_category(nomination.edition))
    did = "Opened a meeting place for everyone."
    changed = "Fifty young people come every week."
    courage = "There were threats, and they stayed."
    links = ["https://example.org/a-story"]
    saved_at = factory.LazyFunction(now)
    draft_expires_at = factory.LazyFunction(lambda: now() + timedelta(days=21))
    version = 1


class PossibleMatchFactory(factory.django.DjangoModelFactory):
    """Two candidacies of one edition that may be about one nominee."""

    class Meta:
        model = PossibleMatch

    earlier = factory.SubFactory(CandidacyFactory)
    later = factory.LazyAttribute(lambda match: CandidacyFactory(edition=match.earlier.edition))
    is_name_alike = True
    found_at = factory.LazyFunction(now)


def instant(text: str) -> datetime:
    """`instant("2026-06-30 21:59")` in UTC."""
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)
