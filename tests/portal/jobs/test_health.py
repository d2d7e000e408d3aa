from datetime import timedelta

import pytest
from django.core.files.storage import storages

from portal.core import clock
from portal.jobs.models import Heartbeat

pytestmark = pytest.mark.django_db


def seen(**ago):
    for name in ("scheduler", "worker"):
        Heartbeat.objects.update_or_create(name=name, defaults={"at": clock.now() - timedelta(**ago)})


def test_alive_answers_any_host_without_redirect(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    response = client.get("/healthz", headers={"host": "10.1.2.3"})
    assert (response.status_code, response.json()) == (200, {"status": "alive"})


def test_ready_when_all_four_are_there(client):
    seen(minutes=1)
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"database": True, "migrations": True, "storage": True, "worker": True}


def test_not_ready_while_the_worker_is_silent(client):
    seen(minutes=6)
    response = client.get("/readyz")
    assert (response.status_code, response.json()["worker"]) == (503, False)


def test_not_ready_while_the_storage_fails(client, monkeypatch):
    seen(minutes=1)
    monkeypatch.setattr(storages["private"], "exists", lambda name: 1 / 0)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"database": True, "migrations": True, "storage": False, "worker": True}
