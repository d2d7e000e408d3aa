"""Pictures arrive as photographs that tell too much, and are kept as pictures that tell nothing."""

import io

import pytest
from PIL import Image

from portal.documents.errors import FileRefused
from portal.documents.pictures import clean_picture, smaller_copy
from tests.support import files


def opened(clean):
    return Image.open(io.BytesIO(clean.content))


@pytest.mark.parametrize("make", [files.jpeg, files.png, files.webp, files.heic])
def test_nothing_of_where_when_or_by_whom_is_left(make):
    sent = make()
    assert any(leak in sent for leak in files.LEAKS), "the test sends a picture that could leak"

    clean = clean_picture(io.BytesIO(sent))

    assert not [leak for leak in files.LEAKS if leak in clean.content]
    picture = opened(clean)
    assert not picture.getexif()
    assert not set(picture.info) & {
        "exif",
        "xmp",
        "icc_profile",
        "comment",
        "Comment",
        "photoshop",
        "XML:com.adobe.xmp",
    }


def test_the_place_a_phone_wrote_into_the_picture_is_really_in_what_was_sent():
    sent = Image.open(io.BytesIO(files.jpeg()))

    assert sent.getexif().get_ifd(0x8825)[2] == (64.0, 10.0, 33.0)


def test_a_picture_held_sideways_stands_upright():
    clean = clean_picture(io.BytesIO(files.jpeg(640, 480, orientation=6)))

    assert (clean.width, clean.height) == (480, 640)
    top, bottom = opened(clean).getpixel((240, 20)), opened(clean).getpixel((240, 620))
    assert top[0] > 200, "red was left and is on top now"
    assert bottom[2] > 200


def test_a_large_picture_is_kept_in_a_bounded_size_with_its_proportions():
    clean = clean_picture(io.BytesIO(files.jpeg(4000, 3000)))

    assert (clean.width, clean.height) == (1600, 1200)


def test_a_small_picture_is_not_blown_up():
    clean = clean_picture(io.BytesIO(files.jpeg(200, 100)))

    assert (clean.width, clean.height) == (200, 100)
    assert smaller_copy(clean) is None


def test_a_copy_for_cards_is_smaller():
    copy = smaller_copy(clean_picture(io.BytesIO(files.jpeg(2000, 1000))))

    assert (copy.width, copy.height) == (480, 240)


def test_a_see_through_picture_stays_see_through():
    clean = clean_picture(io.BytesIO(files.png(see_through=True)))

    assert clean.content_type == "image/png"
    assert opened(clean).getpixel((0, 0))[3] == 0


def test_an_opaque_drawing_becomes_a_jpeg_named_so():
    clean = clean_picture(io.BytesIO(files.png()))

    assert clean.content_type == "image/jpeg"
    assert clean.as_file("my drawing.png").name == "my drawing.jpg"


@pytest.mark.parametrize("mode", ["L", "P", "1", "CMYK", "I;16", "LA", "RGBA"])
def test_every_kind_of_colour_becomes_one_a_browser_shows(mode):
    buffer = io.BytesIO()
    Image.new(mode, (50, 40)).save(buffer, "JPEG" if mode == "CMYK" else "PNG")

    assert opened(clean_picture(buffer)).mode in ("RGB", "RGBA")


def test_a_damaged_colour_profile_does_not_keep_a_picture_out():
    buffer = io.BytesIO()
    files.drawing(50, 40).save(buffer, "JPEG", icc_profile=b"no profile at all")

    assert clean_picture(buffer).width == 50


def test_what_hid_behind_the_picture_is_gone():
    clean = clean_picture(io.BytesIO(files.jpeg(behind=b"<script>alert(1)</script>PK\x03\x04")))

    assert b"<script" not in clean.content
    assert b"PK\x03\x04" not in clean.content


def test_a_picture_that_would_fill_the_memory_is_refused_unopened():
    sent = files.bomb()
    assert len(sent) < 1000

    with pytest.raises(FileRefused, match="50 million pixels"):
        clean_picture(io.BytesIO(sent))


def test_a_picture_just_over_the_limit_is_refused():
    with pytest.raises(FileRefused, match="50 million pixels"):
        clean_picture(io.BytesIO(files.bomb(7_500)))


def test_a_picture_cut_off_is_refused_in_plain_words():
    with pytest.raises(FileRefused, match="damaged or incomplete"):
        clean_picture(io.BytesIO(files.jpeg()[:2000]))


def test_something_else_is_no_picture():
    with pytest.raises(FileRefused, match="damaged"):
        clean_picture(io.BytesIO(b"GIF89a and then nothing"))
