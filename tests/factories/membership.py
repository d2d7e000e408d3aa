from datetime import timedelta

import factory

from portal.core.clock import now
from portal.membership.models import Membership, MembershipApplication
from portal.membership.states import MembershipApplicationState


class MembershipFactory(factory.django.DjangoModelFactory):
    """A membership that began a year ago and runs until further notice."""

    class Meta:
        model = Membership

    city = factory.SubFactory("tests.factories.cities.CityFactory")
    starts = factory.LazyFunction(lambda: now().date() - timedelta(days=365))
    opened_at = factory.LazyFunction(lambda: now() - timedelta(days=365))

    class Params:
        ended = factory.Trait(ends=factory.LazyFunction(lambda: now().date() - timedelta(days=1)))
        ending_soon = factory.Trait(ends=factory.LazyFunction(lambda: now().date() + timedelta(days=30)))
        coming = factory.Trait(starts=factory.LazyFunction(lambda: now().date() + timedelta(days=30)))


class MembershipApplicationFactory(factory.django.DjangoModelFactory):
    """A city's application that the politician has confirmed; `draft`, `submitted`, `declined`."""

    class Meta:
        model = MembershipApplication

    city = factory.SubFactory("tests.factories.cities.CityFactory")
    writer = factory.SubFactory("tests.factories.people.UserFactory")
    politician = factory.SubFactory("tests.factories.people.UserFactory")
    politician_position = "Mayor"
    state = MembershipApplicationState.CONFIRMED
    reference = factory.Sequence(lambda n: f"MA99-{n:04d}")
    contact_name = "Ola Vik"
    contact_email = factory.Sequence(lambda n: f"ola{n}@nordvik.test")
    decided_on = factory.LazyFunction(lambda: now().date() - timedelta(days=20))
    decided_by = "City council"
    starts = factory.LazyFunction(lambda: now().date() + timedelta(days=20))
    started_at = factory.LazyFunction(lambda: now() - timedelta(days=10))
    submitted_at = factory.LazyFunction(lambda: now() - timedelta(days=9))
    confirmed_at = factory.LazyFunction(lambda: now() - timedelta(days=5))

    class Params:
        draft = factory.Trait(
            state=MembershipApplicationState.DRAFT,
            reference=None,
            submitted_at=None,
            confirmed_at=None,
            politician=None,
            decided_on=None,
            starts=None,
        )
        submitted = factory.Trait(state=MembershipApplicationState.SUBMITTED, confirmed_at=None)
        declined = factory.Trait(
            state=MembershipApplicationState.DECLINED, reasons="Not now.", answered_at=factory.LazyFunction(now)
        )
