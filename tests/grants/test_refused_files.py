"""An attachment the scanner refuses after it had arrived: whoever writes the application is told."""

import pytest

from portal.core.clock import now
from portal.documents.actions.scanning import VIRUS, refuse_file
from portal.documents.actions.storing import store_upload
from portal.documents.models import PrivateFile
from portal.mail.models import Letter
from tests.factories.grants import ApplicationFactory, RepresentativeFactory
from tests.support.files import pdf, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def application():
    application = ApplicationFactory()
    store_upload(
        upload=upload(pdf(), "letter of intent.pdf"),
        purpose="grants.attachment",
        about=application,
        by=application.contact,
        at=now(),
    )
    PrivateFile.objects.update(state="arrived")
    RepresentativeFactory()
    return application


def test_the_writer_gets_one_letter_that_names_the_file_and_says_why(application):
    for _time in range(2):
        refuse_file(file=PrivateFile.objects.get(), reason=VIRUS, by=None, at=now())
    letter = Letter.objects.get(template="grants/file_refused")
    assert letter.to_email == application.contact.email
    assert "letter of intent.pdf" in letter.subject
    assert application.organisation.name in letter.text
    assert "The virus scanner found something harmful" in letter.text
    assert f"/applications/{application.uuid}" in letter.text


def test_a_file_of_something_else_is_none_of_the_grants_business(application):
    PrivateFile.objects.update(purpose="grants.receipt")
    refuse_file(file=PrivateFile.objects.get(), reason=VIRUS, by=None, at=now())
    assert not Letter.objects.exists()
