"""What there is to do for the secretariat: stuck, closing this week, waiting; mine or everyone's."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.audit.models import Restriction
from portal.audit.queries.history import history_of
from portal.core.errors import NotAllowed
from portal.desk import warnings as staff_warnings
from portal.desk import worklist as waiting
from portal.desk.actions.cases import assign_case
from portal.desk.errors import NotInSecretariat, OwnStandIn
from portal.desk.models import Case
from portal.desk.queries.worklist import ALL, MINE, UNOWNED, worklist_now
from portal.desk.warnings import StaffWarning, register_warning
from portal.desk.worklist import OWN, SHARED, WorklistSource, register_worklist
from portal.people.models import Person
from tests.factories.people import PersonFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.both]
NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def own_sources(monkeypatch, clock):
    """Only what a test registers waits; it is noon."""
    monkeypatch.setattr(waiting, "_sources", {})
    monkeypatch.setattr(staff_warnings, "_sources", {})
    clock(NOON)


def source(kind="tests.review", **options):
    register_worklist(
        WorklistSource(
            **{
                "kind": kind,
                "label": "To look at again",
                "queryset": lambda viewer, at: Restriction.objects.filter(source=kind),
                "title": lambda row: row.reason,
                "url": lambda row: f"/admin/there/{row.uuid}/",
                "since": "imposed_at",
                "due": "review_at",
                **options,
            }
        )
    )


def row(reason="Something", since=NOON - DAY, due=NOON + 30 * DAY, kind="tests.review"):
    return Restriction.objects.create(
        kind="people.person", subject=UserFactory().uuid, source=kind, reason=reason, imposed_at=since, review_at=due
    )


@pytest.fixture
def manager(sign_in):
    return sign_in("manager", name="Mikkel")


def titles(sections):
    return {urgency: [one.title for one in section.rows] for urgency, section in sections.items()}


class TestHowUrgentItIs:
    @pytest.mark.parametrize(
        ("since", "due", "urgency"),
        [
            (NOON - DAY, NOON, "stuck"),
            (NOON - DAY, NOON - DAY, "stuck"),
            (NOON - 15 * DAY, NOON + 30 * DAY, "stuck"),
            (NOON - 15 * DAY, NOON + DAY, "stuck"),
            (NOON - DAY, NOON + timedelta(seconds=1), "closing"),
            (NOON - DAY, NOON + 7 * DAY - timedelta(seconds=1), "closing"),
            (NOON - DAY, NOON + 7 * DAY, "waiting"),
            (NOON - 14 * DAY, NOON + 30 * DAY, "waiting"),
        ],
    )
    def test_follows_from_when_it_is_due_and_how_long_it_has_waited(self, manager, since, due, urgency):
        source()
        row(since=since, due=due)
        assert [one.urgency for one in worklist_now(manager, NOON)[urgency].rows] == [urgency]

    def test_follows_from_the_wait_alone_where_nothing_is_due(self, manager):
        source(due=None, stuck_after=3 * DAY)
        row("old", since=NOON - 4 * DAY)
        row("new", since=NOON - 2 * DAY)
        sections = worklist_now(manager, NOON)
        assert titles(sections) == {"stuck": ["old"], "closing": [], "waiting": ["new"]}
        assert sections["stuck"].rows[0].due is None

    def test_is_not_the_wait_where_only_the_due_instant_counts(self, manager):
        source(stuck_after=None)
        row("long", since=NOON - 400 * DAY, due=NOON + DAY)
        assert titles(worklist_now(manager, NOON)) == {"stuck": [], "closing": ["long"], "waiting": []}

    def test_is_nobodys_affair_who_lacks_the_right(self, manager):
        source(permission="desk.see_jobs")
        row()
        assert worklist_now(manager, NOON)["waiting"].total == 0
        assert worklist_now(UserFactory(roles=["administrator"]), NOON)["waiting"].total == 1

    def test_the_most_pressing_comes_first_across_sorts_and_the_rest_is_counted(self, manager):
        source()
        source("tests.other")
        for days in (3, 1, 5, 6):
            row(f"review {days}", due=NOON + days * DAY)
            row(f"other {days}", due=NOON + days * DAY + timedelta(hours=1), kind="tests.other")
        closing = worklist_now(manager, NOON, per_section=3)["closing"]
        assert closing.total == 8
        assert [one.title for one in closing.rows] == ["review 1", "other 1", "review 3"]

    def test_a_source_answers_only_what_this_viewer_may_act_on(self, manager):
        source(
            queryset=lambda viewer, at: (
                Restriction.objects.all() if viewer.has_role("finance") else Restriction.objects.none()
            )
        )
        row()
        assert worklist_now(manager, NOON)["waiting"].total == 0
        assert worklist_now(UserFactory(roles=["finance"]), NOON)["waiting"].total == 1

    def test_costs_the_same_queries_and_rows_whatever_waits(self, manager, cost):
        source()
        for number in range(6):
            row(f"{number}")
        with cost() as few:
            worklist_now(manager, NOON)
        for number in range(20):
            row(f"more {number}")
        with cost() as many:
            worklist_now(manager, NOON)
        assert (many.queries, many.rows) == (few.queries, few.rows)
        assert few.queries == 3


class TestWhoseItIs:
    @pytest.fixture(autouse=True)
    def three(self, manager):
        source()
        colleague = UserFactory(roles=["manager"], name="Karin")
        assign_case(about=row("mine"), owner=manager, stand_in=None, by=manager, at=NOON)
        assign_case(about=row("stood in"), owner=colleague, stand_in=manager, by=manager, at=NOON)
        assign_case(about=row("hers"), owner=colleague, stand_in=None, by=manager, at=NOON)
        row("nobody's")

    def test_mine_is_what_i_own_or_stand_in_for(self, manager):
        rows = worklist_now(manager, NOON, cases="mine")["waiting"].rows
        assert sorted(one.title for one in rows) == ["mine", "stood in"]
        assert all(one.mine for one in rows)

    def test_nobodys_is_what_has_no_owner(self, manager):
        assert [one.title for one in worklist_now(manager, NOON, cases="unowned")["waiting"].rows] == ["nobody's"]

    def test_everyones_names_owner_and_stand_in(self, manager):
        rows = {one.title: one for one in worklist_now(manager, NOON)["waiting"].rows}
        assert (rows["stood in"].owner, rows["stood in"].stand_in) == ("Karin", "Mikkel")
        assert (rows["nobody's"].owner, rows["nobody's"].mine) == ("", False)
        assert not rows["hers"].mine

    def test_the_home_switches_between_them(self, client):
        everyone, mine = client.get("/admin/"), client.get("/admin/?cases=mine")
        assert "hers" in everyone.content.decode()
        assert "Karin, else Mikkel" in everyone.content.decode()
        assert ">hers<" not in mine.content.decode()
        assert ">stood in<" in mine.content.decode()


class TestWithoutACase:
    """Rows no case is kept for: some are whoever's may act on them, some the viewer's alone."""

    def test_what_is_for_anyone_is_nobodys_yet_and_names_who_sent_it(self, client, manager):
        source(whose=SHARED, by=lambda row: "Elina", due=None)
        row("A page")
        assert [len(worklist_now(manager, NOON, cases=cases)["waiting"].rows) for cases in (ALL, UNOWNED, MINE)] == [
            1,
            1,
            0,
        ]
        page = client.get("/admin/").content.decode()
        assert "from Elina" in page
        assert "no owner yet" not in page

    def test_what_is_the_viewers_own_is_mine(self, manager):
        source(whose=OWN)
        row("My page")
        assert [len(worklist_now(manager, NOON, cases=cases)["waiting"].rows) for cases in (ALL, UNOWNED, MINE)] == [
            1,
            0,
            1,
        ]
        assert worklist_now(manager, NOON)["waiting"].rows[0].mine

    def test_costs_no_query_for_cases(self, manager, cost):
        source(whose=SHARED)
        row("A page")
        with cost() as spent:
            worklist_now(manager, NOON)
        assert spent.queries == 2

    def test_a_day_is_due_without_a_time(self, client, manager):
        source(by_day=True)
        row("A term", due=datetime(2026, 9, 3, tzinfo=UTC))
        page = client.get("/admin/").content.decode()
        assert "due 3 Sept 2026<" in page


class TestTheHome:
    def test_names_what_is_stuck_closing_and_waiting(self, client, manager):
        source()
        row("Late one", due=NOON - DAY)
        row("Soon one", due=NOON + DAY)
        page = client.get("/admin/").content.decode()
        for text in (">To do<", "Stuck", "Closes this week", "Late one", "Soon one", "/admin/there/"):
            assert text in page

    def test_leads_on_to_all_of_it(self, client, manager):
        source()
        for number in range(9):
            row(f"{number}")
        page = "".join(client.get("/admin/").content.decode().split())
        assert 'href="/admin/worklist/?urgency=waiting&amp;cases=all">Seeall9<' in page

    def test_says_so_when_nothing_waits(self, client, manager):
        assert "You have nothing to do right now." in client.get("/admin/").content.decode()
        mine = client.get("/admin/?cases=mine").content.decode()
        assert "You have no cases here now." in mine
        assert 'href="?cases=all">See everyone’s cases<' in mine

    def test_costs_the_same_for_one_thing_and_for_nine(self, client, manager, cost):
        source()
        row()
        client.get("/admin/")
        with cost() as one:
            client.get("/admin/")
        for number in range(8):
            row(f"{number}")
        with cost() as nine:
            client.get("/admin/")
        assert nine.queries == one.queries

    def test_warns_in_plain_words(self, client, manager):
        register_warning("tests.b", lambda viewer, at: [StaffWarning("The oven is on.", "/admin/oven/", "Oven")])
        register_warning("tests.a", lambda viewer, at: [])
        page = client.get("/admin/").content.decode()
        assert 'The oven is on. <a href="/admin/oven/">Oven</a>' in page

    def test_is_quiet_when_all_is_well(self, client, manager):
        assert "staff-warnings-heading" not in client.get("/admin/").content.decode()

    def test_leaves_out_what_staff_do_not_need(self, client, manager):
        page = client.get("/admin/").content.decode()
        assert "0 Images" not in page


class TestTheWholeList:
    def test_shows_a_glance_of_each_sort(self, client, manager):
        source()
        source("tests.other", label="Others")
        for number in range(7):
            row(f"review {number}", due=NOON + (number + 20) * DAY)
        row("other", kind="tests.other")
        page = client.get("/admin/worklist/").content.decode()
        assert "review 4" in page
        assert "review 5" not in page
        assert "See all 7" in page
        assert "Others" in page

    def test_pages_through_one_sort(self, client, manager):
        source()
        for number in range(30):
            row(f"review {number:02}", due=NOON + (number + 20) * DAY)
        first = client.get("/admin/worklist/", {"kind": "tests.review"})
        second = client.get("/admin/worklist/", {"kind": "tests.review", "p": 2})
        assert len(first.context["groups"][0]["rows"]) == 25
        assert [one.title for one in second.context["groups"][0]["rows"]] == [f"review {n}" for n in range(25, 30)]

    def test_is_narrowed_by_urgency_and_case(self, client, manager):
        source()
        late = row("late", due=NOON - DAY)
        row("early")
        assign_case(about=late, owner=manager, stand_in=None, by=manager, at=NOON)
        for query in ({"urgency": "stuck"}, {"cases": "mine"}, {"urgency": "stuck", "cases": "mine"}):
            page = client.get("/admin/worklist/", query).content.decode()
            assert ">late<" in page
            assert ">early<" not in page
        assert "Nothing to do here." in client.get("/admin/worklist/", {"urgency": "closing"}).content.decode()

    def test_an_odd_address_narrows_nothing(self, client, manager):
        source()
        row("early")
        page = client.get("/admin/worklist/", {"kind": "no", "urgency": "?", "cases": "x", "p": "y"})
        assert "early" in page.content.decode()

    def test_costs_the_same_for_one_row_and_for_three(self, client, manager, cost):
        source()
        row("a")
        client.get("/admin/worklist/?kind=tests.review")
        with cost() as one:
            client.get("/admin/worklist/?kind=tests.review")
        row("b")
        row("c")
        with cost() as three:
            client.get("/admin/worklist/?kind=tests.review")
        assert three.queries == one.queries


class TestHandingOver:
    def test_is_recorded_without_names(self):
        karin, person = UserFactory(roles=["manager"]), PersonFactory()
        assign_case(about=person, owner=karin, stand_in=None, by=karin, at=NOON)
        assert history_of(person)[0].data == {"owned": True, "stand_in": False}

    def test_asked_twice_is_done_once(self):
        karin, person = UserFactory(roles=["manager"]), PersonFactory()
        for _ in range(2):
            assign_case(about=person, owner=karin, stand_in=None, by=karin, at=NOON)
        assert len(history_of(person)) == Case.objects.count() == 1

    def test_gives_a_case_back_to_everyone(self):
        karin, person = UserFactory(roles=["manager"]), PersonFactory()
        assign_case(about=person, owner=karin, stand_in=None, by=karin, at=NOON)
        case = assign_case(about=person, owner=None, stand_in=None, by=karin, at=NOON)
        assert case.owner is None
        assert str(case).startswith("people.person ")

    def test_is_for_the_secretariat(self):
        karin, outsider, person = UserFactory(roles=["manager"]), UserFactory(), PersonFactory()
        with pytest.raises(NotAllowed):
            assign_case(about=person, owner=karin, stand_in=None, by=outsider, at=NOON)
        with pytest.raises(NotInSecretariat) as refused:
            assign_case(about=person, owner=karin, stand_in=outsider, by=karin, at=NOON)
        assert refused.value.field == "stand_in"
        with pytest.raises(OwnStandIn):
            assign_case(about=person, owner=karin, stand_in=karin, by=karin, at=NOON)

    def test_survives_the_account_of_its_owner(self):
        karin, person = UserFactory(roles=["manager"]), PersonFactory()
        assign_case(about=person, owner=karin, stand_in=None, by=UserFactory(roles=["editor"]), at=NOON)
        karin.delete()
        assert Case.objects.get().owner is None
        assert Person.objects.filter(pk=person.pk).exists()
