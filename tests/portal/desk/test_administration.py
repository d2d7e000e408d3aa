"""What administrators look after: the record, background work, restrictions; and what the home warns of."""

from datetime import UTC, datetime, timedelta

import pytest
from django_tasks.base import TaskResultStatus

from portal.audit.actions.erasure import erase_keys
from portal.audit.actions.events import log_event
from portal.audit.actions.sealing import seal_events
from portal.audit.erasure import subject_of
from portal.audit.models import Restriction
from portal.audit.queries.history import history_of
from portal.core.errors import NotAllowed
from portal.desk import portal_hooks as desk
from portal.desk.actions.jobs import run_job_soon
from portal.jobs.actions.heartbeat import record_heartbeat
from portal.jobs.models import JobRun
from portal.jobs.queries import health
from tests.factories.people import PersonFactory, UserFactory
from tests.portal.jobs.test_background_tasks import task

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
RECORD, JOBS, RESTRICTIONS = "/admin/audit/auditevent/", "/admin/jobs/", "/admin/audit/restriction/"


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def administrator(sign_in):
    return sign_in("administrator", name="Anna")


class TestTheRecordOnScreen:
    def test_names_who_did_what_to_what(self, client, administrator):
        entry = log_event(verb="desk.assign_case", by=administrator, about=PersonFactory(), at=NOON)
        log_event(verb="tests.open", about=PersonFactory(), at=NOON)
        page = text(client.get(RECORD))
        for words in ("Owner and stand-in set", "Anna", "the system", "Person: Þóra", "not yet"):
            assert words in page
        assert f"{RECORD}{entry.pk}/" in page

    def test_names_nobody_whose_key_was_erased(self, client, administrator):
        gone = UserFactory(name="Gone")
        log_event(verb="tests.act", by=gone, about=gone, at=NOON)
        erase_keys(subject_of(gone))
        page = text(client.get(RECORD))
        assert "someone erased" in page
        assert "(erased)" in page
        assert "Gone" not in page

    def test_shows_where_an_entry_is_sealed(self, client, administrator):
        entry = log_event(verb="tests.act", about=PersonFactory(), at=NOON, data={"state": "submitted"})
        unsealed = text(client.get(f"{RECORD}{entry.pk}/"))
        seal_events(at=NOON)
        page = text(client.get(f"{RECORD}{entry.pk}/"))
        assert "not yet" in unsealed
        assert "segment 1, position 1" in page
        assert "submitted" in page

    def test_is_narrowed_by_verb_kind_day_and_by_or_about_whom(self, client, administrator):
        nominee = PersonFactory()
        log_event(verb="desk.assign_case", by=administrator, about=nominee, at=NOON)
        log_event(verb="adminkit.export_list", by=UserFactory(), about=UserFactory(), at=NOON + timedelta(days=9))
        for query in (
            {"verb": "desk.assign_case"},
            {"object_kind": "people.person"},
            {"at_to": "2026-09-02"},
            {"subject": str(nominee.uuid)},
            {"subject": str(administrator.uuid)},
        ):
            rows = client.get(RECORD, query).context["object_list"]
            assert [entry.verb for entry in rows] == ["desk.assign_case"]
        assert len(client.get(RECORD, {"subject": "nonsense"}).context["object_list"]) == 2

    def test_is_exported_with_names_as_long_as_there_are_keys(self, client, administrator):
        log_event(verb="tests.act", by=administrator, about=PersonFactory(), at=NOON)
        rows = b"".join(client.get(RECORD, {"export": "csv"}).streaming_content).decode()
        assert "tests.act,people.user,Anna,people.person" in rows

    def test_costs_the_same_for_one_row_and_for_three(self, client, administrator, cost):
        log_event(verb="tests.act", by=administrator, about=PersonFactory(), at=NOON)
        client.get(RECORD)
        with cost() as one:
            client.get(RECORD)
        for _ in range(2):
            log_event(verb="tests.act", by=UserFactory(), about=PersonFactory(), at=NOON)
        with cost() as three:
            client.get(RECORD)
        assert three.queries == one.queries

    @pytest.mark.parametrize("role", ["manager", "editor", "finance"])
    def test_is_for_administrators_alone(self, client, sign_in, role):
        sign_in(role)
        entry = log_event(verb="tests.act", about=PersonFactory(), at=NOON)
        for place in (RECORD, f"{RECORD}{entry.pk}/", f"{RECORD}?export=csv", f"{RECORD}results/"):
            assert client.get(place).status_code == 404

    @pytest.mark.parametrize("path", ["new/", "1/edit/", "1/case/"])
    def test_can_be_read_and_nothing_else(self, client, administrator, path):
        assert client.get(f"{RECORD}{path}").status_code == 404


class TestBackgroundWork:
    def test_shows_every_job_and_what_went_wrong(self, client, administrator):
        JobRun.objects.create(name="audit.seal", failures=2, last_error="OSError: disk full", started_at=NOON)
        JobRun.objects.create(name="jobs.ask_worker", holder="x:1:y", next_at=NOON)
        JobRun.objects.create(name="jobs.prune_tasks", succeeded_at=NOON, next_at=NOON)
        task(status=TaskResultStatus.FAILED, finished_at=NOON, exception_class_path="builtins.OSError")
        page = text(client.get(JOBS))
        for words in (
            "failed 2 times in a row",
            "OSError: disk full",
            "has not run yet",
            "running",
            "succeeded",
            "builtins.OSError",
        ):
            assert words in page

    def test_runs_a_job_at_the_next_round(self, client, administrator):
        run = JobRun.objects.create(name="audit.seal", next_at=NOON + timedelta(days=1))
        page = text(client.post(JOBS, {"job": "audit.seal"}, follow=True))
        run.refresh_from_db()
        assert run.next_at is None
        assert "audit.seal runs within a minute" in page
        assert history_of(run)[0].verb == "desk.run_job_soon"

    def test_asked_twice_it_is_done_once(self, administrator):
        run = run_job_soon(name="audit.seal", by=administrator, at=NOON)
        assert history_of(run) == []
        JobRun.objects.update(next_at=NOON)
        for _ in range(2):
            run_job_soon(name="audit.seal", by=administrator, at=NOON)
        assert len(history_of(run)) == 1

    def test_knows_no_other_jobs(self, client, administrator):
        assert client.post(JOBS, {"job": "tests.unknown"}).status_code == 404

    def test_is_for_administrators_alone(self, client, sign_in):
        manager = sign_in("manager")
        assert client.get(JOBS).status_code == 404
        assert client.post(JOBS, {"job": "audit.seal"}).status_code == 404
        assert "Background work" not in text(client.get("/admin/worklist/"))
        with pytest.raises(NotAllowed):
            run_job_soon(name="audit.seal", by=manager, at=NOON)


class TestWarnings:
    def test_name_failing_jobs_and_where_to_look(self, administrator):
        JobRun.objects.create(name="mail.send_due", failures=1)
        task(status=TaskResultStatus.FAILED, finished_at=NOON - timedelta(hours=1))
        job, tasks = desk.failing_background_work(administrator, NOON)
        assert str(job.text) == "The job mail.send_due failed when it ran last."
        assert (job.url, job.link) == (JOBS, "Background work")
        assert str(tasks.text) == "1 background task failed today."

    def test_lead_nowhere_the_viewer_may_not_go(self):
        JobRun.objects.create(name="mail.send_due", failures=1)
        [warning] = desk.failing_background_work(UserFactory(roles=["manager"]), NOON)
        assert (warning.url, warning.link) == ("", "")

    def test_name_processes_that_fell_silent(self, administrator, monkeypatch):
        monkeypatch.setattr(health, "STARTED_AT", NOON - timedelta(days=1))
        record_heartbeat(name="worker", at=NOON - timedelta(minutes=6))
        assert [str(one.text).split(" has ")[0] for one in desk.silent_processes(administrator, NOON)] == [
            "The scheduler",
            "The worker",
        ]
        record_heartbeat(name="worker", at=NOON)
        record_heartbeat(name="scheduler", at=NOON)
        assert list(desk.silent_processes(administrator, NOON)) == []

    def test_miss_nothing_in_the_first_minutes_and_then_say_what_never_came(self, administrator, monkeypatch):
        monkeypatch.setattr(health, "STARTED_AT", NOON)
        record_heartbeat(name="scheduler", at=NOON - timedelta(days=2))
        assert list(desk.silent_processes(administrator, NOON + timedelta(minutes=4))) == []
        record_heartbeat(name="scheduler", at=NOON + timedelta(minutes=4))
        [warning] = desk.silent_processes(administrator, NOON + timedelta(minutes=6))
        assert "The worker has not run" in str(warning.text)


class TestRestrictions:
    @pytest.fixture
    def restriction(self):
        return Restriction.objects.create(
            kind="people.person",
            subject=UserFactory().uuid,
            source="grants.applications",
            reason="A complaint is open.",
            imposed_at=NOON,
            review_at=NOON + timedelta(days=60),
        )

    def test_wait_to_be_looked_at_again_once_their_day_has_come(self, restriction, administrator):
        assert list(desk.restrictions_to_review(administrator, NOON)) == []
        later = NOON + timedelta(days=60)
        assert list(desk.restrictions_to_review(administrator, later)) == [restriction]
        assert list(desk.restrictions_to_review(UserFactory(roles=["editor"]), later)) == []

    def test_are_lifted_by_a_step(self, client, sign_in, restriction):
        manager = sign_in("manager")
        page = text(client.get(f"{RESTRICTIONS}{restriction.uuid}/"))
        assert "A complaint is open." in page
        client.post(f"{RESTRICTIONS}{restriction.uuid}/action/lift/")
        restriction.refresh_from_db()
        assert restriction.lifted_at is not None
        assert history_of(restriction)[0].by_label == manager.get_full_name()
        assert "action/lift/" not in text(client.get(f"{RESTRICTIONS}{restriction.uuid}/"))

    def test_are_narrowed_to_those_in_force(self, client, administrator, restriction):
        assert len(client.get(RESTRICTIONS, {"open": "open"}).context["object_list"]) == 1
        assert len(client.get(RESTRICTIONS, {"open": "lifted"}).context["object_list"]) == 0

    def test_are_not_for_editors(self, client, sign_in, restriction):
        sign_in("editor")
        assert client.get(RESTRICTIONS).status_code == 404
        assert client.get(f"{RESTRICTIONS}{restriction.uuid}/").status_code == 404
