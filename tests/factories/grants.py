"""Funds, programmes, calls and applications, with traits for the states they can be in."""

from datetime import timedelta

import factory

from grants.actions.awards import answer_award, publish_award
from grants.actions.calls import REVIEW_TIME
from grants.actions.decisions import announce_decision, decide_application
from grants.actions.eligibility import check_eligibility
from grants.actions.submission import submit_application
from grants.domain.budget import add_up
from grants.domain.criteria import DEFAULT_CRITERIA
from grants.models import Application, Call, Fund, FundSeat, Programme, Representative
from grants.queries.rounds import OWNER, round_of
from grants.states import CallState, SeatState
from portal.assessment.actions.counting import recount_entry
from portal.assessment.actions.rounds import plan_round
from portal.assessment.models import Round
from portal.cities.states import OrganisationKind
from portal.core.clock import now
from portal.mail.grace import GRACE
from tests.factories.assessment import ReviewFactory
from tests.factories.cities import CityFactory, ContactPersonFactory, OrganisationFactory
from tests.factories.people import ManagerFactory, UserFactory

# What someone would write who has thought about it.
ANSWERS = {
    "title": "Trygg vei hjem for unge i Ærøy",
    "summary": "Unge natteravner går sammen med voksne på fredager. Færre unge skal være redde på vei hjem.",
    "need": "Fire av ti unge sier at de unngår sentrum etter mørkets frembrudd.",
    "target_group": "120 unge mellom 14 og 19 år.",
    "activities": "Kurs i mars, vandringer fra april, samtaler hver måned.",
    "results": "Andelen som unngår sentrum faller til to av ti, målt i skolens undersøkelse.",
    "continuation": "Kommunen tar over koordinatoren.",
    "starts": "2027-03-01",
    "ends": "2028-02-28",
    "partners": [{"id": "r1", "name": "Røde Kors Ungdom", "role": "Kurser frivillige"}],
    "budget": [
        {"id": "r1", "kind": "staff", "text": "Koordinator 50 %", "sum": "400 000", "source": "sought"},
        {"id": "r2", "kind": "venue", "text": "Lokale", "sum": "50 000,50", "source": "own"},
        {"id": "r3", "kind": "events", "text": "Samlinger", "sum": "100000", "source": "in_kind"},
    ],
}


class FundFactory(factory.django.DjangoModelFactory):
    """Ten million Norwegian kroner of a foundation."""

    class Meta:
        model = Fund

    name = factory.Sequence(lambda n: f"Fjordfondet {n}")
    funder = factory.SubFactory(OrganisationFactory, kind=OrganisationKind.FOUNDATION, name="Stiftelsen Fjord")
    currency = "NOK"
    sum_minor = 10_000_000_00
    created_at = factory.LazyFunction(now)


class FundSeatFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FundSeat

    fund = factory.SubFactory(FundFactory)
    user = factory.SubFactory(UserFactory)
    since = factory.LazyFunction(now)


class ProgrammeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Programme

    slug = factory.Sequence(lambda n: f"programme-{n}")
    names = factory.LazyFunction(lambda: {"en": "Seed funding", "nb": "Såkornmidler"})
    summaries = factory.LazyFunction(lambda: {"en": "Money to try out something new."})
    created_at = factory.LazyFunction(now)

    class Params:
        safer_cities_norway = factory.Trait(
            names={"en": "Safer Cities Norway", "nb": "Trygg by Norge"},
            eligibility={"countries": ["NO"], "members_only": True, "kinds": ["municipality", "voluntary"]},
        )


class CallFactory(factory.django.DjangoModelFactory):
    """An open call of half a million at most a project, with its round planned; `closed`, `coming`, `draft`."""

    class Meta:
        model = Call
        skip_postgeneration_save = True

    programme = factory.SubFactory(ProgrammeFactory)
    fund = factory.SubFactory(FundFactory)
    names = factory.LazyFunction(lambda: {"en": "Safe way home", "nb": "Trygg vei hjem"})
    summaries = factory.LazyFunction(lambda: {"en": "For cities that want safer evenings."})
    texts = factory.LazyFunction(lambda: {"en": "We look for new ideas."})
    reference_prefix = factory.Sequence(lambda n: f"T{chr(65 + n // 26 % 26)}{chr(65 + n % 26)}{n % 90 + 10}")
    budget_minor = 1_000_000_00
    smallest_minor = 50_000_00
    largest_minor = 500_000_00
    opens_at = factory.LazyFunction(lambda: now() - timedelta(days=10))
    closes_at = factory.LazyFunction(lambda: now() + timedelta(days=10))
    state = CallState.ANNOUNCED
    created_at = factory.LazyFunction(now)

    class Params:
        draft = factory.Trait(state=CallState.DRAFT)
        coming = factory.Trait(opens_at=factory.LazyFunction(lambda: now() + timedelta(days=1)))
        closed = factory.Trait(closes_at=factory.LazyFunction(lambda: now() - timedelta(minutes=1)))

    @factory.post_generation
    def round(self, create, wanted, **_extra):
        if create and wanted is not False:
            plan_round(
                owner_kind=OWNER,
                owner_uuid=self.uuid,
                title=self.names,
                due_at=self.closes_at + REVIEW_TIME,
                criteria=DEFAULT_CRITERIA,
                by=None,
                at=now(),
            )


class RepresentativeFactory(factory.django.DjangoModelFactory):
    """Someone who may apply for a voluntary organisation; `asked` waits for staff."""

    class Meta:
        model = Representative

    organisation = factory.SubFactory(OrganisationFactory)
    user = factory.SubFactory(UserFactory)
    state = SeatState.CONFIRMED
    asked_at = factory.LazyFunction(now)

    class Params:
        asked = factory.Trait(state=SeatState.ASKED)


class MunicipalityFactory(OrganisationFactory):
    """A city's own body, with a contact person who applies for it: `municipality.city.contact_persons`."""

    class Meta:
        skip_postgeneration_save = True

    kind = OrganisationKind.MUNICIPALITY
    name = factory.LazyAttribute(lambda body: f"{body.city.name} kommune")
    city = factory.SubFactory(CityFactory)

    @factory.post_generation
    def contact(self, create, user, **_extra):
        if create and user is not False:
            ContactPersonFactory(city=self.city, since=now() - timedelta(days=100), **({"user": user} if user else {}))


def contact_of(organisation):
    """Who applies for a municipality or an organisation."""
    if organisation.city_id and organisation.kind == OrganisationKind.MUNICIPALITY:
        return organisation.city.contact_persons.get().user
    return organisation.representatives.get().user


class ApplicationFactory(factory.django.DjangoModelFactory):
    """A municipality's draft, complete, in an open call; the functions below take it further, by actions."""

    class Meta:
        model = Application

    call = factory.SubFactory(CallFactory)
    organisation = factory.SubFactory(MunicipalityFactory)
    city = factory.LazyAttribute(lambda application: application.organisation.city)
    applicant_name = factory.LazyAttribute(lambda application: application.organisation.name)
    contact = factory.LazyAttribute(lambda application: contact_of(application.organisation))
    answers = factory.LazyFunction(lambda: {**ANSWERS})
    title = factory.LazyAttribute(lambda application: application.answers.get("title", ""))
    sought_minor = factory.LazyAttribute(
        lambda a: add_up(a.answers.get("budget", ()), a.call.fund.currency).sought.minor
    )
    draft_revision = 1
    language = "nb"
    started_at = factory.LazyFunction(now)
    changed_at = factory.LazyFunction(now)

    class Params:
        empty = factory.Trait(answers={}, draft_revision=0)


def submitted(call=None, **fields):
    """An application that was submitted while its call was open; the call may have closed since."""
    call = call or CallFactory()
    application = ApplicationFactory(call=call, **fields)
    at = min(now(), call.closes_at - timedelta(hours=1))
    submit_application(application=application, by=application.contact, at=at)
    application.refresh_from_db()
    return application


def close_call(call):
    """The call's window has ended, as before any formal check."""
    if call.closes_at > now():
        call.closes_at = now() - timedelta(minutes=1)
        Call.objects.filter(pk=call.pk).update(closes_at=call.closes_at)


def eligible(call=None, by=None, **fields):
    """Passed the formal check of a call that has closed."""
    call = call or CallFactory()
    application = submitted(call, **fields)
    close_call(call)
    by = by or ManagerFactory()
    check_eligibility(application=application, passed=True, points={"complete": True}, reasons="", by=by, at=now())
    application.refresh_from_db()
    return application


def assess(call, points=70_000):
    """Every application of the call's round has its reviews, and the round is closed."""
    round_ = round_of(call)
    for entry in round_.entries.all():
        for _number in range(round_.min_reviews - entry.submitted):
            ReviewFactory(entry=entry, state="submitted", points=points, submitted_at=now())
        recount_entry(entry)
    Round.objects.filter(pk=round_.pk).update(state="closed", opened_at=now(), closed_at=now())


def decided(call=None, kind="award_full", sum=None, by=None, reasons="A strong plan for the streets.", **fields):
    by = by or ManagerFactory()
    application = eligible(call, by=by, **fields)
    decide_application(
        application=application,
        kind=kind,
        sum=sum,
        reasons=reasons,
        override_reasons="The board read it itself.",
        by=by,
        at=now(),
    )
    return Application.objects.get(pk=application.pk)


def announced(call=None, by=None, **fields):
    """The minutes in which it could be stopped have passed: the applicant knows."""
    by = by or ManagerFactory()
    application = decided(call, by=by, **fields)
    announce_decision(application=application, by=by, at=now() - GRACE)
    return Application.objects.get(pk=application.pk)


def accepted(call=None, **fields):
    application = announced(call, **fields)
    answer_award(application=application, accept=True, by=application.contact, at=now())
    return Application.objects.get(pk=application.pk)


def published(call=None, by=None, publish_at=None, **fields):
    """An award that everyone can read."""
    by = by or ManagerFactory()
    application = accepted(call, by=by, **fields)
    publish_award(
        award=application.award, public_reasons="It reaches those who need it.", publish_at=publish_at or now(), by=by,
        at=now(),
    )  # fmt: skip
    return Application.objects.get(pk=application.pk)
