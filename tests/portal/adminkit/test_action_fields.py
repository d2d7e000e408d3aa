"""A staff form asks for what its action takes, in its order, and for nothing else."""

import re

import pytest
from django.urls import reverse

from portal.adminkit.action_fields import action_fields
from portal.adminkit.addresses import staff_url
from portal.cities.models import Organisation
from tests.factories.cities import OrganisationFactory
from tests.factories.people import ManagerFactory


def test_only_fields_of_the_model_are_asked_for():
    def correct_organisation(*, organisation, city, name, by, at, reason=""):
        """`reason` is no field; who acts and when is not asked."""

    assert action_fields(correct_organisation, Organisation) == ["city", "name"]


@pytest.mark.django_db
def test_the_country_of_an_organisation_is_asked_for_once_and_first(client):
    client.force_login(ManagerFactory())
    new = client.get(reverse("cities_organisation:add")).content.decode()
    edit = client.get(staff_url(OrganisationFactory(), "edit")).content.decode()

    fields = "country|kind|name|registration_number|city"
    asked = re.compile(rf'<(?:input|select)[^>]* name="({fields})"')
    assert asked.findall(new) == ["country", "kind", "name", "registration_number", "city"]
    assert asked.findall(edit) == ["kind", "name", "registration_number", "city"]
