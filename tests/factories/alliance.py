from datetime import timedelta

import factory

from portal.alliance.models import LibrarySubscription, Publication, Theme
from portal.alliance.states import PublicationKind, PublicationState
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
