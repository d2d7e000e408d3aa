"""A file the scanner refuses after it had arrived: its owner is told, and nobody else."""

import pytest

from pioneers.actions.files import attach_file, store_portrait
from pioneers.models import ConsentRequest, Nomination
from portal.core.clock import now
from portal.documents.actions.scanning import VIRUS, refuse_file
from portal.documents.models import PrivateFile
from portal.mail.models import Letter
from tests.factories.pioneers import SECRET_NAME, CandidacyFactory, NominationFactory
from tests.pioneers.support import path_in, text_of
from tests.support.files import jpeg, pdf, upload

pytestmark = pytest.mark.django_db


def refuse(file):
    PrivateFile.objects.update(state="arrived")
    for _time in range(2):
        refuse_file(file=PrivateFile.objects.get(pk=file.pk), reason=VIRUS, by=None, at=now())


def test_a_nominator_is_told_of_a_file_once(edition, nominator):
    draft = NominationFactory(edition=edition, nominator=nominator)
    refuse(attach_file(draft=draft, upload=upload(pdf(), "saga.pdf"), by=nominator, at=now()))
    letter = Letter.objects.get()
    assert letter.template == "pioneers/file_refused"
    assert letter.to_email == draft.nominator_email
    assert "saga.pdf" in letter.subject
    assert "The virus scanner found something harmful" in letter.text


def test_an_address_that_is_not_confirmed_gets_no_letter(edition):
    draft = NominationFactory(edition=edition, nominator=None)
    refuse(attach_file(draft=draft, upload=upload(pdf(), "saga.pdf"), by=None, at=now()))
    assert Nomination.objects.get().nominator is None
    assert not Letter.objects.exists()


def test_a_nominee_is_told_of_their_picture_with_the_way_to_their_page():
    candidacy = CandidacyFactory(in_field=True)
    request = ConsentRequest.objects.get(nominee=candidacy.nominee)
    store_portrait(request=request, upload=upload(jpeg(), "me.jpg"), at=now())
    refuse(PrivateFile.objects.get())
    letter = Letter.objects.get()
    assert letter.template == "pioneers/portrait_refused"
    assert letter.to_email == candidacy.nominee.person.email
    assert "The virus scanner found something harmful" in text_of(letter)
    assert "/consent/" in path_in(letter)
    assert SECRET_NAME not in letter.subject


def test_a_nominee_who_is_out_gets_no_letter():
    candidacy = CandidacyFactory(in_field=True)
    request = ConsentRequest.objects.get(nominee=candidacy.nominee)
    store_portrait(request=request, upload=upload(jpeg(), "me.jpg"), at=now())
    ConsentRequest.objects.update(ended_at=now())
    refuse(PrivateFile.objects.get())
    assert not Letter.objects.exists()
