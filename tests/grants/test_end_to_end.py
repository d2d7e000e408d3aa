"""The thread from an empty form to open data, through the pages alone."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from grants.models import Application, Award
from portal.adminkit.addresses import staff_url
from portal.audit.queries.history import history_of
from portal.mail.models import Letter
from tests.factories.grants import CallFactory, MunicipalityFactory, contact_of
from tests.factories.people import ManagerFactory
from tests.grants.pages import typed
from tests.support.preflight import confirm

pytestmark = pytest.mark.django_db


def test_a_city_applies_and_its_award_is_published(client, clock):
    clock("2026-11-20T10:00:00Z")
    city_hall = MunicipalityFactory()
    applicant, manager = contact_of(city_hall), ManagerFactory(with_password=True)
    call = CallFactory()

    client.force_login(applicant)
    assert call.names["en"] in client.get(reverse("grants:call", args=[call.uuid])).content.decode()
    client.post(reverse("grants:start", args=[call.uuid]), {"organisation": str(city_hall.uuid)})
    application = Application.objects.get()
    edit = reverse("grants:edit", args=[application.uuid])
    assert client.get(edit).status_code == 200
    answered = client.post(edit, typed(application, do="check"))
    assert answered.url == reverse("grants:submit", args=[application.uuid])
    page = client.get(answered.url).content.decode()
    assert "NOK\u00a0400,000" in page
    client.post(answered.url)
    application.refresh_from_db()
    assert application.state == "submitted"
    assert application.reference == f"{call.reference_prefix}-0001"
    receipt = Letter.objects.get(template="grants/receipt")
    assert receipt.attachments

    clock(call.closes_at + timedelta(days=1))
    client.force_login(manager)
    answered = confirm(
        client,
        staff_url(application, "action", "check"),
        {"outcome": "pass", **{f"point_{key}": "on" for key in ("complete", "within_programme", "partners")}},
    )
    assert answered.status_code == 302
    decision = {"kind": "award_part", "sum": "300 000", "reasons": "Well planned."}
    refused = client.post(staff_url(application, "action", "decide"), decision)
    assert "The assessment round is not closed." in refused.content.decode()
    answered = confirm(
        client, staff_url(application, "action", "decide"), decision | {"override_reasons": "The board read it."}
    )
    assert answered.status_code == 302
    confirm(client, staff_url(application, "action", "announce"))
    assert client.get(staff_url(application)).status_code == 200

    clock.shift(15 * 60)
    client.force_login(applicant)
    assert "300,000" in client.get(reverse("grants:application", args=[application.uuid])).content.decode()
    client.post(reverse("grants:answer", args=[application.uuid]), {"answer": "accept"})

    client.force_login(manager)
    answered = confirm(
        client,
        staff_url(application, "action", "publish"),
        {"public_reasons": "It reaches many.", "publish_at": "2026-12-01T12:00"},
        typed_day="01.12.2026",
    )
    assert answered.status_code == 302
    assert client.get(staff_url(call)).status_code == 200

    client.logout()
    award = Award.objects.get()
    page = reverse("grants:award", args=[award.uuid])
    assert client.get(page).status_code == 404
    clock("2026-12-01T11:00:00Z")
    assert "It reaches many." in client.get(page).content.decode()
    assert award.title in client.get(reverse("grants:home")).content.decode()
    package = json.loads(b"".join(client.get("/open-data/360giving.json").streaming_content))
    assert package["grants"][0]["amountAwarded"] == 300_000
    assert [line.verb for line in history_of(application)][::-1] == [
        "grants.start_application",
        "grants.submit_application",
        "documents.store_generated",
        "grants.send_receipt",
        "grants.check_eligibility",
        "grants.decide_application",
        "grants.announce_decision",
        "grants.answer_award",
        "grants.publish_award",
    ]
