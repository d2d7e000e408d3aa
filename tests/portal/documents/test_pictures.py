"""Pictures arrive as photographs that tell too much, and are kept as pictures that tell nothing."""

import io

import pillow_heif
import pytest
from PIL import Image

from portal.documents.errors import FileRefused
from portal.documents.inspection.check import check_upload
from portal.documents.pictures import clean_picture, smaller_copy
from portal.documents.purposes import PICTURE_BYTES, Purpose, purpose_of
from portal.documents.types import ATTACHABLE
from tests.support import files

ANY = Purpose("x", max_bytes=10**8, max_count=1, types=ATTACHABLE, label="x")


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


def saved(picture, file_format, **options) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, file_format, **options)
    return buffer.getvalue()


FRAMES = [Image.new("RGB", (60, 40), colour) for colour in ("red", "blue", "green")]
UNUSUAL = {
    "a phone's, with a second picture inside": (
        saved(FRAMES[0], "MPO", save_all=True, append_images=FRAMES[1:], exif=files.exif(6)),
        (40, 60),
    ),
    "one that moves, WebP": (saved(FRAMES[0], "WEBP", save_all=True, append_images=FRAMES[1:]), (60, 40)),
    "one that moves, PNG": (saved(FRAMES[0], "PNG", save_all=True, append_images=FRAMES[1:]), (60, 40)),
    "grey and turned": (saved(Image.new("L", (60, 40)), "JPEG", exif=files.exif(6)), (40, 60)),
    "for print and turned": (saved(Image.new("CMYK", (60, 40)), "JPEG", exif=files.exif(8)), (40, 60)),
    "one colour of a palette see-through": (saved(Image.new("P", (60, 40)), "PNG", transparency=0), (60, 40)),
    "one grey see-through": (saved(Image.new("L", (60, 40)), "PNG", transparency=0), (60, 40)),
    "see-through WebP": (saved(Image.new("RGBA", (60, 40), (1, 2, 3, 9)), "WEBP", lossless=True), (60, 40)),
    "higher than anything": (saved(Image.new("RGB", (1, 20_000)), "PNG"), (1, 1600)),
    "wider than anything": (saved(Image.new("RGB", (20_000, 1)), "JPEG"), (1600, 1)),
    "one point": (saved(Image.new("RGB", (1, 1)), "JPEG"), (1, 1)),
}


@pytest.mark.parametrize(("sent", "size"), UNUSUAL.values(), ids=UNUSUAL)
def test_unusual_pictures_are_taken_and_kept_like_any_other(sent, size):
    upload = files.upload(sent, "picture.jpg")
    check_upload(upload, ANY)
    clean = clean_picture(upload)
    assert (clean.width, clean.height) == size
    assert not [leak for leak in files.LEAKS if leak in clean.content]


TURNED = [(kind, way) for kind in ("JPEG", "PNG", "WEBP", "HEIF") for way in range(1, 9)]


@pytest.mark.parametrize(("kind", "way"), TURNED)
def test_whichever_way_it_was_held_and_kept_it_stands_upright(kind, way):
    """The red half stands where EXIF says the left of the picture is."""
    drawn = files.drawing(300, 200)
    if kind == "HEIF":
        buffer = io.BytesIO()
        pillow_heif.from_pillow(drawn).save(buffer, exif=files.exif(way).tobytes())
        sent = buffer.getvalue()
    else:
        sent = saved(drawn, kind, exif=files.exif(way))
    clean = clean_picture(files.upload(sent, "picture.jpg"))
    assert (clean.width, clean.height) == ((200, 300) if way > 4 else (300, 200))
    red = {1: (20, 100), 2: (280, 100), 3: (280, 100), 4: (20, 100), 5: (100, 20), 6: (100, 20), 7: (100, 280),
           8: (100, 280)}[way]  # fmt: skip
    assert opened(clean).convert("RGB").getpixel(red)[0] > 200


NO_PICTURES = {
    "moving GIF": saved(FRAMES[0], "GIF", save_all=True, append_images=FRAMES[1:]),
    "TIFF": saved(FRAMES[0], "TIFF"),
    "BMP": saved(FRAMES[0], "BMP"),
    "icon": saved(FRAMES[0], "ICO"),
    "drawing with scripts": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "half a photograph": files.jpeg()[:20],
    **{
        f"cut off {kind}": getattr(files, kind)()[: len(getattr(files, kind)()) // 2]
        for kind in ("jpeg", "png", "webp", "heic")
    },
}


@pytest.mark.parametrize("sent", NO_PICTURES.values(), ids=NO_PICTURES)
def test_what_is_no_picture_of_ours_is_refused_in_words(sent):
    upload = files.upload(sent, "picture.jpg")
    with pytest.raises(FileRefused, match=r"can’t add this type|damaged or incomplete"):
        clean_picture(upload) if check_upload(upload, ANY) else None


def test_a_photograph_may_weigh_more_than_a_document():
    """What the largest sensors of phones give is above the limit for documents."""
    heavy = saved(Image.effect_noise((3500, 3500), 100), "JPEG", quality=97)
    assert 10_000_000 < len(heavy) < PICTURE_BYTES
    for slug in ("grants.attachment", "pioneers.attachment", "pioneers.portrait"):
        assert check_upload(files.upload(heavy, "photo.jpg"), purpose_of(slug)).slug == "jpeg"
    with pytest.raises(FileRefused, match="at most"):
        check_upload(files.upload(files.pdf(body=b" " * 11_000_000), "plan.pdf"), purpose_of("grants.attachment"))
