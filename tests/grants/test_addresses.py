"""An applicant's wrong address is corrected from the case."""

import pytest

from grants.actions.addresses import correct_applicant_address
from grants.errors import ContactOfCity
from grants.models import Application, Representative
from grants.queries.seats import acts_for
from portal.adminkit.addresses import staff_url
from portal.audit.queries.history import history_of
from portal.cities.models import Organisation
from portal.core.clock import now
from portal.core.errors import NotAllowed
from portal.mail.models import Letter
from portal.people.models import User
from tests.factories.grants import RepresentativeFactory, submitted
from tests.factories.mail import LetterFactory
from tests.factories.people import EditorFactory, ManagerFactory

pytestmark = pytest.mark.django_db


def from_association() -> Application:
    """A submitted application of a voluntary organisation, and an e-mail about it to whoever wrote it."""
    application = submitted()
    Organisation.objects.filter(pk=application.organisation_id).update(kind="voluntary")
    RepresentativeFactory(organisation=application.organisation, user=application.contact)
    LetterFactory(
        to_email=application.contact.email, about_kind="grants.application", about_uuid=application.uuid, secrets={}
    )
    return Application.objects.get(pk=application.pk)


def corrected(application, email="right@example.org", by=None):
    by = by or ManagerFactory()
    return correct_applicant_address(application=application, email=email, name="Kim Dam", by=by, at=now())


@pytest.mark.parametrize("email", ["right@example.org", "Right@Example.ORG", "kim@ærø.example"])
def test_the_latest_e_mail_goes_to_the_new_address_and_the_old_contact_applies_no_more(email):
    application = from_association()
    before = application.contact
    sent = Letter.objects.filter(about_uuid=application.uuid, to_email=before.email).order_by("-id").first()
    for _time in range(2):
        corrected(application, email)
    application = Application.objects.get(pk=application.pk)
    assert application.contact.email == email.lower()
    assert acts_for(application.contact, application.organisation, now())
    assert not acts_for(before, application.organisation, now())
    (again,) = Letter.objects.filter(to_email=email.lower(), about_uuid=application.uuid)
    assert again.text == sent.text
    assert [line.verb for line in history_of(application)].count("grants.correct_address") == 1
    assert User.objects.get(pk=before.pk).email == before.email, "an account's own address is its holder's alone"


def test_who_holds_a_seat_already_becomes_the_contact_without_a_second_one():
    application = from_association()
    colleague = RepresentativeFactory(organisation=application.organisation)
    corrected(application, colleague.user.email)
    assert Application.objects.get(pk=application.pk).contact == colleague.user
    assert Representative.objects.filter(user=colleague.user).count() == 1


def test_an_application_whose_contact_was_erased_gets_one_again():
    application = from_association()
    Application.objects.filter(pk=application.pk).update(contact=None)
    corrected(Application.objects.get(pk=application.pk))
    assert Application.objects.get(pk=application.pk).contact.email == "right@example.org"
    assert not Letter.objects.filter(to_email="right@example.org").exists()


def test_another_spelling_of_the_same_mailbox_is_no_other_address():
    application = from_association()
    corrected(application, application.contact.email.replace("@", "+x@"))
    assert Application.objects.get(pk=application.pk).contact == application.contact
    assert Representative.objects.count() == 1


def test_a_municipality_s_contact_person_is_appointed_with_the_city():
    application = submitted()
    with pytest.raises(ContactOfCity):
        corrected(application)


def test_only_who_may_judge_it_and_on_the_page_of_the_case(client):
    application = from_association()
    with pytest.raises(NotAllowed):
        corrected(application, by=EditorFactory())
    client.force_login(ManagerFactory())
    form = client.get(staff_url(application, "action", "correct-address")).content.decode()
    assert "Make sure with the organisation first" in form
    client.post(staff_url(application, "action", "correct-address"), {"email": "right@example.org", "name": "Kim"})
    assert Application.objects.get(pk=application.pk).contact.email == "right@example.org"
