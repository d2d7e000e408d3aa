import pytest

pytestmark = pytest.mark.django_db


def policy(response):
    parts = response["Content-Security-Policy"].split(";")
    return {part.split()[0]: part.split()[1:] for part in parts}


def test_the_site_runs_no_inline_script_and_is_framed_nowhere(client):
    found = policy(client.get("/"))
    assert found["default-src"] == ["'none'"]
    assert found["script-src"] == found["style-src"] == ["'self'"]
    assert found["frame-ancestors"] == ["'none'"]


def test_the_admin_has_its_own_policy(client):
    found = policy(client.get("/admin/login/"))
    assert "'unsafe-inline'" in found["script-src"]
    assert found["frame-ancestors"] == ["'self'"]
    assert found["form-action"] == ["'self'"]
