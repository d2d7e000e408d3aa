"""The page of patterns shows every component in each of its states."""

import pytest
from django.conf import settings
from django.test.signals import template_rendered

COMPONENTS = {path.name for path in (settings.BASE_DIR / "templates" / "components").glob("*.html")}
# In the staff screens; beside the form of a draft whose script shows it; where words were put aside.
ELSEWHERE = {"texts_field.html", "unsaved_words.html", "words_not_kept.html"}


@pytest.fixture
def rendered():
    names = set()

    def note(sender, template, **kwargs):
        names.add(template.name)

    template_rendered.connect(note)
    yield names
    template_rendered.disconnect(note)


@pytest.mark.django_db
def test_every_component_is_shown(client, rendered):
    assert client.get("/dev/patterns/?messages=1").status_code == 200
    shown = {name.removeprefix("components/") for name in rendered if name and name.startswith("components/")}
    assert COMPONENTS - shown - ELSEWHERE == set()


@pytest.mark.django_db
def test_each_state_of_a_draft_is_shown(client):
    page = client.get("/dev/patterns/").content.decode()
    for state in ("idle", "unsaved", "saving", "saved", "offline", "conflict"):
        assert f'class="autosave" data-state="{state}"' in page
    for state in ("ahead", "soon", "past"):
        assert f"deadline--{state}" in page


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["400", "403", "404", "500", "csrf"])
def test_every_error_page_can_be_looked_at(client, name):
    client.raise_request_exception = False
    page = client.get(f"/dev/errors/{name}/")
    assert page.status_code == (403 if name == "csrf" else int(name))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("400", "Vi kunne ikke lese det som ble sendt"),
        ("403", "Du har ikke tilgang til denne siden"),
        ("404", "Fant ikke siden"),
    ],
)
def test_an_error_page_can_be_looked_at_in_bokmal(client, name, words):
    page = client.get(f"/nb/dev/errors/{name}/").content.decode()
    assert '<html lang="nb"' in page
    assert words in page


@pytest.mark.django_db
def test_an_error_page_that_does_not_exist_is_not_found(client):
    page = client.get("/dev/errors/418/")
    assert page.status_code == 404
    assert "<h1" in page.content.decode()
