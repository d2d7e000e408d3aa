"""Documents as they are kept: without what their programs wrote into them about people, unless they are signed."""

import io
import random
import zipfile

import pikepdf
import pytest
from PIL import Image

from portal.documents.authors import without_authors
from portal.documents.errors import FileRefused
from portal.documents.inspection.check import check_upload
from portal.documents.inspection.picture_metadata import without_metadata
from portal.documents.purposes import Purpose
from portal.documents.types import ATTACHABLE, OFFICE, TYPES
from tests.support import files

NAME = "Jákup Dam"
SEEN = NAME.encode()


def in_info(pdf: pikepdf.Pdf) -> None:
    for key in ("/Author", "/Creator", "/Title", "/Subject", "/Keywords", "/Producer", "/Company"):
        pdf.docinfo[key] = NAME


def in_xmp(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as told:
        told["dc:creator"] = [NAME]
        told["xmp:CreatorTool"] = NAME


def in_comment(pdf: pikepdf.Pdf) -> None:
    comment = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 1, 1], T=NAME)
    pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(comment)])


def in_comment_of_the_page(pdf: pikepdf.Pdf) -> None:
    comment = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 1, 1], T=NAME)
    pdf.pages[0].Annots = pikepdf.Array([comment])


def in_pieces(pdf: pikepdf.Pdf) -> None:
    pdf.Root.PieceInfo = pikepdf.Dictionary(App=pikepdf.Dictionary(Private=NAME))


def in_a_picture(pdf: pikepdf.Pdf) -> None:
    picture = pdf.make_stream(b"\x00", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
    picture.Metadata = pdf.make_stream(f"<x>{NAME}</x>".encode())
    pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=picture))


PLACES = [in_info, in_xmp, in_comment, in_comment_of_the_page, in_pieces, in_a_picture]
SAVINGS = [{}, {"object_stream_mode": pikepdf.ObjectStreamMode.generate}, {"linearize": True}]


def texts_in(content: bytes) -> str:
    """Every string and stream of a PDF, unpacked."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        found = [str(pdf.trailer)]
        for number, generation in pdf.get_xref_table():
            item = pdf.get_object(number, generation)
            found.append(item.read_bytes().decode("utf-8", "replace") if isinstance(item, pikepdf.Stream) else "")
            found.append(str(dict(item.items())) if isinstance(item, pikepdf.Dictionary) else str(item))
        return "".join(found)


@pytest.mark.parametrize("saving", SAVINGS, ids=["plain", "object streams", "linearised"])
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_a_pdf_is_kept_without_its_author(place, saving):
    sent = files.pdf_with(place, **saving)
    assert NAME in texts_in(sent)
    kept = without_authors(sent, TYPES["pdf"])
    assert NAME not in texts_in(kept)
    assert SEEN not in kept
    with pikepdf.open(io.BytesIO(kept)) as pdf:
        assert len(pdf.pages) == 1
    assert without_authors(sent, TYPES["pdf"]) == kept


def test_a_signed_pdf_is_kept_to_the_byte():
    def sign(pdf: pikepdf.Pdf) -> None:
        in_info(pdf)
        files.sign_pdf(pdf)

    sent = files.pdf_with(sign)
    assert without_authors(sent, TYPES["pdf"]) == sent


OFFICE_PARTS = {
    "docProps__core.xml": "<cp:coreProperties><dc:creator>{}</dc:creator></cp:coreProperties>",
    "docProps__app.xml": "<Properties><Company>{}</Company></Properties>",
    "docProps__custom.xml": "<Properties><property>{}</property></Properties>",
    "word__comments.xml": '<w:comments><w:comment w:author="{0}" w:initials="{0}">Text</w:comment></w:comments>',
    "word__document.xml": '<w:document><w:ins w:id="1" w:author="{}"><w:t>Text</w:t></w:ins></w:document>',
    "word__people.xml": '<w15:people><w15:person w15:author="{0}"><x w15:userId="{0}"/></w15:person></w15:people>',
    "xl__comments1.xml": "<comments><authors><author>{}</author></authors><t>Text</t></comments>",
    "xl__persons__person.xml": '<personList><person displayName="{0}" userId="{0}"/></personList>',
    "ppt__commentAuthors.xml": '<p:cmAuthorLst><p:cmAuthor id="0" name="{0}" initials="{0}"/></p:cmAuthorLst>',
    "ppt__authors.xml": '<p188:authorLst><p188:author id="x" name="{0}" initials="{0}"/></p188:authorLst>',
}
OPENDOCUMENT_PARTS = {
    "meta.xml": "<office:document-meta><dc:creator>{0}</dc:creator><meta:initial-creator>{0}</meta:initial-creator>"
    "<meta:printed-by>{0}</meta:printed-by></office:document-meta>",
    "content.xml": "<office:document-content><office:annotation><dc:creator>{0}</dc:creator>"
    "<meta:creator-initials>{0}</meta:creator-initials><text:p>Text</text:p></office:annotation></office:document-content>",
}  # fmt: skip


@pytest.mark.parametrize("part", OFFICE_PARTS)
def test_an_office_file_is_kept_without_its_author(part):
    sent = files.office(**{part: OFFICE_PARTS[part].format(NAME).encode()})
    _kept_without_name(sent, "docx", part)


@pytest.mark.parametrize("kind", ["text", "spreadsheet", "presentation"])
@pytest.mark.parametrize("part", OPENDOCUMENT_PARTS)
def test_an_opendocument_file_is_kept_without_its_author(part, kind):
    sent = files.opendocument(kind, **{part: OPENDOCUMENT_PARTS[part].format(NAME).encode()})
    _kept_without_name(sent, {"text": "odt", "spreadsheet": "ods", "presentation": "odp"}[kind], part)


def _kept_without_name(sent: bytes, slug: str, part: str) -> None:
    assert NAME in _unpacked(sent)
    kept = without_authors(sent, TYPES[slug])
    assert NAME not in _unpacked(kept)
    assert ("Text" in _unpacked(kept)) == ("Text" in _unpacked(sent))
    assert kept == without_authors(sent, TYPES[slug])
    purpose = Purpose("x", max_bytes=10**7, max_count=1, types=OFFICE, label="x")
    assert check_upload(files.upload(kept, f"a.{slug}"), purpose).slug == slug


def _unpacked(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist())


@pytest.mark.parametrize("part", ["_xmlsignatures__sig1.xml", "META-INF__documentsignatures.xml"])
def test_a_signed_office_file_is_kept_to_the_byte(part):
    sent = files.office(**{part: b"<Signature/>", "docProps__core.xml": NAME.encode()})
    assert without_authors(sent, TYPES["docx"]) == sent


ANY = Purpose("x", max_bytes=10**8, max_count=1, types=ATTACHABLE, label="x")


@pytest.mark.parametrize("number", range(24))
def test_no_pdf_is_refused_for_bytes_it_happens_to_hold(number):
    """Pictures and fonts are noise, in which `/JS` and its like stand by chance."""
    noise = random.Random(number).randbytes(20_000)  # noqa: S311
    words = [b"/JS", b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/OpenAction", b"/Encrypt", b"/AA", b"/XFA"]
    at = random.Random(number).randrange(len(noise))  # noqa: S311
    noise = noise[:at] + words[number % len(words)] + noise[at:]

    def draw(pdf: pikepdf.Pdf) -> None:
        picture = pdf.make_stream(noise, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
        pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=picture))

    options = {"compress_streams": False, "object_stream_mode": pikepdf.ObjectStreamMode(number % 3)}
    assert check_upload(files.upload(files.pdf_with(draw, **options), "a.pdf"), ANY).slug == "pdf"


def test_an_encrypted_pdf_is_refused_in_words():
    locked = files.pdf_with(lambda pdf: None, encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(FileRefused, match="password"):
        check_upload(files.upload(locked, "a.pdf"), ANY)


# A photograph, a document, a path inside a document, and which other places hold a name.
INSIDE = {
    "word__media__image1.jpeg": files.jpeg(orientation=6),
    "word__media__image2.png": files.png(),
    "word__media__image3.webp": files.webp(),
    "word__embeddings__Sheet1.xlsx": files.office(
        **{"docProps__core.xml": f"<dc:creator>{NAME}</dc:creator>".encode()}
    ),
    "word__embeddings__old.odt": files.opendocument(**{"meta.xml": NAME.encode()}),
    "word__embeddings__letter.pdf": files.pdf_with(in_info),
    "docProps__core2.xml": NAME.encode(),
    "package__services__metadata__core-properties__1.psmdcp": f"<dc:creator>{NAME}</dc:creator>".encode(),
    "xl__workbook.xml": f"<x15ac:absPath url='C:\\Users\\{NAME}\\'/><fileSharing userName=\"{NAME}\"/>".encode(),
    "xl__revisions__userNames.xml": f'<users><userInfo guid="1" name="{NAME}"/></users>'.encode(),
    "xl__revisions__revisionHeaders.xml": f"<headers><header userName='{NAME}'/></headers>".encode(),
    "word___rels__settings.xml.rels": f'<Relationship Target="file:///C:\\Users\\{NAME}\\x.dotx"/>'.encode(),
    "word__footnotes.xml": f"<w:footnotes><w:del w:author='{NAME}'/></w:footnotes>".encode(),
    "word__header1.xml": f'<w:hdr><w:ins w:author = "{NAME}"/></w:hdr>'.encode(),
    "customXml__item1.xml": f"<p><UserInfo><DisplayName>{NAME}</DisplayName></UserInfo></p>".encode(),
}
INSIDE_OPENDOCUMENT = {
    "Object 1__meta.xml": NAME.encode(),
    "Pictures__1.jpg": files.jpeg(),
    "styles.xml": f"<office:document-styles><text:author-name>{NAME}</text:author-name>"
    "</office:document-styles>".encode(),
    "content.xml": f"<office:document-content><text:printed-by>{NAME}</text:printed-by><text:sender-lastname>{NAME}"
    "</text:sender-lastname></office:document-content>".encode(),
}  # fmt: skip
TELLING = (NAME.encode(), files.CAMERA.encode(), files.OWNER.encode(), files.PLACE.encode(), b"GPS")


def tells(content: bytes) -> bool:
    """Whether a part of it, or of a document inside it, tells somebody's name or where a picture was taken."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [archive.read(name) for name in archive.namelist()]
    return any(
        tells(part) if part.startswith(b"PK") else NAME in texts_in(part) if part.startswith(b"%PDF") else
        any(word in part for word in TELLING)
        for part in parts
    )  # fmt: skip


@pytest.mark.parametrize("part", INSIDE)
def test_what_lies_inside_an_office_file_tells_nothing_either(part):
    sent = files.office(**{part: INSIDE[part]})
    assert tells(sent)
    assert not tells(without_authors(sent, TYPES["docx"]))


@pytest.mark.parametrize("part", INSIDE_OPENDOCUMENT)
def test_what_lies_inside_an_opendocument_file_tells_nothing_either(part):
    sent = files.opendocument(**{part: INSIDE_OPENDOCUMENT[part]})
    assert tells(sent)
    assert not tells(without_authors(sent, TYPES["odt"]))


@pytest.mark.parametrize("make", [files.jpeg, files.png, files.webp])
def test_a_picture_inside_keeps_each_point_and_which_way_is_up(make):
    sent = make(orientation=6) if make is files.jpeg else make()
    bare = without_metadata(sent)
    assert not [word for word in TELLING if word in bare]
    before, after = Image.open(io.BytesIO(sent)), Image.open(io.BytesIO(bare))
    assert before.tobytes() == after.tobytes()
    assert after.getexif().get(0x0112, 1) == (6 if make is files.jpeg else 1)


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xd8", b"\xff\xd8\xff\xe1\xff\xff", files.jpeg()[:300], files.png()[:40]]
)
def test_what_is_no_whole_picture_stays_as_it_is(content):
    assert without_metadata(content) == content


@pytest.mark.parametrize("packing", [pikepdf.Name.DCTDecode, pikepdf.Array([pikepdf.Name.DCTDecode])], ids=str)
def test_a_photograph_in_a_pdf_does_not_tell_where_it_was_taken(packing):
    def place(pdf: pikepdf.Pdf) -> None:
        picture = pdf.make_stream(
            files.jpeg(200, 100), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=200, Height=100,
            ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8,
        )  # fmt: skip
        picture.stream_dict["/Filter"] = packing
        pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=picture))

    sent = files.pdf_with(place)
    assert files.CAMERA.encode() in sent
    kept = without_authors(sent, TYPES["pdf"])
    assert not [word for word in TELLING if word in kept]
    with pikepdf.open(io.BytesIO(kept)) as pdf:
        assert pikepdf.PdfImage(pdf.pages[0].Resources.XObject.I).as_pil_image().size == (200, 100)


def test_a_large_pdf_of_noise_is_taken_and_kept():
    noise = random.Random(7).randbytes(9_900_000)  # noqa: S311

    def draw(pdf: pikepdf.Pdf) -> None:
        picture = pdf.make_stream(noise, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
        pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=picture))

    sent = files.pdf_with(draw, compress_streams=False)
    assert check_upload(files.upload(sent, "a.pdf"), ANY).slug == "pdf"
    assert noise in without_authors(sent, TYPES["pdf"])
