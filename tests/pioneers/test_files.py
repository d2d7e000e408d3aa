"""Who opens the files of a nomination."""

from datetime import timedelta

import pytest

from pioneers.actions.drafts import hash_of
from pioneers.actions.files import attach_file, detach_file
from pioneers.models import ConsentRequest, Nomination
from pioneers.views.devices import COOKIE
from portal.core.clock import now
from portal.documents.errors import FileRefused
from portal.documents.queries.files import files_of
from portal.mail.links import address_of, issue_link
from tests.factories.people import AdministratorFactory, EditorFactory, ManagerFactory, UserFactory
from tests.factories.pioneers import CandidacyFactory, NominationFactory
from tests.support.files import pdf, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(edition, nominator):
    draft = NominationFactory(edition=edition, nominator=nominator)
    attach_file(draft=draft, upload=upload(pdf(), "saga.pdf"), by=nominator, at=now())
    draft.file_url = files_of(draft)[0].url
    return draft


def becomes(draft, state, **candidacy):
    candidacy = CandidacyFactory(edition=draft.edition, **candidacy)
    Nomination.objects.filter(pk=draft.pk).update(
        state=state, reference="NP31-9999", submitted_at=now(), candidacy=candidacy
    )
    return candidacy


def opens(client, draft) -> bool:
    response = client.get(draft.file_url)
    assert response.status_code in (302, 404)
    return response.status_code == 302 and not response["Location"].startswith("/account/")


def test_a_draft_is_opened_by_its_writer_alone(client, draft, nominator):
    assert not opens(client, draft)
    for stranger in (UserFactory(), ManagerFactory(), AdministratorFactory()):
        client.force_login(stranger)
        assert not opens(client, draft)
    client.force_login(nominator)
    assert opens(client, draft)


def test_once_sent_those_who_screen_open_it_too(client, draft, nominator):
    becomes(draft, "submitted")
    for user, may in ((nominator, True), (ManagerFactory(), True), (EditorFactory(), False), (UserFactory(), False)):
        client.force_login(user)
        assert opens(client, draft) is may


def follow_link(client, candidacy, role="nominee"):
    request = ConsentRequest.objects.select_related("person").get(nominee__candidacy=candidacy, role=role)
    link = issue_link(purpose="pioneers.consent", about=request, to=request.person.recipient, at=now())
    client.get("/" + address_of(link).split("/", 3)[3])


def test_the_nominee_opens_it_once_told_and_not_before(client, draft):
    candidacy = becomes(draft, "submitted", asked=True)
    follow_link(client, candidacy)
    assert not opens(client, draft)
    Nomination.objects.filter(pk=draft.pk).update(state="screened")
    assert opens(client, draft)
    other = type(client)()
    follow_link(other, CandidacyFactory(edition=draft.edition, asked=True))
    assert not opens(other, draft)


def test_several_links_in_one_browser_each_open_their_own(client, draft):
    candidacy = becomes(draft, "screened", asked=True)
    follow_link(client, candidacy)
    follow_link(client, CandidacyFactory(edition=draft.edition, asked=True))
    assert opens(client, draft)


def test_a_guardian_does_not_open_what_was_written(client, draft):
    candidacy = becomes(draft, "screened", asked=True)
    ConsentRequest.objects.update(role="guardian")
    follow_link(client, candidacy, role="guardian")
    assert not opens(client, draft)


def test_nothing_is_added_to_what_was_sent_and_nothing_taken_from_it(draft, nominator):
    becomes(draft, "submitted")
    with pytest.raises(FileRefused):
        attach_file(draft=draft, upload=upload(pdf(body=b"more"), "more.pdf"), by=nominator, at=now())
    detach_file(draft=draft, file=files_of(draft)[0].uuid, at=now())
    assert len(files_of(draft)) == 1


def test_files_of_a_browsers_draft_rest_with_it(client, edition, clock):
    draft = NominationFactory(edition=edition, nominator=None, draft_key_hash=hash_of("k" * 43))
    attach_file(draft=draft, upload=upload(pdf(), "saga.pdf"), by=None, at=now())
    draft.file_url = files_of(draft)[0].url
    client.cookies[COOKIE] = "k" * 43
    assert opens(client, draft)
    clock(now() + timedelta(hours=1, seconds=1))
    assert not opens(client, draft)
