"""The prize from end to end: somebody nominates on a phone, and months later the laureate stands in the gallery."""

from datetime import timedelta

import pytest
from django.urls import reverse

from pioneers.actions.editions import announce_edition, create_edition, open_judging, plan_jury
from pioneers.models import Candidacy, ConsentAge, Edition, Nomination, Nominee
from pioneers.states import CandidacyState
from portal.adminkit.addresses import staff_url
from portal.assessment.actions.assignments import assign_reviewer
from portal.assessment.actions.panel import add_panel_member
from portal.assessment.models import Entry
from portal.core.clock import now
from portal.jobs.registry import all_jobs
from tests.factories.assessment import SCALE
from tests.factories.people import ManagerFactory, UserFactory
from tests.pioneers.support import answers, code_in, letters, path_in, text_of
from tests.support.preflight import confirm

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return ManagerFactory()


@pytest.fixture
def edition(manager, clock):
    clock("2026-05-01T10:00:00Z")
    at = now()
    edition = create_edition(
        year=2026,
        titles={"en": "Nordic Pioneer Prize 2026"},
        opens_at=at,
        closes_at=at + timedelta(days=30),
        reveal_at=at + timedelta(days=120),
        age_on=at.date(),
        countries=["DK", "NO"],
        prize_minor=2_500_000,
        by=manager,
        at=at,
    )
    announce_edition(edition=edition, by=manager, at=at)
    ConsentAge.objects.create(act="nomination", country="NO", age=16, starts=at.date())
    return edition


def nominate(client, edition):
    """Without an account and without a script: fill in, send, confirm the address by the code."""
    client.get(reverse("pioneers:nominate"))
    response = client.post(reverse("pioneers:nominate"), {**answers(edition), "do": "send"}, follow=True)
    assert response.redirect_chain[-1][0] == reverse("pioneers:confirm")
    code = code_in(letters("pioneers.confirm_address")[-1])
    response = client.post(reverse("pioneers:confirm"), {"code": code}, follow=True)
    assert "NP26-0001" in response.content.decode()


def step(client, record, name, data=None):
    response = client.post(staff_url(record, "action", name), data or {})
    assert response.status_code == 302, response.content.decode()


def sure(client, record, name, data=None):
    """A step with a page before it."""
    response = confirm(client, staff_url(record, "action", name), data)
    assert response.status_code == 302, response.content.decode()


def test_a_nomination_becomes_a_laureate_in_the_gallery(client, edition, manager, clock):
    nominate(client, edition)
    nomination = Nomination.objects.get()
    assert "NP26-0001" in text_of(letters("pioneers.receipt")[0])
    client.logout()

    client.force_login(manager)
    assert client.get(staff_url(nomination)).status_code == 200
    step(client, nomination, "accept")
    client.logout()

    page = client.get(path_in(letters("pioneers.consent_asked")[0]), follow=True)
    assert "Åse Nominatør" in page.content.decode()
    assert Nominee.objects.get().state == "asked"
    client.post(reverse("pioneers:consent_page"), {"do": "accept", "birth_date": "2004-03-17"})
    client.post(reverse("pioneers:consent_page"), {"do": "shown", "shown_as": "name"})
    candidacy = Candidacy.objects.get()
    assert candidacy.state == CandidacyState.ACCEPTED

    judge(edition, manager, clock)
    client.force_login(manager)
    assert client.get(staff_url(edition)).status_code == 200
    step(client, candidacy, "choose", {"reasons_en": "They opened a door for others."})
    sure(client, edition, "conclude", {"override_reasons": "The jury read it together."})
    client.logout()

    gallery = reverse("pioneers:gallery")
    clock(edition.reveal_at - timedelta(seconds=1))
    assert "Þóra" not in client.get(gallery).content.decode()
    clock(edition.reveal_at)
    assert "Þóra Ŋálla Šuvvá" in client.get(gallery).content.decode()
    page = client.get(reverse("pioneers:pioneer", args=[candidacy.uuid])).content.decode()
    assert "They opened a door for others." in page
    assert "thora@example.org" not in page
    run("pioneers.send_results")
    run("pioneers.send_results")
    assert len(letters("pioneers.result:")) == 1
    assert "you are a Nordic Pioneer" in text_of(letters("pioneers.result:")[0])


def judge(edition, manager, clock):
    """The jury reads and scores."""
    clock(edition.closes_at + timedelta(minutes=1))
    at = now()
    edition = Edition.objects.get(pk=edition.pk)
    round = plan_jury(
        edition=edition,
        due_at=at + timedelta(days=30),
        min_reviews=1,
        criteria=[{"label": {"en": "Courage"}, "weight": 1, "scale": SCALE}],
        by=manager,
        at=at,
    )
    juror = UserFactory()
    add_panel_member(round=round, user=juror, by=manager, at=at)
    open_judging(edition=edition, by=manager, at=at)
    entry = Entry.objects.get()
    assert entry.reference == "NC26-0001"
    assign_reviewer(entry=entry, reviewer=juror, by=manager, at=at)
    return round, juror, entry


def run(name):
    next(job for job in all_jobs() if job.name == name).run(now())
