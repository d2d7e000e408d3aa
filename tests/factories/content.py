"""Editors' pages and pictures. Pages hang below the first pages that migrating lays."""

from datetime import timedelta
from io import BytesIO

import factory
from django.core.files.base import ContentFile
from PIL import Image

from portal.content.models import (
    CityIndexPage,
    CityPage,
    EditorialImage,
    HomePage,
    MembershipPage,
    MemberVoice,
    Partner,
    PartnersPage,
    PeoplePage,
    PersonOnPage,
    StandardPage,
    StoryIndexPage,
    StoryPage,
)
from portal.core import clock


def drawn(colour="#155f50", size=(64, 48), kind="JPEG", **options) -> bytes:
    """The bytes of a small picture of one colour."""
    content = BytesIO()
    Image.new("RGB", size, colour).save(content, kind, **options)
    return content.getvalue()


class EditorialImageFactory(factory.django.DjangoModelFactory):
    """A picture that may be shown; `expired=True` for one whose consent ended yesterday."""

    class Meta:
        model = EditorialImage

    title = factory.Sequence(lambda n: f"Picture {n}")
    alternative_text = "Four night walkers in yellow vests"
    credit = "Ida Eskildsen"
    file = factory.LazyFunction(lambda: ContentFile(drawn(), name="walkers.jpg"))

    class Params:
        expired = factory.Trait(consent_until=factory.LazyFunction(lambda: clock.today() - timedelta(days=1)))


class PageFactory(factory.django.DjangoModelFactory):
    """A page below `parent`, the language's first page unless given; `draft=True` for one not published."""

    class Meta:
        abstract = True

    class Params:
        language = "en"
        draft = factory.Trait(live=False)

    parent = factory.LazyAttribute(lambda page: HomePage.objects.get(locale__language_code=page.language))

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        parent = kwargs.pop("parent")
        page = model_class(locale=parent.locale, **kwargs)
        parent.add_child(instance=page)
        revision = page.save_revision()
        if page.live:
            revision.publish()
        return model_class.objects.get(pk=page.pk)


class StoryPageFactory(PageFactory):
    """A published story with a picture and every kind of words."""

    class Meta:
        model = StoryPage

    parent = factory.LazyAttribute(lambda page: StoryIndexPage.objects.get(locale__language_code=page.language))
    title = factory.Sequence(lambda n: f"A night with the night walkers {n}")
    slug = factory.Sequence(lambda n: f"night-walkers-{n}")
    summary = "On Fridays a dozen grown-ups walk where the young ones are. Nothing happens, and that is the point."
    theme = "city"
    place = "Malmö"
    picture = factory.SubFactory(EditorialImageFactory)
    body = factory.LazyFunction(lambda: [("text", "<p>They begin at the station at nine.</p>")])


class StandardPageFactory(PageFactory):
    class Meta:
        model = StandardPage

    title = factory.Sequence(lambda n: f"About us {n}")
    slug = factory.Sequence(lambda n: f"about-{n}")
    introduction = "An alliance of cities."


class PeoplePageFactory(PageFactory):
    """The people page with `people` board members and as many in the secretariat."""

    class Meta:
        model = PeoplePage

    title = "Who we are"
    slug = factory.Sequence(lambda n: f"who-{n}")

    @classmethod
    def _create(cls, model_class, *args, people=1, **kwargs):
        page = super()._create(model_class, *args, **kwargs)
        for number in range(people):
            for part in ("board", "secretariat"):
                PersonOnPage.objects.create(
                    page=page,
                    locale=page.locale,
                    part=part,
                    name=f"Sigríður Unnarsdóttir {part} {number}",
                    portrait=EditorialImageFactory(),
                )
        return model_class.objects.get(pk=page.pk)


class PartnersPageFactory(PageFactory):
    class Meta:
        model = PartnersPage

    title = "Partners"
    slug = factory.Sequence(lambda n: f"partners-{n}")

    @classmethod
    def _create(cls, model_class, *args, partners=1, **kwargs):
        page = super()._create(model_class, *args, **kwargs)
        for number in range(partners):
            PartnerFactory(page=page, name=f"Foundation {number}")
        return model_class.objects.get(pk=page.pk)


class PartnerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Partner

    locale = factory.LazyAttribute(lambda partner: partner.page.locale)
    name = factory.Sequence(lambda n: f"Foundation {n}")
    logo = factory.SubFactory(EditorialImageFactory)


class CityIndexPageFactory(PageFactory):
    class Meta:
        model = CityIndexPage

    title = "Member cities"
    slug = "cities"


class CityPageFactory(PageFactory):
    """The page of a city that is a member, below the list of them all."""

    class Meta:
        model = CityPage

    parent = factory.SubFactory(CityIndexPageFactory)
    city = factory.SubFactory("tests.factories.cities.CityFactory")
    title = factory.LazyAttribute(lambda page: page.city.name)
    slug = factory.LazyAttribute(lambda page: page.city.slug)
    introduction = "A harbour, a bridge and many evenings."


class MembershipPageFactory(PageFactory):
    """What membership gives and asks, with `voices` of members."""

    class Meta:
        model = MembershipPage

    title = "Membership"
    slug = "membership"
    introduction = "What a city gets, and what it is asked for."

    @classmethod
    def _create(cls, model_class, *args, voices=0, **kwargs):
        page = super()._create(model_class, *args, **kwargs)
        for _number in range(voices):
            MemberVoiceFactory(page=page)
        return model_class.objects.get(pk=page.pk)


class MemberVoiceFactory(factory.django.DjangoModelFactory):
    """Somebody in a member city who agreed a year ago; `over=True` for one whose permission ended yesterday."""

    class Meta:
        model = MemberVoice

    locale = factory.LazyAttribute(lambda voice: voice.page.locale)
    text = factory.Sequence(lambda n: f"I rang, and somebody answered within {n} hours.")
    name = factory.Sequence(lambda n: f"Turid Nygård {n}")
    role = "Mayor"
    city = factory.SubFactory("tests.factories.cities.CityFactory")
    portrait = factory.SubFactory(EditorialImageFactory)
    agreed_on = factory.LazyFunction(lambda: clock.today() - timedelta(days=365))

    class Params:
        over = factory.Trait(agreed_until=factory.LazyFunction(lambda: clock.today() - timedelta(days=1)))
