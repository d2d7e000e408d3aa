"""Administrators keep the rules of retention on screen."""

import pytest

from portal.audit import retention
from portal.audit.models import RetentionRule
from portal.audit.queries.history import history_of
from portal.audit.retention import RetentionSource, register_retention
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

LIST = "/admin/audit/retentionrule/"
RULE = {
    "noun": "tests.letter",
    "country": "no",
    "purpose": "To answer questions",
    "legal_basis": "GDPR art. 6(1)(f)",
    "counted_from": "the day it was sent",
    "months": "12",
}


@pytest.fixture(autouse=True)
def letters(monkeypatch):
    monkeypatch.setattr(retention, "_sources", {})
    register_retention(RetentionSource("tests.letter", "Letters", ()))


@pytest.fixture
def administrator(client):
    user = UserFactory(roles=["administrator"], name="Anna")
    client.force_login(user)
    return user


def test_a_rule_is_added_shown_and_recorded(client, administrator):
    response = client.post(f"{LIST}new/", RULE, follow=True)
    rule = RetentionRule.objects.get(noun="tests.letter")
    assert rule.country == "NO"
    assert response.redirect_chain[-1][0] == f"{LIST}{rule.uuid}/"
    assert "Retention rule added" in response.content.decode()
    assert history_of(rule)[0].data["months"] == 12


def test_a_second_rule_for_the_same_country_is_refused_beside_the_field_and_nothing_typed_is_lost(
    client, administrator
):
    client.post(f"{LIST}new/", RULE)
    response = client.post(f"{LIST}new/", {**RULE, "purpose": "Typed with care"})
    page = response.content.decode()
    assert response.status_code == 200
    assert response.context["form"].errors["country"] == [
        "There is already a rule for this type of data and country: change that one."
    ]
    assert "Typed with care" in page
    assert RetentionRule.objects.filter(noun="tests.letter").count() == 1


def test_changing_the_months_says_what_they_were(client, administrator):
    client.post(f"{LIST}new/", RULE)
    rule = RetentionRule.objects.get(noun="tests.letter")
    client.post(f"{LIST}{rule.uuid}/edit/", {**RULE, "months": "24"})
    line = history_of(rule)[0]
    assert line.verb == "audit.update_retention_rule"
    assert (line.data["months_before"], line.data["months"], line.data["changed"]) == (12, 24, ["months"])
    assert "Retention rule changed" in client.get(f"{LIST}{rule.uuid}/history/").content.decode()


def test_saving_an_unchanged_rule_records_nothing(client, administrator):
    client.post(f"{LIST}new/", RULE)
    rule = RetentionRule.objects.get(noun="tests.letter")
    client.post(f"{LIST}{rule.uuid}/edit/", RULE)
    assert len(history_of(rule)) == 1


@pytest.mark.parametrize("path", ["", "new/", "results/"])
def test_a_manager_finds_no_such_page(client, path):
    client.force_login(UserFactory(roles=["manager"]))
    assert client.get(f"{LIST}{path}").status_code == 404


def test_a_rule_is_called_by_what_it_keeps(client, administrator):
    client.post(f"{LIST}new/", RULE)
    rule = RetentionRule.objects.get(noun="tests.letter")
    for address in (LIST, f"{LIST}{rule.uuid}/", f"{LIST}{rule.uuid}/history/"):
        page = client.get(address).content.decode()
        assert "Letters" in page
        assert "tests.letter" not in page.partition("<main")[2].replace('value="tests.letter"', "")
