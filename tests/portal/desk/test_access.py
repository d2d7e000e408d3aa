"""The admin is the secretariat's: others find nothing there."""

import pytest

from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
PLACES = ["/admin/", "/admin/worklist/", "/admin/pages/", "/admin/audit/auditevent/", "/admin/no-such-place/"]


@pytest.mark.parametrize("place", PLACES)
def test_someone_signed_in_without_a_role_finds_nothing(client, sign_in, place):
    sign_in()
    assert client.get(place).status_code == 404


@pytest.mark.parametrize("place", ["/admin/", "/admin/worklist/"])
def test_a_visitor_is_sent_to_sign_in(client, place):
    response = client.get(place)
    assert response.status_code == 302
    assert "/account/" in response.url
    assert f"next={place}" in response.url


@pytest.mark.parametrize("role", ["manager", "editor", "finance", "administrator"])
def test_every_staff_role_comes_in(client, sign_in, role):
    sign_in(role)
    assert client.get("/admin/").status_code == 200


def test_someone_whose_account_was_ended_does_not(client):
    client.force_login(UserFactory(roles=["manager"]))
    user = UserFactory(roles=["manager"])
    client.force_login(user)
    user.is_active = False
    user.save()
    assert client.get("/admin/").status_code == 302


def test_the_site_itself_is_open(client, sign_in):
    sign_in()
    assert client.get("/healthz").status_code == 200
