"""Files as people send them, honest and otherwise, made when a test asks."""

import io
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
import pillow_heif
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

# Where the picture was taken: what must never reach anyone. Nuuk, to the second.
GPS = {1: "N", 2: (64.0, 10.0, 33.0), 3: "W", 4: (51.0, 44.0, 17.0)}
CAMERA = "LeakCam 3000"
OWNER = "Aqqaluk Hiddensen"
PLACE = "Secretstreet 7"
XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator>{OWNER}</dc:creator></x:xmpmeta>'.encode()
# What any of the above would look like in the bytes of a file.
LEAKS = (CAMERA.encode(), OWNER.encode(), PLACE.encode(), b"Exif", b"xmpmeta", b"ICC_PROFILE", b"GPS", b"Photoshop")


def upload(content: bytes, name: str, content_type: str = "application/octet-stream") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type)


def exif(orientation: int = 1) -> Image.Exif:
    told = Image.Exif()
    told[0x0110], told[0x013B], told[0x010E], told[0x0112] = CAMERA, OWNER, PLACE, orientation
    told.get_ifd(0x8825).update(GPS)
    return told


def drawing(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Red on the left, blue on the right: one sees which way up it is."""
    picture = Image.new(mode, (width, height), "red")
    picture.paste("blue", (width // 2, 0, width, height))
    return picture


def jpeg(width=640, height=480, *, orientation=1, behind=b"") -> bytes:
    """A photograph that tells where, when, by whom and with what it was taken, in every way a JPEG can."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    buffer = io.BytesIO()
    drawing(width, height).save(
        buffer, "JPEG", exif=exif(orientation), xmp=XMP, icc_profile=profile, comment=PLACE.encode()
    )
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00" + bytes([len(PLACE)]) + PLACE.encode()
    segment = b"\xff\xed" + (len(iptc) + 2).to_bytes(2, "big") + iptc
    return buffer.getvalue()[:2] + segment + buffer.getvalue()[2:] + behind


def png(width=300, height=200, *, see_through=False) -> bytes:
    text = PngInfo()
    text.add_text("Comment", PLACE)
    text.add_itxt("XML:com.adobe.xmp", XMP.decode())
    picture = drawing(width, height, "RGBA" if see_through else "RGB")
    if see_through:
        picture.putpixel((0, 0), (0, 0, 0, 0))
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", pnginfo=text, exif=exif())
    return buffer.getvalue()


def webp(width=300, height=200) -> bytes:
    buffer = io.BytesIO()
    drawing(width, height).save(buffer, "WEBP", exif=exif(), xmp=XMP)
    return buffer.getvalue()


def heic(width=300, height=200) -> bytes:
    heif = pillow_heif.from_pillow(drawing(width, height))
    buffer = io.BytesIO()
    heif.save(buffer, exif=exif().tobytes(), xmp=XMP)
    return buffer.getvalue()


def bomb(side=30_000) -> bytes:
    """A PNG of a few kilobytes that says it is 900 million points large."""
    buffer = io.BytesIO()
    Image.new("1", (8, 8)).save(buffer, "PNG")
    made = bytearray(buffer.getvalue())
    made[16:24] = side.to_bytes(4, "big") * 2

    made[29:33] = zlib.crc32(bytes(made[12:29])).to_bytes(4, "big")
    return bytes(made)


def pdf(*, body: bytes = b"", front: bytes = b"", behind: bytes = b"") -> bytes:
    """A PDF without pages, as short as one can be; `body` stands in it where no object is."""
    head = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    root = b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    pages = b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
    offsets = [len(front + head), len(front + head + root)]
    table = b"xref\n0 3\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    objects = front + head + root + pages + body + b"\n"
    end = b"trailer\n<< /Size 3 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(objects)
    return objects + table + end + behind


def pdf_with(change: Callable[[pikepdf.Pdf], object], **saving) -> bytes:
    """A PDF of one page, after `change` was made to it; `saving` as pikepdf.Pdf.save takes it."""
    buffer = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        change(made)
        made.save(buffer, **saving)
    return buffer.getvalue()


def sign_pdf(pdf: pikepdf.Pdf) -> None:
    """A signature field, as `pdf_with` takes a change: no signature that would be found valid."""
    signature = pikepdf.Dictionary(Type=pikepdf.Name.Sig, ByteRange=[0, 1, 2, 3], Contents=b"\x00")
    field = pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="Signature1", V=pdf.make_indirect(signature))
    pdf.Root.AcroForm = pikepdf.Dictionary(SigFlags=3, Fields=[pdf.make_indirect(field)])


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def archive(entries: dict[str, bytes], *, front: bytes = b"", behind: bytes = b"") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in entries.items():
            made.writestr(name, content)
    return front + buffer.getvalue() + behind


def office(main: str = WORD, **entries: bytes) -> bytes:
    listing = f'<Types><Override PartName="/word/document.xml" ContentType="{main}"/></Types>'.encode()
    more = {name.replace("__", "/"): content for name, content in entries.items()}
    return archive({"[Content_Types].xml": listing, "word/document.xml": b"<w:document/>"} | more)


def opendocument(kind: str = "text", **entries: bytes) -> bytes:
    said = f"application/vnd.oasis.opendocument.{kind}".encode()
    more = {name.replace("__", "/"): content for name, content in entries.items()}
    return archive({"mimetype": said, "content.xml": b"<office:document-content/>"} | more)
