"""Help as its readers find it: in the admin by one's role, on the site without signing in; no link leads nowhere."""

from itertools import product

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.users.models import UserProfile

from portal.content.queries.help import SITE_ROLES, STAFF_ROLES, TEXTS, help_page, link_names, link_url
from portal.content.reserved import reserved_slugs
from portal.people.roles import ADMINISTRATOR, EDITOR, FINANCE, MANAGER
from tests.factories.assessment import PanelMemberFactory
from tests.factories.grants import FundSeatFactory, MunicipalityFactory, RepresentativeFactory, contact_of
from tests.factories.people import UserFactory
from tests.factories.pioneers import NominationFactory

pytestmark = pytest.mark.django_db
LANGUAGES = [code for code, _name in settings.LANGUAGES]


def nominator():
    return NominationFactory(sent=True).nominator


READERS = {
    "juror": lambda: PanelMemberFactory().user,
    "funder": lambda: FundSeatFactory().user,
    "contact": lambda: contact_of(MunicipalityFactory()),
    "applicant": lambda: RepresentativeFactory().user,
    "nominator": nominator,
    "nominee": UserFactory,
    **{role: lambda role=role: UserFactory(roles=[role]) for role in STAFF_ROLES},
}


@pytest.mark.parametrize("role", READERS)
def test_every_link_of_a_text_opens_for_its_reader(client, role):
    client.force_login(READERS[role]())
    addresses = {
        link_url(name, language)
        for language in LANGUAGES
        for name in link_names((TEXTS / f"{role}.{language}.md").read_text(encoding="utf-8"))
    }
    answers = {address: client.get(address, follow=True).status_code for address in addresses}
    assert {address for address, status in answers.items() if status != 200} == set()


@pytest.mark.parametrize(("role", "language"), list(product(SITE_ROLES, LANGUAGES)))
@pytest.mark.usefixtures("every_language")
def test_a_visitor_reads_the_help_of_a_role_in_each_language(client, role, language):
    with override(language):
        address = reverse("content:help_for", args=[role])
        page = client.get(address)
    assert page.status_code == 200
    html = page.content.decode()
    assert help_page(role, language).title in html
    assert "not in your language" not in html


def test_the_list_leads_to_every_page(client):
    html = client.get("/help/").content.decode()
    assert all(f'href="/help/{role}/"' in html for role in SITE_ROLES)


def test_help_is_kept_and_holds_nothing_of_a_visitor(client):
    first, second = client.get("/nb/help/juror/"), Client().get("/nb/help/juror/")
    assert not first.cookies
    assert second.headers["ETag"]
    assert second.content == first.content


@pytest.mark.parametrize("role", ["editor", "no-such-role"])
def test_the_site_has_no_help_for_roles_of_the_admin(client, role):
    assert client.get(f"/help/{role}/").status_code == 404


@pytest.mark.parametrize(
    ("place", "help_place"),
    [("/nb/review/", "/nb/help/juror/"), ("/applications/", "/help/applicant/"), ("/account/", "/help/")],
)
def test_a_workspace_leads_to_its_own_help(client, place, help_place):
    client.force_login(PanelMemberFactory().user)
    html = client.get(place).content.decode()
    assert html.count(f'href="{help_place}"') == 2  # at the head and at the foot


def test_no_page_of_an_editor_can_lie_where_help_is():
    assert "help" in reserved_slugs()


@pytest.mark.parametrize(
    ("role", "tabs"),
    [
        (EDITOR, [EDITOR]),
        (FINANCE, [FINANCE]),
        (MANAGER, [MANAGER, EDITOR]),
        (ADMINISTRATOR, [ADMINISTRATOR, MANAGER, EDITOR, FINANCE]),
    ],
)
def test_staff_read_their_own_help_first(client, role, tabs):
    client.force_login(UserFactory(roles=[role]))
    page = client.get("/admin/help/")
    assert page.context["help"] == help_page(role, "en")
    assert [one.role for one, _url, _current in page.context["tabs"]] == tabs
    for one, url, _current in page.context["tabs"]:
        assert one.title in client.get(url).content.decode()


def test_staff_do_not_read_the_help_of_a_role_beyond_their_rights(client):
    client.force_login(UserFactory(roles=[EDITOR]))
    assert client.get("/admin/help/administrator/").status_code == 404


def test_help_stands_at_the_foot_of_the_menu(client):
    client.force_login(UserFactory(roles=[FINANCE]))
    html = client.get("/admin/").content.decode()
    assert "/admin/help/" in html


@pytest.mark.parametrize("place", ["/admin/help/", "/admin/help/editor/"])
def test_someone_without_a_staff_role_finds_no_help_in_the_admin(client, place):
    client.force_login(PanelMemberFactory().user)
    assert client.get(place).status_code == 404


@pytest.mark.usefixtures("every_language")
def test_help_speaks_the_language_chosen_for_the_admin(client):
    user = UserFactory(roles=[EDITOR], language="da")
    client.force_login(user)
    assert client.get("/admin/help/").context["help"].language == "da"
    UserProfile.objects.create(user=user, preferred_language="is-is")
    assert client.get("/admin/help/").context["help"].language == "is"


@pytest.mark.usefixtures("every_language")
def test_help_can_be_read_in_another_language(client):
    client.force_login(UserFactory(roles=[MANAGER]))
    page = client.get("/admin/help/editor/?language=fi")
    assert page.context["help"].language == "fi"
    assert "/admin/help/manager/?language=fi" in page.content.decode()


@pytest.mark.usefixtures("every_language")
def test_a_missing_text_is_said_to_be_missing(client, monkeypatch, tmp_path):
    (tmp_path / "editor.en.md").write_text("# Help for editors\n\nHow to write.\n", encoding="utf-8")
    monkeypatch.setattr("portal.content.queries.help.TEXTS", tmp_path)
    client.force_login(UserFactory(roles=[EDITOR], language="sv"))
    assert "not in your language" in client.get("/admin/help/").content.decode()
