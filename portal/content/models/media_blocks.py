"""Blocks of pictures, films, sound and files. Whoever can't see or hear them reads the same: it is demanded here."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from portal.content.domain.films import Player, is_webvtt, player_of

TRANSCRIPT_FEATURES = ["bold", "italic", "ul", "link"]
FILM_ENDINGS = ("mp4", "webm")
SOUND_ENDINGS = ("m4a", "mp3", "ogg")
CAPTION_ENDINGS = ("vtt",)


def paragraph(text: str) -> str:
    """Rich text of one sentence, for previews."""
    return f"<p>{text}</p>"


def refuse_ending(document, endings: tuple[str, ...]) -> str:
    """What is wrong with a chosen document whose name doesn't end in one of these; empty for one that does."""
    if document.file_extension.lower() in endings:
        return ""
    named = ", ".join(f".{ending}" for ending in endings)
    return gettext("Choose a file of one of these kinds: %(endings)s.") % {"endings": named}


class GalleryPictureBlock(blocks.StructBlock):
    picture = ImageChooserBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), max_length=250, required=False)


class GalleryBlock(blocks.StructBlock):
    """Pictures that belong together. Alternative text and credit belong to each picture and are asked for there."""

    title = blocks.CharBlock(label=_("Title"), max_length=90, required=False)
    pictures = blocks.ListBlock(GalleryPictureBlock(), label=_("Pictures"), min_num=2, max_num=24)

    class Meta:
        icon = "image"
        label = _("Gallery")
        description = _("Two pictures or more that belong together, each with its caption.")
        template = "content/blocks/gallery.html"

    def get_preview_value(self):
        captions = (gettext("They meet at nine"), gettext("Tea on the bridge"), gettext("The last tram"))
        pictures = [{"picture": None, "caption": caption} for caption in captions]
        return self.normalize({"title": gettext("A Friday night"), "pictures": pictures})


class FilmValue(blocks.StructValue):
    """A film as its template reads it."""

    @property
    def player(self) -> Player | None:
        """What plays a film that lies with others."""
        return player_of(self.get("address") or "")


class FilmBlock(blocks.StructBlock):
    """A film: a file of ours with captions, or one that lies where films are shown. Never without its transcript."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    file = DocumentChooserBlock(label=_("Film"), required=False, help_text=_("A file ending in .mp4 or .webm."))
    captions = DocumentChooserBlock(
        label=_("Captions"), required=False, help_text=_("A WebVTT file (.vtt) with all that is said and heard.")
    )
    captions_language = blocks.ChoiceBlock(
        label=_("Language of the captions"), choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    address = blocks.URLBlock(
        label=_("Or an address at YouTube or Vimeo"),
        required=False,
        help_text=_("The film is not loaded before a reader asks for it."),
    )
    captions_there = blocks.BooleanBlock(
        label=_("The film has captions there"),
        required=False,
        help_text=_("Captions somebody has written or corrected, not automatic ones."),
    )
    poster = ImageChooserBlock(label=_("Picture before it begins"), required=False)
    transcript = blocks.RichTextBlock(
        label=_("Transcript"),
        features=TRANSCRIPT_FEATURES,
        help_text=_("All that is said, and what is seen and heard that matters."),
    )

    class Meta:
        icon = "media"
        label = _("Film")
        description = _("A film with captions and a transcript.")
        template = "content/blocks/film.html"
        value_class = FilmValue

    def clean(self, value):
        value = super().clean(value)
        file, captions, address = (value.get(name) for name in ("file", "captions", "address"))
        if bool(file) == bool(address):
            message = gettext("Choose a film or write an address, one of the two.")
            raise blocks.StructBlockValidationError(non_block_errors=[message])
        errors = self._wrong_with_file(file, captions) if file else self._wrong_with_address(value)
        if errors:
            raise blocks.StructBlockValidationError(
                block_errors={name: ValidationError(words) for name, words in errors.items()}
            )
        return value

    def _wrong_with_file(self, file, captions) -> dict[str, str]:
        wrong = {"file": refuse_ending(file, FILM_ENDINGS)}
        if captions is None:
            wrong["captions"] = gettext("A film needs captions.")
        else:
            wrong["captions"] = refuse_ending(captions, CAPTION_ENDINGS) or _not_webvtt(captions)
        return {name: words for name, words in wrong.items() if words}

    def _wrong_with_address(self, value) -> dict[str, str]:
        wrong = {}
        if value.player is None:
            wrong["address"] = gettext("Write the address of one film at YouTube or Vimeo.")
        if not value.get("captions_there"):
            wrong["captions_there"] = gettext("A film needs captions. Add them there first, then confirm it here.")
        return wrong

    def get_preview_value(self):
        return self.normalize(
            {
                "title": gettext("A night with the night walkers"),
                "address": "https://vimeo.com/1",
                "captions_there": True,
                "transcript": paragraph(gettext("They begin at the station at nine.")),
            }
        )


def _not_webvtt(captions) -> str:
    with captions.open_file() as file:
        return (
            "" if is_webvtt(file.read(16)) else gettext("This file holds no captions: its first line must be WEBVTT.")
        )


class SoundBlock(blocks.StructBlock):
    """Something to listen to, with its transcript."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    file = DocumentChooserBlock(label=_("Sound"), help_text=_("A file ending in .mp3, .m4a or .ogg."))
    transcript = blocks.RichTextBlock(
        label=_("Transcript"), features=TRANSCRIPT_FEATURES, help_text=_("All that is said, and sounds that matter.")
    )

    class Meta:
        icon = "comment"
        label = _("Sound")
        description = _("A recording with its transcript.")
        template = "content/blocks/sound.html"

    def clean(self, value):
        value = super().clean(value)
        if wrong := refuse_ending(value["file"], SOUND_ENDINGS):
            raise blocks.StructBlockValidationError(block_errors={"file": ValidationError(wrong)})
        return value

    def get_preview_value(self):
        return self.normalize(
            {
                "title": gettext("An hour of radio in the dark"),
                "transcript": paragraph(gettext("What did you hear today that was worth hearing?")),
            }
        )


class FileBlock(blocks.StructBlock):
    """A document to download, with what it is."""

    file = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(
        label=_("Title"), max_length=120, required=False, help_text=_("The document's own title unless you write one.")
    )
    about = blocks.CharBlock(label=_("What is in it"), max_length=250, required=False)

    class Meta:
        icon = "doc-full"
        label = _("File")
        description = _("A document to download, with its kind and size.")
        template = "content/blocks/file.html"

    def get_preview_value(self):
        title, about = gettext("Who rings whom"), gettext("One page of agreements, free to copy.")
        return self.normalize({"title": title, "about": about})
