"""The base of staff screens: what a viewset of a few lines gives."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest
from django import forms
from django.core.exceptions import ImproperlyConfigured
from django.test import RequestFactory
from django.urls import NoReverseMatch, reverse
from openpyxl import load_workbook
from wagtail.admin.admin_url_finder import ModelAdminURLFinder

from portal.adminkit.addresses import list_url, staff_url
from portal.adminkit.views.listing import RecordListView
from portal.audit.models import AuditEvent
from portal.audit.queries.history import history_of
from portal.core.clock import now
from portal.desk.models import Case
from portal.desk.viewset import CaseViewSet
from portal.people.models import Person
from tests.factories.people import PersonFactory, UserFactory
from tests.portal.adminkit import people_screens
from tests.portal.adminkit.people_screens import viewset

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.urls("tests.portal.adminkit.people_screens")]

LIST = "/admin/tests/people/"


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def manager(sign_in):
    return sign_in("manager", name="Mikkel")


def test_a_new_record_is_announced_as_new(client, sign_in):
    sign_in("manager")
    page = text(client.get(f"{LIST}new/"))
    assert "<span>New person</span>" in page
    assert "New: " not in page


class TestTheList:
    def test_shows_what_the_viewer_may_see_and_nothing_else(self, client, manager):
        PersonFactory(family_name="Solheim")
        PersonFactory(family_name="Skjult", given_name="Hidden")
        page = text(client.get(LIST))
        assert "Solheim" in page
        assert "Skjult" not in page

    def test_each_row_links_to_its_page_by_uuid(self, client, manager):
        person = PersonFactory(family_name="Solheim")
        page = text(client.get(LIST))
        assert f'href="{LIST}{person.uuid}/"' in page
        assert f"/{person.pk}/" not in page

    def test_tells_the_time_as_the_house_does_and_shows_what_is_missing(self, client, sign_in, clock):
        clock(datetime(2027, 7, 1, 22, 30, tzinfo=UTC))
        sign_in("manager")
        PersonFactory(family_name="Solheim", country="")
        page = text(client.get(LIST))
        assert "<td>2 Jul 2027, 00:30</td>" in page
        assert "<td>–</td>" in page
        assert "Copenhagen time" in page

    def test_says_what_to_do_where_there_is_nothing_yet(self, client, manager):
        page = text(client.get(LIST))
        assert "Nothing here yet." in page
        assert f'<a class="button" href="{LIST}new/">Add person</a>' in page
        assert "Why not" not in page
        assert "Nothing here yet." not in text(client.get(LIST, {"q": "Solheim"}))

    def test_is_searched_in_folded_text(self, client, manager):
        PersonFactory(family_name="Þórsdóttir")
        PersonFactory(family_name="Berg")
        page = text(client.get(LIST, {"q": "thorsdottir"}))
        assert "Þórsdóttir" in page
        assert "Berg" not in page

    def test_says_what_is_filtered_and_keeps_it_in_the_address(self, client, manager):
        PersonFactory(family_name="Solheim", country="NO")
        PersonFactory(family_name="Berg", country="SE")
        response = client.get(LIST, {"country": "NO"})
        page = text(response)
        assert "Solheim" in page
        assert "Berg" not in page
        assert [(one.field_label, one.value) for one in response.context["view"].active_filters] == [("Country", "NO")]

    def test_pages_neither_skip_nor_repeat_where_the_order_leaves_it_open(self, client, manager, monkeypatch):
        monkeypatch.setattr("tests.portal.adminkit.people_screens.viewset.list_per_page", 2)
        people = {PersonFactory(family_name="Same").uuid for _ in range(5)}
        queryset = client.get(LIST).context["view"].get_queryset()
        assert queryset.query.order_by == ("family_name", "-pk")
        assert {person.uuid for person in queryset} == people

    def test_an_order_that_names_the_key_is_left_alone(self, client, sign_in):
        sign_in("manager")
        response = client.get("/admin/tests/plain/")
        assert response.context["view"].get_queryset().query.order_by == ("-pk",)

    def test_is_shown_a_page_at_a_time(self, client, manager):
        for _ in range(26):
            PersonFactory()
        assert len(client.get(LIST).context["object_list"]) == 25
        assert len(client.get(LIST, {"p": 2}).context["object_list"]) == 1

    def test_costs_the_same_for_one_row_and_for_three(self, client, manager, cost):
        PersonFactory()
        client.get(LIST)
        with cost() as one:
            client.get(LIST)
        PersonFactory.create_batch(2)
        with cost() as three:
            client.get(LIST)
        assert three.queries == one.queries
        assert three.rows == one.rows + 2

    def test_fetches_one_page_of_rows_however_many_there_are(self, client, manager, cost):
        PersonFactory.create_batch(25)
        client.get(LIST)
        with cost() as page:
            client.get(LIST)
        PersonFactory.create_batch(10)
        with cost() as more:
            client.get(LIST)
        assert (more.queries, more.rows) == (page.queries, page.rows)

    def test_hides_a_masked_column_in_every_row(self, client, sign_in):
        PersonFactory(email="solheim@example.org")
        PersonFactory(email="")
        sign_in("manager")
        assert "solheim@example.org" not in text(client.get(LIST))
        sign_in("administrator")
        assert "solheim@example.org" in text(client.get(LIST))

    def test_shows_columns_filled_in_bulk(self, client, manager):
        PersonFactory()
        assert client.get(LIST).context["object_list"][0].tie_count == 7

    def test_offers_adding_and_steps_on_many_only_to_whom_the_rules_let(self, client, sign_in):
        sign_in("manager")
        page = text(client.get(LIST))
        assert f"{LIST}new/" in page
        assert f"{LIST}bulk/mark/" in page
        assert f"{LIST}bulk/note/" not in page
        sign_in("editor")
        page = text(client.get(LIST))
        assert f"{LIST}new/" not in page
        assert "bulk/" not in page

    def test_updates_as_one_types(self, client, manager):
        PersonFactory(family_name="Solheim")
        page = text(client.get(f"{LIST}results/", {"q": "sol"}))
        assert "Solheim" in page
        assert "<html" not in page

    def test_searches_by_fields_where_there_is_no_folded_text(self, client, manager, monkeypatch):
        monkeypatch.setattr(RecordListView, "has_folded_text", False)
        PersonFactory(family_name="Solheim")
        PersonFactory(family_name="Berg")
        page = client.get("/admin/tests/plain/", {"q": "solh"})
        assert [person.family_name for person in page.context["object_list"]] == ["Solheim"]


class TestTheExport:
    def rows(self, client, **query):
        response = client.get(LIST, {"export": "csv", **query})
        return b"".join(response.streaming_content).decode("utf-8-sig").splitlines()

    def test_is_the_list_as_filtered(self, client, manager):
        PersonFactory(family_name="Solheim", country="NO", language="nb")
        PersonFactory(family_name="Berg", country="SE")
        PersonFactory(family_name="Skjult", country="NO", given_name="Hidden")
        heading, *rows = self.rows(client, country="NO")
        assert heading == "Family name,Country,Language,E-mail address,tie_count"
        assert rows == ["Solheim,NO,Norwegian Bokmål,–,7"]

    def test_shows_masked_columns_to_whom_the_rules_let(self, client, sign_in):
        sign_in("administrator")
        PersonFactory(email="solheim@example.org")
        assert "solheim@example.org" in self.rows(client)[1]

    def test_runs_no_formula_in_a_spreadsheet(self, client, manager):
        PersonFactory(family_name='=HYPERLINK("http://evil.example")')
        assert self.rows(client)[1].startswith("\"'=HYPERLINK")

    def test_runs_no_formula_in_a_workbook(self, client, manager):
        PersonFactory(family_name='=HYPERLINK("http://evil.example")')
        response = client.get(LIST, {"export": "xlsx"})
        cell = load_workbook(BytesIO(b"".join(response.streaming_content))).active[2][0]
        assert cell.data_type == "s"
        assert cell.value.startswith("'=")

    def test_is_recorded_without_the_values_it_was_narrowed_by(self, client, manager):
        self.rows(client, q="Solheim", country="")
        [line] = history_of(manager)
        assert line.verb == "adminkit.export_list"
        assert line.data == {"noun": "people.person", "format": "csv", "narrowed_by": ["q"]}

    def test_can_be_a_workbook(self, client, manager):
        PersonFactory(family_name="Þórsdóttir")
        response = client.get(LIST, {"export": "xlsx"})
        sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
        assert [cell.value for cell in sheet[2]][0] == "Þórsdóttir"

    def test_costs_the_same_queries_for_one_row_and_for_three(self, client, manager, cost):
        PersonFactory()
        self.rows(client)
        with cost() as one:
            self.rows(client)
        PersonFactory.create_batch(2)
        with cost() as three:
            self.rows(client)
        assert three.queries == one.queries


class TestTheRecordsPage:
    def test_shows_the_facts_in_words(self, client, manager):
        person = PersonFactory(family_name="Solheim", birth_date="2008-03-03", is_protected=True, language="nb")
        response = client.get(f"{LIST}{person.uuid}/")
        values = {fact["label"]: fact["value"] for fact in response.context["detail_fields"]}
        assert values["Family name"] == "Solheim"
        assert values["Born"] == "3 March 2008"
        assert values["Protected"] == "yes"
        assert values["Speaks"] == "nb, en"
        assert "Copenhagen time" in values["Entered"]
        assert values["Guardian"] is None
        assert response.context["extra"] == "more"

    def test_hides_a_fact_from_whom_the_rule_keeps_it(self, client, sign_in):
        person = PersonFactory(email="solheim@example.org")
        sign_in("manager")
        assert "solheim@example.org" not in text(client.get(f"{LIST}{person.uuid}/"))
        sign_in("administrator")
        assert "solheim@example.org" in text(client.get(f"{LIST}{person.uuid}/"))

    def test_offers_the_steps_that_make_sense_now(self, client, manager):
        fresh, noted = PersonFactory(), PersonFactory(family_name="Noted")
        assert f"{LIST}{fresh.uuid}/action/note/" in text(client.get(f"{LIST}{fresh.uuid}/"))
        assert "/action/note/" not in text(client.get(f"{LIST}{noted.uuid}/"))

    def test_offers_no_step_the_rule_refuses_on_this_record(self, client, manager):
        person = PersonFactory(is_protected=True)
        page = text(client.get(f"{LIST}{person.uuid}/"))
        assert "/action/" not in page
        assert f"{LIST}{person.uuid}/edit/" not in page

    def test_shows_what_happened_last_and_links_to_all_of_it(self, client, manager):
        person = PersonFactory()
        client.post(f"{LIST}{person.uuid}/action/note/", {"note": "x"})
        page = text(client.get(f"{LIST}{person.uuid}/"))
        assert "Note person" in page
        assert page.count(f'href="{LIST}{person.uuid}/history/"') == 2, "one button, one line under the last events"
        page = text(client.get(f"{LIST}{person.uuid}/history/"))
        assert "Note person" in page
        assert "Mikkel" in page

    def test_a_record_nobody_touched_says_so(self, client, manager):
        person = PersonFactory()
        assert "Nothing has been recorded" in text(client.get(f"{LIST}{person.uuid}/history/"))

    @pytest.mark.parametrize("view", ["", "edit/", "history/", "case/", "action/note/"])
    def test_of_something_out_of_sight_is_not_there(self, client, manager, view):
        hidden = PersonFactory(given_name="Hidden")
        assert client.get(f"{LIST}{hidden.uuid}/{view}").status_code == 404

    @pytest.mark.parametrize("view", ["", "edit/", "history/", "case/", "action/note/"])
    def test_is_not_there_for_someone_without_the_right(self, client, sign_in, view, monkeypatch):
        monkeypatch.setattr("tests.portal.adminkit.people_screens.PersonViewSet.view_permission", "tests.see_contact")
        sign_in("manager")
        assert client.get(f"{LIST}{PersonFactory().uuid}/{view}").status_code == 404

    def test_shows_plain_fields_where_nothing_is_said(self, client, manager):
        person = PersonFactory(language="nb")
        response = client.get(f"/admin/tests/plain/{person.uuid}/")
        detail_fields = {fact["label"]: fact["value"] for fact in response.context["detail_fields"]}
        assert detail_fields["Language"] == "Norwegian Bokmål"
        assert "Search text" not in detail_fields


class TestSaving:
    NEW = {"given_name": "Sunna", "family_name": "Solheim", "country": "NO"}

    def test_a_new_record_is_made_by_the_action(self, client, manager):
        response = client.post(f"{LIST}new/", self.NEW)
        person = Person.objects.get(family_name="Solheim")
        assert response.url == f"{LIST}{person.uuid}/"
        assert [(line.verb, line.by_label) for line in history_of(person)] == [("tests.enter_person", "Mikkel")]

    def test_a_change_is_made_by_the_action_which_gets_the_record_as_it_was_read(self, client, manager):
        person = PersonFactory(family_name="Berg")
        assert "Berg" in text(client.get(f"{LIST}{person.uuid}/edit/"))
        response = client.post(f"{LIST}{person.uuid}/edit/", self.NEW)
        assert response.url == f"{LIST}{person.uuid}/"
        person.refresh_from_db()
        assert person.family_name == "Solheim"
        assert history_of(person)[0].data == {"changed": ["country", "family_name", "given_name"]}

    @pytest.mark.parametrize(
        ("name", "errors"),
        [
            ("Nobody", {"family_name": ["Nobody is called that."]}),
            ("Invalid", {"country": ["No such country."], "__all__": ["Too young."]}),
            ("Wrong", {"__all__": ["Something is wrong."]}),
        ],
    )
    def test_what_the_action_refuses_stands_beside_the_field_and_nothing_typed_is_lost(
        self, client, manager, name, errors
    ):
        person = PersonFactory(family_name="Berg")
        for path in ("new/", f"{person.uuid}/edit/"):
            response = client.post(f"{LIST}{path}", {**self.NEW, "family_name": name})
            assert response.status_code == 200
            assert response.context["form"].errors == errors
            for messages in errors.values():
                assert messages[0] in text(response)
            assert 'value="Sunna"' in text(response)
        person.refresh_from_db()
        assert person.family_name == "Berg"

    def test_what_the_action_does_not_allow_is_not_there(self, client, manager):
        assert client.post(f"{LIST}new/", {**self.NEW, "family_name": "Forbidden"}).status_code == 404

    def test_a_form_that_does_not_parse_reaches_no_action(self, client, manager):
        response = client.post(f"{LIST}new/", {**self.NEW, "country": "Norway"})
        assert response.status_code == 200
        assert "country" in response.context["form"].errors

    def test_others_find_no_form(self, client, sign_in):
        sign_in("editor")
        person = PersonFactory()
        assert client.get(f"{LIST}new/").status_code == 404
        assert client.post(f"{LIST}{person.uuid}/edit/", self.NEW).status_code == 404

    def test_a_rule_about_the_record_itself_is_asked(self, client, manager):
        assert client.get(f"{LIST}{PersonFactory(is_protected=True).uuid}/edit/").status_code == 404

    @pytest.mark.parametrize(
        "path", ["delete/{uuid}/", "copy/{uuid}/", "{uuid}/delete/", "{uuid}/copy/", "usage/{pk}/"]
    )
    def test_there_is_no_deleting_and_no_copying(self, client, manager, path):
        person = PersonFactory()
        address = LIST + path.format(uuid=person.uuid, pk=person.pk)
        assert client.post(address).status_code == 404
        assert Person.objects.filter(pk=person.pk).exists()

    def test_without_actions_nothing_can_be_added_or_changed(self, client, manager):
        with pytest.raises(NoReverseMatch):
            reverse("tests_plain:add")
        assert client.get("/admin/tests/plain/new/").status_code == 404


class TestASteps:
    def test_page_says_what_it_does_and_changes_nothing(self, client, manager):
        person = PersonFactory(given_name="Sunna")
        page = text(client.get(f"{LIST}{person.uuid}/action/note/"))
        assert "The note is kept." in page
        assert 'value="about Sunna"' in page
        assert not AuditEvent.objects.exists()

    def test_post_calls_the_action_and_goes_back_to_the_record(self, client, manager):
        person = PersonFactory()
        response = client.post(f"{LIST}{person.uuid}/action/note/", {"note": "kind"}, follow=True)
        assert response.redirect_chain == [(f"{LIST}{person.uuid}/", 302)]
        assert "Noted." in text(response)
        person.refresh_from_db()
        assert person.family_name == "Noted"

    def test_post_goes_back_to_where_one_came_from(self, client, manager):
        person = PersonFactory()
        address = f"{LIST}{person.uuid}/action/note/?next=/admin/worklist/"
        assert 'name="next" value="/admin/worklist/"' in text(client.get(address))
        assert client.post(address, {"note": "x"}).url == "/admin/worklist/"

    def test_post_goes_to_no_other_site(self, client, manager):
        person = PersonFactory()
        address = f"{LIST}{person.uuid}/action/note/?next=https://evil.example/"
        assert client.post(address, {"note": "x"}).url == f"{LIST}{person.uuid}/"

    def test_goes_to_the_list_once_the_record_is_out_of_sight(self, client, manager):
        person = PersonFactory()
        assert client.post(f"{LIST}{person.uuid}/action/note/", {"note": "Hidden"}).url == LIST

    def test_taken_twice_is_refused_beside_the_field(self, client, manager):
        person = PersonFactory(family_name="Noted")
        response = client.post(f"{LIST}{person.uuid}/action/note/", {"note": "again"})
        assert response.context["form"].errors == {"note": ["This person was noted already."]}
        assert 'value="again"' in text(response)

    def test_refusals_of_other_kinds_are_shown_or_hidden_alike(self, client, manager):
        address = f"{LIST}{PersonFactory().uuid}/action/note/"
        assert "Not like this." in text(client.post(address, {"note": "invalid"}))
        assert client.post(address, {"note": "forbidden"}).status_code == 404
        assert "This field is required." in text(client.post(address, {}))

    def test_is_not_there_without_the_right_or_under_another_name(self, client, manager):
        assert client.get(f"{LIST}{PersonFactory(is_protected=True).uuid}/action/note/").status_code == 404
        assert client.get(f"{LIST}{PersonFactory().uuid}/action/other/").status_code == 404


class TestAStepOnMany:
    def address(self, *people, name="mark"):
        return f"{LIST}bulk/{name}/?" + "&".join(f"id={getattr(one, 'uuid', one)}" for one in people)

    def test_names_what_it_is_done_to(self, client, manager):
        people = [PersonFactory(family_name="Berg"), PersonFactory(family_name="Dahl")]
        page = text(client.get(self.address(*people)))
        assert "Berg" in page
        assert "Dahl" in page
        assert "each of 2" in page

    def test_is_done_to_each_and_what_is_refused_stops_no_other(self, client, manager):
        fine, noted, protected = PersonFactory(), PersonFactory(family_name="Noted"), PersonFactory(is_protected=True)
        response = client.post(self.address(noted, protected, fine), follow=True)
        said = [str(message) for message in response.context["messages"]]
        assert said[0].strip() == "Mark: done for 1."
        assert any("Noted: This person was noted already." in one for one in said)
        assert any("You don’t have access to do this." in one for one in said)
        fine.refresh_from_db()
        assert fine.family_name == "Noted"

    def test_leaves_out_what_is_out_of_sight_or_nonsense(self, client, manager):
        hidden = PersonFactory(given_name="Hidden", family_name="Skjult")
        page = text(client.get(self.address(hidden, "nonsense")))
        assert "Nothing is selected." in page
        client.post(self.address(hidden))
        hidden.refresh_from_db()
        assert hidden.family_name == "Skjult"

    def test_is_not_there_for_others_or_for_steps_on_one(self, client, sign_in, manager):
        assert client.get(self.address(PersonFactory(), name="note")).status_code == 404
        sign_in("editor")
        assert client.get(self.address(PersonFactory())).status_code == 404

    def test_reads_the_selected_in_one_query(self, client, manager, cost):
        people = PersonFactory.create_batch(3)
        client.get(self.address(people[0]))
        with cost() as one:
            client.get(self.address(people[0]))
        with cost() as three:
            client.get(self.address(*people))
        assert three.queries == one.queries


class TestEachPageOfARecord:
    @pytest.mark.parametrize("view", ["", "edit/", "history/", "case/", "action/note/"])
    def test_says_in_sight_which_record_it_is_about(self, client, manager, view):
        person = PersonFactory()
        page = text(client.get(f"{LIST}{person.uuid}/{view}"))
        shown = page[page.index("</h1>") :]
        assert str(person) in shown


class TestTheCase:
    def test_someone_takes_it_over_with_a_stand_in(self, client, manager):
        person, colleague = PersonFactory(), UserFactory(roles=["editor"], name="Eva")
        address = f"{LIST}{person.uuid}/case/"
        response = client.post(address, {"owner": manager.uuid, "stand_in": colleague.uuid}, follow=True)
        assert "Owner and stand-in are noted." in text(response)
        assert "Eva" in text(client.get(f"{LIST}{person.uuid}/"))
        case = Case.objects.get(kind="people.person", uuid=person.uuid)
        assert (case.owner, case.stand_in) == (manager, colleague)
        assert f'value="{manager.uuid}" selected' in text(client.get(address))

    def test_nobody_stands_in_for_themselves(self, client, manager):
        person = PersonFactory()
        response = client.post(f"{LIST}{person.uuid}/case/", {"owner": manager.uuid, "stand_in": manager.uuid})
        assert "Nobody can stand in for themselves" in response.context["form"].errors["stand_in"][0]

    def test_only_the_secretariat_is_offered(self, client, manager):
        outsider, ended = UserFactory(), UserFactory(roles=["manager"], is_active=False)
        person = PersonFactory()
        page = text(client.get(f"{LIST}{person.uuid}/case/"))
        assert str(manager.uuid) in page
        assert str(outsider.uuid) not in page
        assert str(ended.uuid) not in page
        response = client.post(f"{LIST}{person.uuid}/case/", {"owner": outsider.uuid})
        assert "owner" in response.context["form"].errors


class TestAddresses:
    def test_of_a_record_are_known_without_its_viewset(self):
        person = PersonFactory()
        finder = PersonFinder()
        assert finder.construct_edit_url(person) == staff_url(person)
        assert staff_url(person).endswith(f"/{person.uuid}/")
        assert list_url(Person) + f"{person.uuid}/" == staff_url(person)


class PersonFinder(ModelAdminURLFinder):
    def construct_edit_url(self, instance):
        return staff_url(instance)


def test_a_viewset_without_a_door_for_reading_is_a_programmers_mistake():
    class Doorless(CaseViewSet):
        model = Case
        view_permission = "tests.see_people"

    with pytest.raises(ImproperlyConfigured, match="Doorless needs visible_to"):
        Doorless().get_visible(None, now())


def test_rights_are_rules_and_not_rows_an_administrator_ticks():
    assert not viewset.get_permissions_to_register().exists()
    assert viewset.url_finder_class(UserFactory()).permission_policy is not None


def test_a_step_on_many_that_asks_something_asks_before_it_acts(client, manager, monkeypatch):
    class Reason(forms.Form):
        note = forms.CharField()

    mark = replace(people_screens.PersonViewSet.record_actions[1], form_class=Reason)
    monkeypatch.setattr(people_screens.PersonViewSet, "record_actions", (mark,))
    person = PersonFactory()
    address = f"{LIST}bulk/mark/?id={person.uuid}"
    assert client.post(address, {}).context["form"].errors == {"note": ["This field is required."]}
    client.post(address, {"note": "kind"})
    person.refresh_from_db()
    assert person.given_name == "kind"


def test_a_form_without_a_model_serves_too_and_may_ask_who_is_looking(client, manager, monkeypatch):
    class Plain(forms.Form):
        given_name, family_name = forms.CharField(), forms.CharField()

        def __init__(self, *args, viewer, **kwargs):
            super().__init__(*args, **kwargs)
            self.fields["given_name"].label = f"For {viewer.name}"

    patched = people_screens.viewset
    monkeypatch.setattr(type(patched), "form_class", Plain)
    monkeypatch.setattr(patched, "get_form_options", lambda record, viewer, at: {"viewer": viewer}, raising=False)
    view = patched.add_view

    request = RequestFactory().get("/")
    request.user = manager
    form_class = view.view_class(**view.view_initkwargs)
    form_class.setup(request)
    assert form_class.get_form().fields["given_name"].label == "For Mikkel"


def test_form_fields_alone_make_a_form(monkeypatch):
    class Fields(people_screens.PlainViewSet):
        form_fields = ["given_name"]

    assert list(Fields().get_form_class().base_fields) == ["given_name"]
