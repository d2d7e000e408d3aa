from datetime import timedelta

import factory
from django.utils.text import slugify

from portal.cities.models import City, CitySeat, ContactPerson, Country, Organisation, StandIn
from portal.cities.states import CityDuty, CityRole, CitySeatState, OrganisationKind
from portal.core.clock import now


class CityFactory(factory.django.DjangoModelFactory):
    """An invented Norwegian city; `country="DK"` for another country (loaded after each migration)."""

    class Meta:
        model = City
        skip_postgeneration_save = True

    country = factory.LazyFunction(lambda: Country.objects.get(pk="NO"))
    name = factory.Sequence(lambda n: f"Nordvik {n}")
    slug = factory.LazyAttribute(lambda city: slugify(city.name))

    @classmethod
    def _adjust_kwargs(cls, **kwargs):
        if isinstance(kwargs.get("country"), str):
            kwargs["country"] = Country.objects.get(pk=kwargs["country"])
        return kwargs

    class Params:
        with_contact = factory.Trait(
            contact=factory.RelatedFactory("tests.factories.cities.ContactPersonFactory", "city")
        )


class ContactPersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ContactPerson

    city = factory.SubFactory(CityFactory)
    user = factory.SubFactory("tests.factories.people.UserFactory")
    since = factory.LazyFunction(lambda: now() - timedelta(days=30))


class CitySeatFactory(factory.django.DjangoModelFactory):
    """A colleague who may do everything and accepted a month ago; `role` for a politician, `invited`, `ended`."""

    class Meta:
        model = CitySeat

    city = factory.SubFactory(CityFactory)
    user = factory.SubFactory("tests.factories.people.UserFactory")
    role = CityRole.COLLEAGUE
    duties = factory.LazyAttribute(lambda seat: CityDuty.values if seat.role == CityRole.COLLEAGUE else [])
    state = CitySeatState.ACTIVE
    invited_at = factory.LazyFunction(lambda: now() - timedelta(days=30))
    expires_at = factory.LazyAttribute(lambda seat: seat.invited_at + timedelta(days=31))
    since = factory.LazyAttribute(lambda seat: seat.invited_at)

    class Params:
        invited = factory.Trait(state=CitySeatState.INVITED, since=None)
        ended = factory.Trait(state=CitySeatState.ENDED, until=factory.LazyFunction(now))


class StandInFactory(factory.django.DjangoModelFactory):
    """Stands in since yesterday, until tomorrow."""

    class Meta:
        model = StandIn

    city = factory.SubFactory(CityFactory)
    user = factory.SubFactory("tests.factories.people.UserFactory")
    since = factory.LazyFunction(lambda: now() - timedelta(days=1))
    until = factory.LazyFunction(lambda: now() + timedelta(days=1))


class OrganisationFactory(factory.django.DjangoModelFactory):
    """A voluntary organisation in Norway without a number; `numbered` gives it a valid one."""

    class Meta:
        model = Organisation

    kind = OrganisationKind.VOLUNTARY
    name = factory.Sequence(lambda n: f"Trygg gate {n}")
    country = factory.LazyFunction(lambda: Country.objects.get(pk="NO"))

    @classmethod
    def _adjust_kwargs(cls, **kwargs):
        if isinstance(kwargs.get("country"), str):
            kwargs["country"] = Country.objects.get(pk=kwargs["country"])
        return kwargs

    class Params:
        numbered = factory.Trait(registration_number="988077917")
