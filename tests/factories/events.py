from datetime import timedelta

import factory

from portal.core.clock import now
from portal.events.models import Event, EventInvitation, Motion, ProgrammeItem, Registration, TeamLimit
from portal.events.states import EventAudience, EventKind, EventState, MotionState, RegistrationState


class EventFactory(factory.django.DjangoModelFactory):
    """A published camp for members in thirty days, with registration open; `draft`, `cancelled`, `past`, `public`."""

    class Meta:
        model = Event

    kind = EventKind.CAMP
    audience = EventAudience.MEMBERS
    state = EventState.PUBLISHED
    titles = factory.Sequence(lambda n: {"en": f"Camp {n}", "nb": f"Leir {n}"})
    introductions = factory.LazyFunction(lambda: {"en": "Two days together."})
    places = factory.LazyFunction(lambda: {"en": "Fjordvik"})
    address = "Harbour Street 7"
    link = "https://meet.test/camp"
    starts_at = factory.LazyFunction(lambda: now() + timedelta(days=30))
    ends_at = factory.LazyAttribute(lambda event: event.starts_at + timedelta(days=2))
    registration_opens_at = factory.LazyAttribute(lambda event: event.starts_at - timedelta(days=60))
    registration_closes_at = factory.LazyAttribute(lambda event: event.starts_at - timedelta(days=1))
    changed_at = factory.LazyFunction(now)

    class Params:
        draft = factory.Trait(state=EventState.DRAFT)
        cancelled = factory.Trait(state=EventState.CANCELLED, cancellation_reason="The ferry does not run.")
        past = factory.Trait(starts_at=factory.LazyFunction(lambda: now() - timedelta(days=30)))
        public = factory.Trait(audience=EventAudience.PUBLIC)
        invited = factory.Trait(audience=EventAudience.INVITED)


class ProgrammeItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ProgrammeItem

    event = factory.SubFactory(EventFactory)
    titles = factory.LazyFunction(lambda: {"en": "Opening"})
    speakers = "Turid Nygård, mayor of Fjordvik"
    starts_at = factory.LazyAttribute(lambda item: item.event.starts_at)
    ends_at = factory.LazyAttribute(lambda item: item.starts_at + timedelta(hours=1))


class RegistrationFactory(factory.django.DjangoModelFactory):
    """Somebody who comes alone and has a place; `city` for a team, `waiting`, `gone`."""

    class Meta:
        model = Registration

    event = factory.SubFactory(EventFactory)
    name = factory.Sequence(lambda n: f"Participant {n}")
    email = factory.Sequence(lambda n: f"participant{n}@fjordvik.test")
    state = RegistrationState.CONFIRMED
    registered_at = factory.LazyFunction(lambda: now() - timedelta(days=2))

    class Params:
        waiting = factory.Trait(state=RegistrationState.WAITING)
        gone = factory.Trait(state=RegistrationState.CANCELLED, cancelled_at=factory.LazyFunction(now))


class TeamLimitFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TeamLimit

    event = factory.SubFactory(EventFactory)
    city = factory.SubFactory("tests.factories.cities.CityFactory")
    limit = 6
    reason = "They host the camp."


class EventInvitationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = EventInvitation

    event = factory.SubFactory(EventFactory, invited=True)
    city = factory.SubFactory("tests.factories.cities.CityFactory")


class MotionFactory(factory.django.DjangoModelFactory):
    """A motion of a general assembly whose ballot is open; `state` for another."""

    class Meta:
        model = Motion

    event = factory.SubFactory(EventFactory, kind=EventKind.ASSEMBLY)
    number = factory.Sequence(lambda n: n + 1)
    titles = factory.LazyFunction(lambda: {"en": "Budget for next year"})
    texts = factory.LazyFunction(lambda: {"en": "Half of it goes to youth work."})
    state = MotionState.OPEN
