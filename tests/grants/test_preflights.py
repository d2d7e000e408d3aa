"""What staff read before a step of a call or an application: what is missing, by name."""

import pytest

from grants.admin.preflights import (
    before_announcing,
    before_cancelling,
    before_check,
    before_concluding,
    before_opening_assessment,
    before_publishing,
)
from grants.models import Application
from portal.core.clock import now
from tests.factories.grants import ApplicationFactory, CallFactory
from tests.factories.people import ManagerFactory
from tests.grants.test_ways_back import published

pytestmark = pytest.mark.django_db


def findings(preflight, records, **answers) -> list[str]:
    return [str(found.label) for found in preflight(records, answers, ManagerFactory(), now()).findings]


def test_an_open_call_with_unchecked_applications_and_no_panel():
    call = CallFactory()
    ApplicationFactory(call=call)
    Application.objects.update(state="submitted", reference="TST27-0001")
    said = findings(before_opening_assessment, [call])
    assert "The call is still open" in said
    assert "Waiting for the formal check" in said


def test_cancelling_says_who_is_told_and_that_nobody_is_where_nobody_has_a_draft():
    call = CallFactory()

    def told() -> list[str]:
        return before_cancelling([call], {}, ManagerFactory(), now()).consequences

    assert "Nobody has a draft, so nobody is told." in told()
    ApplicationFactory(call=call)
    assert "Everyone with a draft is told." in told()
    assert "Nobody has a draft, so nobody is told." not in told()


def test_a_dismissal_that_no_point_explains():
    application = ApplicationFactory()
    said = findings(before_check, [application], passed=False, points={"size": True})
    assert "Every point is marked as met" in said
    assert "Every point is marked as met" not in findings(
        before_check, [application], passed=False, points={"size": False}
    )


def test_before_telling_it_says_who_is_not_decided_and_whose_writer_left():
    application = ApplicationFactory()
    Application.objects.update(contact=None)
    other = ApplicationFactory(call=application.call)
    Application.objects.filter(pk=other.pk).update(state="eligible", reference="TST27-0001")
    application.refresh_from_db()
    said = findings(before_announcing, [application])
    assert "Applications of the call not decided" in said
    assert "Applications whose writer has left: e-mails go to the others" in said


def test_a_call_at_rest_with_awards_nobody_reads():
    application = published(by=ManagerFactory())
    type(application.award).objects.update(state="accepted", published_at=None)
    assert "Accepted awards that are not published" in findings(before_concluding, [application.call])


def test_reasons_that_name_a_person():
    application = published(by=ManagerFactory())
    reasons = f"{application.contact.get_full_name()} runs it."
    assert "The reasons name a person" in findings(
        before_publishing, [application], publish_at=now(), public_reasons=reasons
    )
