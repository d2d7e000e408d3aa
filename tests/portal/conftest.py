import pytest

from tests.factories.people import UserFactory


@pytest.fixture
def sign_in(client):
    """`sign_in("manager")`: someone with these roles, signed in."""

    def sign_in(*roles, **fields):
        user = UserFactory(roles=roles, **fields)
        client.force_login(user)
        return user

    return sign_in
