"""The workspace at /review/, as a juror or reviewer meets it."""

import pytest
from django.urls import reverse


@pytest.fixture
def juror(scene, client):
    client.force_login(scene.panel[0])
    return scene.panel[0]


def test_the_list_shows_what_is_mine(scene, client, juror):
    scene.entry("Ljósið í bænum", juror)
    scene.entry("Someone else's", scene.panel[1])
    page = client.get(reverse("assessment:queue")).content.decode()
    assert "Ljósið í bænum" in page
    assert "Someone else" not in page


def test_the_entry_beside_the_rubric(scene, client, juror):
    entry = scene.entry("Ljósið í bænum", juror)
    page = client.get(reverse("assessment:review", args=[entry.uuid])).content.decode()
    assert "They opened a café for everyone." in page
    assert "Courage" in page
    page = client.get(reverse("assessment:step_aside", args=[entry.uuid])).content.decode()
    typed = {"do": "submit", "version": "0", "comment": "x"}
    response = client.post(reverse("assessment:review", args=[entry.uuid]), typed)
    assert response.status_code == 200
    assert "This criterion has no score yet." in response.content.decode()
