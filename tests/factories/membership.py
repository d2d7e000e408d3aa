from datetime import timedelta

import factory

from portal.core.clock import now
from portal.membership.models import Membership


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
