from datetime import timedelta

import factory

from portal.alliance.models import Expert, ExpertField, ExpertRequest, LibrarySubscription, Publication, Theme
from portal.alliance.states import ExpertRequestState, ExpertState, PublicationKind, PublicationState
from portal.core.clock import now


class ThemeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Theme

    names = factory.Sequence(lambda n: {"en": f"Theme {n}"})
    slug = factory.Sequence(lambda n: f"theme-{n}")
    position = 9


class PublicationFactory(factory.django.DjangoModelFactory):
    """A recording, published yesterday, to be watched by a link; `draft`."""

    class Meta:
        model = Publication
        skip_postgeneration_save = True

    kind = PublicationKind.WEBINAR
    title = factory.Sequence(lambda n: {"en": f"Safe squares {n}"})
    summary = factory.LazyFunction(lambda: {"en": "How a square became safe."})
    language = "en"
    link = "https://video.example.org/1"
    state = PublicationState.PUBLISHED
    added_at = factory.LazyFunction(lambda: now() - timedelta(days=2))
    published_at = factory.LazyFunction(lambda: now() - timedelta(days=1))

    class Params:
        draft = factory.Trait(state=PublicationState.DRAFT, published_at=None)

    @factory.post_generation
    def themes(self, create, wanted, **_extra):
        if create and wanted:
            self.themes.set(wanted)


class LibrarySubscriptionFactory(factory.django.DjangoModelFactory):
    """To everything; `themes` for some."""

    class Meta:
        model = LibrarySubscription
        skip_postgeneration_save = True

    user = factory.SubFactory("tests.factories.people.UserFactory")
    used_at = factory.LazyFunction(now)

    @factory.post_generation
    def themes(self, create, wanted, **_extra):
        if create and wanted:
            self.themes.set(wanted)
            self.everything = False
            self.save()


class ExpertFactory(factory.django.DjangoModelFactory):
    """Who agreed to be shown; `asked` has not answered yet. `fields` are names."""

    class Meta:
        model = Expert
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Expert {n}")
    email = factory.Sequence(lambda n: f"expert{n}@university.test")
    organisation = "University of Nordvik"
    languages = "en nb"
    state = ExpertState.SHOWN
    entered_at = factory.LazyFunction(lambda: now() - timedelta(days=9))
    confirmed_at = factory.LazyFunction(lambda: now() - timedelta(days=8))

    class Params:
        asked = factory.Trait(state=ExpertState.ASKED, confirmed_at=None)

    @factory.post_generation
    def fields(self, create, wanted, **_extra):
        if create:
            self.fields.set([ExpertField.objects.get_or_create(name=name)[0] for name in wanted or ["Youth work"]])


class ExpertRequestFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ExpertRequest

    expert = factory.SubFactory(ExpertFactory)
    city = factory.SubFactory("tests.factories.cities.CityFactory")
    asked_by = factory.SubFactory("tests.factories.people.UserFactory")
    question = "How did you begin?"
    state = ExpertRequestState.OPEN
    asked_at = factory.LazyFunction(lambda: now() - timedelta(days=1))
    closed_at = factory.LazyAttribute(lambda one: now() if one.state == ExpertRequestState.CLOSED else None)
