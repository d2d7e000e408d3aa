"""Nobody overwrites anybody in the staff screens: what a form was opened with is compared with what stands."""

from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from wagtail.admin.viewsets import viewsets
from wagtail.models import Locale, Site

from grants.models import Call, Fund, Programme
from pioneers.models import Category, Ceremony, ConsentAge, Edition
from portal.adminkit.addresses import staff_url
from portal.adminkit.viewset import RecordViewSet
from portal.alliance.models import Publication, Theme, YearlyPromise
from portal.assessment.models import Round
from portal.audit.models import RetentionRule
from portal.cities.models import City, Organisation
from portal.content.models import Menu, SiteSettings, SiteTexts
from portal.events.models import Event, Motion, ProgrammeItem
from portal.membership.models import Membership
from portal.payments.models import PaymentTerms, VatRule
from portal.people.models import Person
from tests.factories.alliance import PublicationFactory, ThemeFactory
from tests.factories.assessment import CriterionFactory, RoundFactory
from tests.factories.cities import CityFactory, OrganisationFactory
from tests.factories.events import EventFactory, MotionFactory, ProgrammeItemFactory
from tests.factories.grants import CallFactory, FundFactory, ProgrammeFactory
from tests.factories.membership import MembershipFactory
from tests.factories.people import PersonFactory, UserFactory
from tests.factories.pioneers import CeremonyFactory, ConsentAgeFactory, EditionFactory

pytestmark = pytest.mark.django_db

MADE = {
    Call: lambda: CallFactory(draft=True),
    Category: lambda: EditionFactory().categories.first(),
    Ceremony: CeremonyFactory,
    City: CityFactory,
    ConsentAge: ConsentAgeFactory,
    Edition: lambda: EditionFactory(draft=True),
    Fund: FundFactory,
    Event: lambda: EventFactory(draft=True),
    Membership: MembershipFactory,
    Motion: lambda: MotionFactory(state="draft"),
    Organisation: OrganisationFactory,
    PaymentTerms: lambda: PaymentTerms.objects.get(),
    Person: PersonFactory,
    Programme: ProgrammeFactory,
    ProgrammeItem: ProgrammeItemFactory,
    Publication: lambda: PublicationFactory(draft=True),
    RetentionRule: lambda: RetentionRule.objects.first(),
    Round: RoundFactory,
    Theme: ThemeFactory,
    VatRule: lambda: VatRule.objects.get(),
    YearlyPromise: lambda: YearlyPromise.objects.first(),
}


class Page(HTMLParser):
    """A page's form as a browser sends it untouched, and the names of the fields somebody can type in."""

    def __init__(self, page: str):
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self.typed_in: list[str] = []
        self.inside = self.select = self.text = None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        name, kind = told.get("name"), told.get("type", "text")
        if tag == "form":
            self.inside = told.get("method", "").lower() == "post" and "logout" not in told.get("action", "")
        if tag == "option" and self.select:
            self.options.append((told.get("value", ""), "selected" in told))
        if not self.inside or not name or "disabled" in told:
            return
        if tag == "select":
            self.select, self.options = name, []
        elif tag == "textarea":
            self.text, self.sent[name] = name, [""]
            if "hidden" not in told:
                self.typed_in.append(name)
        elif tag == "input" and kind in ("checkbox", "radio"):
            if "checked" in told:
                self.sent.setdefault(name, []).append(told.get("value") or "on")
        elif tag == "input" and kind not in ("submit", "file"):
            self.sent.setdefault(name, []).append(told.get("value") or "")
            if kind in ("text", "number", "email", "url"):
                self.typed_in.append(name)

    def handle_data(self, data):
        if self.text:
            self.sent[self.text][0] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.text:
            self.sent[self.text][0] = self.sent[self.text][0].removeprefix("\n")
            self.text = None
        elif tag == "select" and self.select:
            chosen = [value for value, selected in self.options if selected] or [self.options[0][0]]
            self.sent[self.select], self.select = chosen, None


@pytest.fixture
def two():
    """Two browsers of the secretariat, with every right."""
    browsers = Client(), Client()
    for number, browser in enumerate(browsers, 1):
        browser.force_login(
            UserFactory(name=f"Colleague {number}", is_superuser=True, roles=("administrator", "manager"))
        )
    return browsers


def opened(browser, address) -> Page:
    response = browser.get(address)
    assert response.status_code == 200, address
    return Page(response.content.decode())


def retyped(value: str, letter: str) -> str:
    return str(int(value) + ord(letter) % 7 + 1) if value.isdecimal() else f"{value}{letter}"


def change_somewhere(browser, address) -> str:
    """A colleague opens the form, changes one field that takes it, and saves. Answers the field."""
    page = opened(browser, address)
    for name in page.typed_in:
        answer = browser.post(address, {**page.sent, name: retyped(page.sent[name][0], "A")})
        if answer.status_code == 302 and opened(browser, address).sent[name] != page.sent[name]:
            return name
    raise AssertionError(f"nothing on {address} could be changed: {page.typed_in}")


def edit_screens() -> list[RecordViewSet]:
    assert get_resolver().url_patterns
    return [one for one in viewsets.viewsets if isinstance(one, RecordViewSet) and one.can_update]


def test_every_noun_that_is_edited_is_walked():
    assert {viewset.model for viewset in edit_screens()} == set(MADE)


def walk(one: Client, other: Client, address: str):
    mine = opened(one, address)
    name = change_somewhere(other, address)
    theirs = opened(other, address).sent[name][0]
    typed = {**mine.sent, name: retyped(mine.sent[name][0], "M")}
    asked = one.post(address, typed)
    page = asked.content.decode()
    assert asked.status_code == 409, "the form was opened before a colleague saved"
    assert "Changed by somebody else" in page
    assert opened(other, address).sent[name] == [theirs], "nothing was saved yet"
    choice = Page(page)
    field = next(key for key in choice.sent if key.startswith("keep-"))
    assert one.post(address, choice.sent).status_code == 302, "keep what stands now"
    assert opened(other, address).sent[name] == [theirs]
    again = one.post(address, typed)
    assert again.status_code == 409, "the old page is still the old page"
    assert one.post(address, {**Page(again.content.decode()).sent, field: "mine"}).status_code == 302
    assert opened(other, address).sent[name] == [typed[name]]
    return page


@pytest.mark.parametrize("model", sorted(MADE, key=lambda model: model.__name__), ids=lambda model: model.__name__)
def test_a_concurrent_change_is_not_overwritten(two, model):
    page = walk(*two, staff_url(MADE[model](), "edit"))
    assert "Colleague 2 changed this on" in page


def test_fields_that_only_i_changed_are_saved_beside_what_a_colleague_changed(two):
    one, other = two
    person = PersonFactory(given_name="Liv", family_name="Berg")
    address = staff_url(person, "edit")
    mine, theirs = opened(one, address), opened(other, address)
    other.post(address, {**theirs.sent, "given_name": "Live"})
    choice = Page(one.post(address, {**mine.sent, "family_name": "Bergh"}).content.decode())
    assert choice.sent["keep-given_name"] == ["standing"]
    assert "keep-family_name" not in choice.sent
    one.post(address, choice.sent)
    person.refresh_from_db()
    assert (person.given_name, person.family_name) == ("Live", "Bergh")


def test_a_third_save_while_somebody_chooses_is_asked_about_again(two):
    one, other = two
    person = PersonFactory(family_name="Berg")
    address = staff_url(person, "edit")
    mine = opened(one, address)
    other.post(address, {**opened(other, address).sent, "family_name": "Bergh"})
    choice = Page(one.post(address, {**mine.sent, "family_name": "Berge"}).content.decode())
    other.post(address, {**opened(other, address).sent, "family_name": "Berghe"})
    assert "Berghe" in one.post(address, {**choice.sent, "keep-family_name": "mine"}).content.decode()
    person.refresh_from_db()
    assert person.family_name == "Berghe"


def test_a_form_that_comes_back_with_errors_was_opened_when_it_was_first_shown(two):
    one, other = two
    person = PersonFactory(family_name="Berg")
    address = staff_url(person, "edit")
    refused = Page(one.post(address, {**opened(one, address).sent, "email": "none"}).content.decode())
    other.post(address, {**opened(other, address).sent, "family_name": "Bergh"})
    assert one.post(address, {**refused.sent, "email": "", "family_name": "Berge"}).status_code == 409


def test_saving_the_same_as_a_colleague_asks_nothing(two):
    one, other = two
    address = staff_url(PersonFactory(family_name="Berg"), "edit")
    mine, theirs = opened(one, address), opened(other, address)
    for browser, page in ((other, theirs), (one, mine)):
        assert browser.post(address, {**page.sent, "family_name": "Bergh"}).status_code == 302


def test_the_criteria_of_a_round_are_not_overwritten(two):
    one, other = two
    round = CriterionFactory().round
    address = reverse("assessment_round:criteria", args=[round.uuid])
    mine, theirs = opened(one, address), opened(other, address)
    weight = next(name for name in mine.sent if name.endswith("-weight"))
    assert other.post(address, {**theirs.sent, weight: "55"}).status_code == 302
    assert one.post(address, {**mine.sent, weight: "66"}).status_code == 409
    assert round.criteria.get().weight == 55


def test_a_step_whose_answers_were_filled_in_from_the_record_is_compared_too(two):
    one, other = two
    person = PersonFactory()
    address = staff_url(person, "action", "protection")
    mine, theirs = opened(one, address), opened(other, address)
    assert other.post(address, {**theirs.sent, "protected": "on"}).status_code == 302
    assert one.post(address, mine.sent).status_code == 409
    person.refresh_from_db()
    assert person.is_protected


@pytest.mark.parametrize("what", ["settings", "texts", "menu"])
def test_what_editors_set_for_every_page_is_not_overwritten(two, what):
    locale = Locale.get_default()
    site = Site.objects.get(is_default_site=True)
    if what == "settings":
        SiteSettings.objects.get_or_create(site=site)
        address = reverse("wagtailsettings:edit", args=["content", "sitesettings", site.pk])
    elif what == "texts":
        texts = SiteTexts.objects.filter(locale=locale).first() or SiteTexts.objects.create(locale=locale, about="Us")
        address = reverse(texts.snippet_viewset.get_url_name("edit"), args=[texts.pk])
    else:
        menu = Menu.objects.filter(locale=locale).first() or Menu.objects.create(locale=locale, place="head")
        menu.items.create(label="Prize", address="/pioneers/")
        address = reverse(menu.snippet_viewset.get_url_name("edit"), args=[menu.pk])
    one, other = two
    name = {"settings": "telephone", "texts": "small_print", "menu": "items-0-label"}[what]
    mine, theirs = opened(one, address), opened(other, address)
    assert other.post(address, {**theirs.sent, name: "Theirs"}).status_code == 302
    asked = one.post(address, {**mine.sent, name: "Mine"})
    assert asked.status_code == 409
    assert "Theirs" in asked.content.decode()
    assert one.post(address, Page(asked.content.decode()).sent).status_code == 302
    assert opened(one, address).sent[name] == ["Theirs"]
