"""A reader whose language is not offered: letters, links and receipts in English, and their preference kept."""

import io

import pytest
from pypdf import PdfReader

from grants.actions.receipts import receipt_pdf
from grants.actions.submission import submit_application
from portal.cities.actions.contacts import appoint_contact_person
from portal.core.clock import now
from portal.mail.actions.fresh_link import send_fresh_link
from portal.mail.keys import token_for
from portal.mail.links import address_of, issue_link
from portal.mail.models import Letter
from portal.mail.recipients import Recipient, reading_language
from portal.people.actions.invitations import invite_staff
from portal.people.actions.roles import grant_role
from portal.people.letters import queue_second_factor_letter
from tests.factories.cities import CityFactory
from tests.factories.grants import ApplicationFactory
from tests.factories.mail import LinkFactory
from tests.factories.people import AdministratorFactory, ManagerFactory, PersonFactory, UserFactory
from tests.portal.people.letters import last_letter

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("preferred", "read"),
    [
        ("da", "en"),
        ("sv", "en"),
        ("is-is", "en"),
        ("nb", "nb"),
        ("nb-no", "nb"),
        ("en", "en"),
        ("", "en"),
    ],
)
def test_a_language_that_is_not_offered_is_read_in_english(preferred, read):
    assert reading_language(Recipient("a@example.org", "A", preferred)) == read


def in_english(letter: Letter) -> bool:
    """Whether all of a letter is: its words, its frame and the addresses in it."""
    foreign = ("/da/", "/sv/", 'lang="da"', 'lang="sv"')
    return letter.language == "en" and not any(mark in letter.text + letter.html for mark in foreign)


def test_a_role_is_told_in_english_and_the_preference_is_kept():
    user = UserFactory(language="da")
    grant_role(account=user, role="manager", by=AdministratorFactory(), at=now())
    letter = last_letter(user.email)
    assert in_english(letter)
    assert "Programme manager" in letter.text
    user.refresh_from_db()
    assert user.language == "da"


def test_what_was_changed_about_an_account_is_told_in_english():
    user = UserFactory(language="da")
    queue_second_factor_letter(user=user, reason="tests:1", at=now())
    assert in_english(last_letter(user.email))
    assert "An administrator removed" in last_letter(user.email).text


def test_an_invitation_and_its_link_are_in_english():
    invitation = invite_staff(
        email="ny@example.org", roles=["manager"], by=AdministratorFactory(), at=now(), language="sv"
    )
    assert in_english(last_letter("ny@example.org"))
    assert invitation.language == "sv"


def test_a_city_is_named_in_the_language_of_the_letter():
    city = CityFactory(name="Turku", names={"sv": "Åbo"}, country="FI")
    appoint_contact_person(city=city, email="ny@turku.test", name="Ny", language="sv", by=ManagerFactory(), at=now())
    letter = last_letter("ny@turku.test")
    assert in_english(letter)
    assert "Turku" in letter.subject
    assert "http://localhost:8000/city/" in letter.text


@pytest.mark.usefixtures("link_purposes")
def test_a_link_leads_to_the_english_address_and_a_fresh_one_too():
    person = PersonFactory(language="da")
    link = issue_link(purpose="tests.answer", about=person, to=person.recipient, at=now())
    expired = LinkFactory(language="da", expired=True)
    for one in (link, expired):
        assert address_of(one).startswith("http://localhost:8000/answer/")
    assert in_english(send_fresh_link(purpose=expired.purpose, token=token_for(expired.uuid), at=now()))


def test_a_receipt_is_in_english_with_what_was_typed_as_it_was():
    application = ApplicationFactory(language="da")
    submit_application(application=application, by=application.contact, at=now())
    application.refresh_from_db()
    receipt = receipt_pdf(application, application.versions.get())
    reader = PdfReader(io.BytesIO(receipt))
    assert reader.trailer["/Root"]["/Lang"] == "en"
    words = " ".join("".join(page.extract_text() for page in reader.pages).split())
    assert f"Receipt for application {application.reference}" in words


@pytest.mark.usefixtures("every_language")
def test_once_it_is_offered_letters_are_in_it():
    user = UserFactory(language="da")
    grant_role(account=user, role="manager", by=AdministratorFactory(), at=now())
    assert last_letter(user.email).language == "da"
