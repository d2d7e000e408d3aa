"""The blocks a story is made of: what editors have to give, what readers get, what is previewed."""

from datetime import date, time

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.blocks import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlockValidationError
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from portal.content.domain.films import player_of
from portal.content.models import EditorialDocument
from portal.content.models.blocks import StoryBlocks
from portal.core.content_security import WITH_FILMS
from tests.factories.content import EditorialImageFactory, StoryPageFactory
from tests.factories.people import EditorFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("committed")]

VTT = b"WEBVTT\n\n00:00.000 --> 00:02.000\nThey begin at nine.\n"
FILM = "https://www.youtube.com/watch?v=abcdefghijk"
SAID = "<p>They begin at the station at nine.</p>"
CELLS = {
    "caption": "Walkers a night",
    "columns": [{"type": "text", "heading": "City"}, {"type": "number", "heading": "Walkers"}],
    "rows": [{"values": ["Bodø", "7"]}],
}


def document(name: str, content: bytes = b"x", title: str = "A file") -> EditorialDocument:
    return EditorialDocument.objects.create(title=title, file=ContentFile(content, name=name))


def block(name: str):
    return StoryBlocks().child_blocks[name]


def refused(name: str, value: dict) -> str:
    """What an editor reads beside a block that is not taken."""
    with pytest.raises((StructBlockValidationError, TypedTableBlockValidationError)) as wrong:
        block(name).clean(block(name).normalize(value))
    return str(wrong.value.as_json_data())


def read(client, *body) -> str:
    return client.get(StoryPageFactory(body=list(body)).url).content.decode()


def test_a_film_of_ours_is_shown_with_its_captions_and_its_transcript(client):
    film, captions = document("night.mp4"), document("night.vtt", VTT)
    value = {"title": "A night", "file": film, "captions": captions, "captions_language": "nb", "transcript": SAID}
    assert block("film").clean(block("film").normalize(value))
    page = read(client, ("film", value))
    assert f'<source src="{film.file.url}" type="video/mp4">' in page
    assert f'<track kind="captions" src="{captions.file.url}" srclang="nb"' in page
    assert "They begin at the station at nine." in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"captions": None}, "A film needs captions"),
        ({"transcript": ""}, "transcript"),
        ({"title": ""}, "title"),
        ({"file": None}, "Choose a film or write an address"),
        ({"address": FILM}, "Choose a film or write an address"),
        ({"file": ("night.pdf", b"x")}, ".mp4, .webm"),
        ({"captions": ("night.txt", VTT)}, ".vtt"),
        ({"captions": ("night.vtt", b"1\n00:00")}, "its first line must be WEBVTT"),
    ],
)
def test_a_film_without_what_it_needs_is_not_taken(changes, words):
    value = {"title": "A night", "file": ("night.mp4", b"x"), "captions": ("a.vtt", VTT), "transcript": SAID, **changes}
    chosen = {name: document(*one) if isinstance(one, tuple) else one for name, one in value.items()}
    assert words in refused("film", chosen)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"captions_there": False}, "A film needs captions"),
        ({"address": "https://example.org/watch?v=abcdefghijk"}, "YouTube or Vimeo"),
        ({"address": "https://vimeo.com/channels"}, "YouTube or Vimeo"),
    ],
)
def test_a_film_elsewhere_lies_at_a_known_host_and_has_captions_there(changes, words):
    value = {"title": "A night", "address": FILM, "captions_there": True, "transcript": SAID}
    assert block("film").clean(block("film").normalize(value))
    assert words in refused("film", value | changes)


def test_a_film_elsewhere_is_not_loaded_before_a_reader_asks(client):
    page = read(client, ("film", {"title": "A night", "address": FILM, "captions_there": True, "transcript": SAID}))
    assert page.index('<details class="film__gate">') < page.index("https://www.youtube-nocookie.com/embed/abcdefghijk")
    assert 'loading="lazy"' in page[page.index("film__gate") :]
    assert "YouTube learns that you watch it" in page


def test_only_known_players_may_be_framed_and_only_on_editors_pages(client):
    policy = client.get(StoryPageFactory().url)["Content-Security-Policy"]
    assert "frame-src https://www.youtube-nocookie.com https://player.vimeo.com" in policy
    assert "frame-src" not in client.get("/search/")["Content-Security-Policy"]
    again = client.get("/stories/")
    assert again["Content-Security-Policy"] == client.get("/stories/")["Content-Security-Policy"] == policy


@pytest.mark.parametrize(
    ("address", "frame"),
    [
        (FILM, "https://www.youtube-nocookie.com/embed/abcdefghijk"),
        ("https://www.youtube.com/watch?t=3&v=abcdefghijk", "https://www.youtube-nocookie.com/embed/abcdefghijk"),
        ("https://youtu.be/abcdefghijk?si=x", "https://www.youtube-nocookie.com/embed/abcdefghijk"),
        ("https://www.youtube.com/shorts/abcdefghijk", "https://www.youtube-nocookie.com/embed/abcdefghijk"),
        ("https://vimeo.com/12345", "https://player.vimeo.com/video/12345?dnt=1"),
        ("https://www.youtube.com/@somebody", None),
        ("https://youtube.com.example.org/watch?v=abcdefghijk", None),
        ("http://vimeo.com/12345", None),
        ("https://vimeo.com/12345abc", None),
    ],
)
def test_a_film_is_known_by_its_address(address, frame):
    player = player_of(address)
    assert (player.address if player else None) == frame
    assert player is None or player.address.startswith(tuple(WITH_FILMS["frame-src"]))


def test_a_part_of_a_film_can_be_asked_for(client):
    film = document("night.mp4", b"0123456789")
    part = client.get(film.file.url, headers={"Range": "bytes=2-4"})
    assert (part.status_code, b"".join(part.streaming_content)) == (206, b"234")
    assert part["Content-Type"] == "video/mp4"
    whole = client.get(film.file.url)
    assert (whole.status_code, b"".join(whole.streaming_content)) == (200, b"0123456789")


@pytest.mark.parametrize("path", ["/media/nothing.jpg", "/media/../portal.sqlite3", "/media/documents"])
def test_nothing_but_media_is_served_as_media(client, path):
    assert client.get(path).status_code == 404


def test_a_recording_has_its_transcript(client):
    value = {"title": "An hour", "file": document("hour.mp3"), "transcript": SAID}
    page = read(client, ("sound", value))
    assert 'type="audio/mpeg"' in page
    assert "They begin at the station at nine." in page
    assert "transcript" in refused("sound", value | {"transcript": ""})
    assert ".mp3" in refused("sound", value | {"file": document("hour.pdf")})


def test_a_gallery_shows_every_picture_with_what_it_shows(client):
    pictures = [
        {"picture": EditorialImageFactory(alternative_text=f"Walkers {number}"), "caption": f"At {number}"}
        for number in (9, 10)
    ]
    page = read(client, ("gallery", {"title": "A night", "pictures": pictures}))
    for number in (9, 10):
        assert f'alt="Walkers {number}"' in page
        assert f"At {number}" in page
    assert "pictures" in refused("gallery", {"pictures": pictures[:1]})


def test_people_in_a_story_are_shown_and_found_by_no_search(client):
    people = {"title": "Who walks", "people": [{"name": "Gunhild Åsgard", "about": "Night walker", "portrait": None}]}
    page = read(client, ("people", people))
    assert "Gunhild Åsgard" in page
    assert "GÅ" in page
    assert block("people").get_searchable_content(block("people").normalize(people)) == ["Who walks"]


def test_a_programme_goes_by_the_clock(client):
    entry = {"starts": time(9), "ends": time(9, 30), "title": "Coffee", "speakers": "Gunhild", "place": "Rådhuset"}
    page = read(client, ("programme", {"title": "Day one", "day": date(2027, 5, 11), "entries": [entry]}))
    for words in ("09:00–09:30", "Coffee", "Gunhild", "Rådhuset", 'datetime="2027-05-11"'):
        assert words in page
    assert "after it begins" in refused("programme", {"title": "x", "entries": [entry | {"ends": time(8)}]})


def test_a_timeline_and_questions_need_no_script(client):
    entries = [{"when": "2021", "title": "A walk", "text": "Four parents."}, {"when": "2024", "title": "Eleven teams"}]
    answers = [{"title": "Who can walk?", "text": "<p>Anyone over twenty-three.</p>"}]
    page = read(
        client,
        ("timeline", {"title": "How it grew", "entries": entries}),
        ("accordion", {"title": "", "entries": answers}),
    )
    assert page.index("2021") < page.index("Eleven teams")
    assert '<details class="accordion__one"><summary>Who can walk?</summary>' in page
    assert "Anyone over twenty-three." in page


def test_a_table_says_what_it_shows_and_what_each_cell_is_about(client):
    page = read(client, ("table", {"cells": CELLS, "row_headings": True, "source": "Own count"}))
    assert "<caption>Walkers a night</caption>" in page
    assert '<th scope="row">Bodø</th>' in page
    assert 'scope="col" class="number">Walkers</th>' in page
    assert "Source: Own count" in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"caption": ""}, "caption"),
        ({"rows": []}, "a column and a row"),
        ({"columns": [{"type": "text", "heading": ""}, CELLS["columns"][1]]}, "Give each column a heading"),
    ],
)
def test_a_table_that_cannot_be_listened_to_is_not_taken(changes, words):
    assert words in refused("table", {"cells": CELLS | changes})


@pytest.mark.usefixtures("every_language")
def test_every_word_of_a_table_can_be_translated():
    story = StoryPageFactory(body=[("table", {"cells": CELLS, "row_headings": True, "source": ""})])
    source, _made = TranslationSource.update_or_create_from_instance(story)
    words = {segment.string.data for segment in source.stringsegment_set.all()}
    assert {"Walkers a night", "City", "Walkers", "Bodø"} <= words
    bokmål = Locale.objects.get(language_code="nb")
    translation = Translation.objects.create(source=source, target_locale=bokmål)
    for segment in source.stringsegment_set.all():
        segment.string.translations.create(
            locale=bokmål, context=segment.context, data=f"nb {segment.string.data}", translation_type="manual"
        )
    translation.save_target()
    cells = translation.get_target_instance().body[0].value["cells"]
    assert cells.caption == "nb Walkers a night"
    assert [column["heading"] for column in cells.columns] == ["nb City", "nb Walkers"]
    assert cells.row_data[0]["values"] == ["nb Bodø", "nb 7"]


def test_a_file_to_download_says_what_it_is(client):
    file = document("agreement.pdf", b"x" * 2048, title="Who rings whom")
    page = read(client, ("file", {"file": file, "title": "", "about": "One page"}))
    assert f'href="{file.url}"' in page
    for words in ("Who rings whom", "One page", "PDF", "2.0"):
        assert words in page


@pytest.mark.parametrize("name", [name for name in StoryBlocks().child_blocks if name not in ("text", "related")])
def test_a_block_is_previewed_where_an_editor_chooses_it(client, name):
    client.force_login(EditorFactory())
    shown = client.get(reverse("wagtailadmin_block_preview"), {"id": block(name).definition_prefix})
    assert shown.status_code == 200
    assert f"story-block--{name}" in shown.content.decode()
    assert "portal/css/components/story.css" in shown.content.decode()
