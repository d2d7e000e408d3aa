"""Letters in the staff screens: seen by whom they concern, secrets masked, steps taken through actions."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from portal.core.clock import now
from portal.desk.worklist import worklist_sources
from portal.mail.actions.queue import queue_letter
from portal.mail.codes import issue_code
from portal.mail.keys import code_for
from portal.mail.letters import FRESH_LINK
from portal.mail.models import Attempt, Letter
from portal.mail.portal_hooks import stalled_sending
from portal.mail.queries.batches import batches_visible_to
from portal.mail.queries.letters import letters_visible_to
from portal.mail.recipients import Recipient
from portal.mail.secrets import SealedSecret
from portal.mail.states import LetterState
from tests.factories.mail import BatchFactory, LetterFactory
from tests.factories.people import AdministratorFactory, EditorFactory, FinanceFactory, ManagerFactory, PersonFactory
from tests.portal.mail.letters import CODE

pytestmark = pytest.mark.django_db

LETTERS = "/admin/mail/letter/"
BATCHES = "/admin/mail/batch/"


@pytest.fixture
def staff(client):
    client.force_login(ManagerFactory())
    return client


def as_(user):
    client = Client()
    client.force_login(user)
    return client


def page(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def coded(**changes):
    at = now()
    code = issue_code(
        purpose="tests", about=PersonFactory(), to=Recipient("a@example.org", "", "en"), at=at - timedelta(minutes=1)
    )
    letter = queue_letter(
        **{
            "reason": "tests.code:1",
            "to": Recipient("anna@example.org", "Anna", "en"),
            "kind": CODE,
            "secrets": {"code": code},
            "at": at,
            **changes,
        }
    )
    return letter, code_for(code.code.uuid)


@pytest.mark.parametrize("factory", [ManagerFactory, AdministratorFactory])
def test_managers_and_administrators_see_every_letter(factory):
    letter = LetterFactory(subject="About the prize")
    assert "About the prize" in page(as_(factory()), LETTERS)
    assert "About the prize" in page(as_(factory()), f"{LETTERS}{letter.uuid}/")


def test_finance_sees_letters_about_memberships_and_no_others():
    prize, invoice = (
        LetterFactory(subject="About the prize"),
        LetterFactory(subject="Your invoice", about_kind="membership.membership"),
    )
    client = as_(FinanceFactory())
    listed = page(client, LETTERS)
    assert "Your invoice" in listed
    assert "About the prize" not in listed
    assert client.get(f"{LETTERS}{prize.uuid}/").status_code == 404
    assert client.get(f"{LETTERS}{prize.uuid}/html/").status_code == 404
    assert client.get(f"{LETTERS}{invoice.uuid}/").status_code == 200
    assert client.get(BATCHES).status_code == 404


def test_an_editor_finds_no_letters_at_all():
    letter = LetterFactory()
    client = as_(EditorFactory())
    for url in (LETTERS, f"{LETTERS}{letter.uuid}/", f"{LETTERS}{letter.uuid}/html/", BATCHES):
        assert client.get(url).status_code == 404


def test_a_visitor_is_sent_to_sign_in(client):
    for url in (LETTERS, f"{LETTERS}{LetterFactory().uuid}/html/"):
        assert client.get(url).status_code == 302


@pytest.mark.parametrize(("url", "make"), [(LETTERS, LetterFactory), (BATCHES, BatchFactory)])
def test_a_list_costs_the_same_for_one_and_for_three(staff, cost, url, make):
    def many(number):
        for _ in range(number):
            made = make()
            if make is BatchFactory:
                LetterFactory(batch=made, held=True)

    many(1)
    page(staff, url)
    with cost() as one:
        page(staff, url)
    many(2)
    with cost() as three:
        page(staff, url)
    assert three.queries == one.queries
    assert three.rows - one.rows == 2


def test_a_batchs_page_costs_the_same_for_one_and_for_three(staff, cost):
    batch = BatchFactory()
    LetterFactory(batch=batch, held=True)
    page(staff, f"{BATCHES}{batch.uuid}/")
    with cost() as one:
        page(staff, f"{BATCHES}{batch.uuid}/")
    LetterFactory.create_batch(2, batch=batch, held=True)
    with cost() as three:
        page(staff, f"{BATCHES}{batch.uuid}/")
    assert three.queries == one.queries
    assert three.rows - one.rows == 2


def test_the_list_is_narrowed_by_state_kind_day_and_recipient(staff):
    LetterFactory(refused=True, subject="First", to_name="Þóra Ŋ", template="django")
    LetterFactory(subject="Second", queued_at=now() - timedelta(days=9))
    for query, first, second in (
        ("?state=refused", True, False),
        ("?state=refused&state=waiting", True, True),
        ("?template=django", True, False),
        ("?q=thora+n", True, False),
        (f"?queued_at_from={now().date() - timedelta(days=1)}", True, False),
    ):
        listed = page(staff, LETTERS + query)
        assert ("First" in listed) is first, query
        assert ("Second" in listed) is second, query


def test_no_secret_is_shown_to_staff(staff):
    letter, digits = coded()
    sealed = queue_letter(
        reason="tests.link:1",
        to=Recipient("anna@example.org", "Anna", "en"),
        kind=FRESH_LINK,
        context={"label": ""},
        secrets={"link": SealedSecret("https://example.org/open-sesame/")},
        at=now(),
    )
    for one in (letter, sealed):
        for part in ("", "html/", "history/"):
            shown = page(staff, f"{LETTERS}{one.uuid}/{part}")
            assert digits not in shown
            assert "sesame" not in shown
            assert f"secret-link-{one.uuid.hex}" not in shown
    assert "••••••" in page(staff, f"{LETTERS}{letter.uuid}/")
    assert 'href="#"' in page(staff, f"{LETTERS}{sealed.uuid}/html/")


def test_a_letters_html_runs_nothing_in_the_admin(staff):
    letter = LetterFactory(html="<html><head></head><body><script>alert(1)</script></body></html>")
    response = staff.get(f"{LETTERS}{letter.uuid}/html/")
    policy = response["Content-Security-Policy"]
    assert policy.startswith("sandbox;")
    assert "default-src 'none'" in policy
    assert "script" not in policy
    assert "frame-ancestors 'self'" in policy
    assert response["X-Frame-Options"] == "SAMEORIGIN"


def test_a_failed_letter_says_why_and_lists_its_attempts(staff):
    letter = LetterFactory(refused=True)
    Attempt.objects.create(
        letter=letter, number=1, begun_at=now(), outcome="refused", words="550 5.1.1 no such user here"
    )
    shown = page(staff, f"{LETTERS}{letter.uuid}/")
    assert "The receiving server refused this e-mail permanently" in shown
    assert shown.count("550 5.1.1 no such user here") == 3
    assert "Send again" in shown


def test_a_letter_says_who_gets_its_kind_and_what_for(staff):
    shown = page(staff, f"{LETTERS}{LetterFactory(template='mail/fresh_link').uuid}/")
    assert "The address the expired link was sent to" in shown
    assert "Replaces a link that has expired" in shown
    assert "No longer written" in page(staff, f"{LETTERS}{LetterFactory(template='tests/no_longer_written').uuid}/")


def test_an_erased_letter_says_so(staff):
    letter = LetterFactory(sent=True, erased_at=now(), subject="", text="", html="")
    shown = page(staff, f"{LETTERS}{letter.uuid}/")
    assert "was erased" in shown
    assert "Send again" not in shown


def test_a_letter_is_sent_again_by_a_post_only(staff):
    letter = LetterFactory(refused=True)
    url = f"{LETTERS}{letter.uuid}/action/send-again/"
    page(staff, url)
    letter.refresh_from_db()
    assert letter.state == LetterState.REFUSED
    assert staff.post(url).status_code == 302
    letter.refresh_from_db()
    assert letter.state == LetterState.WAITING


def test_several_letters_are_sent_again_and_what_cannot_be_is_named(staff):
    failed, held = LetterFactory(refused=True), LetterFactory(held=True, subject="Still held")
    response = staff.post(f"{LETTERS}bulk/send-again/?id={failed.uuid}&id={held.uuid}", follow=True)
    failed.refresh_from_db()
    assert failed.state == LetterState.WAITING
    assert "Still held: It has not been sent yet" in response.content.decode()


def test_a_batch_is_read_letter_by_letter_before_it_goes(staff):
    batch = BatchFactory()
    for name in ("Anna", "Bo", "Cis"):
        LetterFactory(batch=batch, held=True, to_name=name, subject=f"To {name}", text=f"Dear {name}")
    first, last = page(staff, f"{BATCHES}{batch.uuid}/"), page(staff, f"{BATCHES}{batch.uuid}/?read=3")
    assert "Dear Anna" in first
    assert "E-mail 1 of 3" in first
    assert "Dear Cis" in last
    for asked in ("99", "0", "x", "²"):
        page(staff, f"{BATCHES}{batch.uuid}/?read={asked}")


def test_a_batch_of_many_letters_comes_in_pages(staff):
    batch = BatchFactory()
    for number in range(27):
        LetterFactory(batch=batch, held=True, to_name=f"Reader {number + 1}", text=f"Dear {number + 1}.")
    shown = page(staff, f"{BATCHES}{batch.uuid}/?read=26")
    assert "Dear 26." in shown
    assert "Page 2 of 2" in shown
    assert "Reader 3<" not in shown


def test_an_empty_batch_has_a_page_too(staff):
    page(staff, f"{BATCHES}{BatchFactory().uuid}/")


@pytest.mark.parametrize(("step", "state"), [("release", LetterState.WAITING), ("drop", LetterState.DROPPED)])
def test_a_batch_goes_or_is_dropped_after_a_look(staff, step, state):
    batch = BatchFactory()
    LetterFactory.create_batch(2, batch=batch, held=True)
    url = f"{BATCHES}{batch.uuid}/action/{step}/"
    assert "2 e-mails are held" in page(staff, url)
    assert staff.post(url, {"seen": "2"}).status_code == 200
    assert not Letter.objects.filter(state=state).exists()
    assert staff.post(url, {"seen": "2", "looked": "on"}).status_code == 302
    assert Letter.objects.filter(state=state).count() == 2
    assert "Nothing" not in page(staff, f"{BATCHES}{batch.uuid}/")


def test_a_batch_that_changed_since_the_look_is_looked_at_again(staff):
    batch = BatchFactory()
    LetterFactory.create_batch(2, batch=batch, held=True)
    response = staff.post(f"{BATCHES}{batch.uuid}/action/release/", {"seen": "1", "looked": "on"})
    assert "has changed since you looked" in response.content.decode()
    assert not Letter.objects.filter(state=LetterState.WAITING).exists()


def test_an_export_holds_no_names_or_addresses(staff):
    LetterFactory(to_name="Þóra", to_email="thora@example.org", subject="About Þóra")
    response = staff.get(f"{LETTERS}?export=csv")
    content = b"".join(response.streaming_content).decode() if response.streaming else response.content.decode()
    assert "tests/letter" in content
    assert "ora" not in content


def waiting_rows(kind, viewer):
    [source] = [source for source in worklist_sources() if source.kind == kind]
    return [(source.title(row), source.url(row)) for row in source.queryset(viewer, now())]


def test_letters_that_never_arrived_wait_for_a_person():
    letter = LetterFactory(refused=True, template="django", to_email="gone@example.org")
    LetterFactory(sent=True)
    LetterFactory(given_up=True, erased_at=now())
    rows = waiting_rows("mail.failed_letters", ManagerFactory())
    assert rows == [("Notice from the editing system · gone@example.org", f"{LETTERS}{letter.uuid}/")]
    assert waiting_rows("mail.failed_letters", EditorFactory()) == []


def test_a_batch_with_held_letters_waits_for_a_person():
    batch = BatchFactory()
    LetterFactory.create_batch(2, batch=batch, held=True)
    LetterFactory(batch=BatchFactory(), sent=True)
    assert waiting_rows("mail.held_batches", ManagerFactory()) == [("Decision", f"{BATCHES}{batch.uuid}/")]
    assert waiting_rows("mail.held_batches", FinanceFactory()) == []


def test_staff_are_warned_when_sending_stands_still():
    viewer = ManagerFactory()
    assert stalled_sending(viewer, now()) == []
    LetterFactory()
    LetterFactory(held=True, queued_at=now() - timedelta(days=3))
    assert stalled_sending(viewer, now()) == []
    LetterFactory(next_at=now() - timedelta(minutes=21), queued_at=now() - timedelta(minutes=21))
    LetterFactory(
        next_at=now() + timedelta(minutes=21),
        attempts=6,
        trying_since=now() - timedelta(hours=1),
        last_words="451 try later",
    )
    [warning] = stalled_sending(viewer, now())
    assert warning.text == "2 e-mails have been waiting for more than twenty minutes. 451 try later"
    assert warning.url == f"{LETTERS}?state=waiting"
    assert stalled_sending(EditorFactory(), now()) == []


def test_nobody_signed_in_sees_no_letters():
    LetterFactory(batch=BatchFactory())
    assert not letters_visible_to(AnonymousUser(), now()).exists()
    assert not batches_visible_to(AnonymousUser(), now()).exists()


def test_a_letter_to_an_address_without_a_name_says_the_address_where_the_name_would_stand(staff):
    letter = LetterFactory(to_name="", to_email="kim@example.org")
    assert page(staff, LETTERS).count("kim@example.org") == 2
    shown = page(staff, f"{LETTERS}{letter.uuid}/")
    assert len(re.findall(r"<dd>\s*kim@example.org\s*</dd>", shown)) == 2
