"""What a story is made of: blocks chosen for the stories that are really told, and no others."""

from django.core.validators import RegexValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from portal.content.models.list_blocks import AccordionBlock, PeopleBlock, ProgrammeBlock, TimelineBlock
from portal.content.models.media_blocks import FileBlock, FilmBlock, GalleryBlock, SoundBlock
from portal.content.models.table_block import TableBlock

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ul", "ol", "link", "document-link"]


class PictureBlock(blocks.StructBlock):
    """A picture with its words. Alternative text and credit belong to the picture itself and are asked for there."""

    picture = ImageChooserBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), max_length=250, required=False)
    wide = blocks.BooleanBlock(label=_("As wide as the page"), required=False)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "content/blocks/picture.html"

    def get_preview_value(self):
        return self.normalize({"picture": None, "caption": gettext("They meet at nine")})


class QuoteBlock(blocks.StructBlock):
    """Somebody's own words, with who they are."""

    text = blocks.TextBlock(label=_("Text"), rows=3, max_length=500)
    name = blocks.CharBlock(label=_("Who said it"), max_length=120)
    about = blocks.CharBlock(label=_("Who they are"), max_length=160, required=False)
    portrait = ImageChooserBlock(label=_("Portrait"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "content/blocks/quote.html"

    def get_preview_value(self):
        said, about = gettext("Somebody has to say good night."), gettext("Night walker")
        return self.normalize({"text": said, "name": "Gunhild Aasen", "about": about})


class FactBlock(blocks.StructBlock):
    figure = blocks.CharBlock(label=_("Figure or word"), max_length=20, help_text=_("Short: 21, 60+, 2021."))
    text = blocks.CharBlock(label=_("What it says"), max_length=120)


class FactsBlock(blocks.StructBlock):
    """A few figures side by side, with where they come from."""

    facts = blocks.ListBlock(FactBlock(), label=_("Facts"), min_num=1, max_num=4)
    source = blocks.CharBlock(label=_("Source"), max_length=200, required=False)

    class Meta:
        icon = "list-ol"
        label = _("Facts")
        template = "content/blocks/facts.html"

    def get_preview_value(self):
        facts = [{"figure": "12", "text": gettext("walkers a night")}, {"figure": "0", "text": gettext("arrests")}]
        return self.normalize({"facts": facts, "source": gettext("The city’s own count")})


class LinkBlock(blocks.StructBlock):
    """Where a button leads: one of our pages, or an address (`/pioneers/nominate/` in the reader's language)."""

    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    address = blocks.CharBlock(
        label=_("Or an address"),
        max_length=300,
        required=False,
        validators=[RegexValidator(r"^(/|https://|mailto:)", _("Begin the address with / or https://."))],
        help_text=_("/grants/ for a page on this site, https://… for another site."),
    )

    def clean(self, value):
        value = super().clean(value)
        address = (value.get("address") or "").strip()
        if bool(value.get("page")) == bool(address):
            raise blocks.StructBlockValidationError(
                non_block_errors=[_("Choose a page or write an address, one of the two.")]
            )
        return value


class CallToActionBlock(blocks.StructBlock):
    """What the reader can do now: one sentence, one button."""

    title = blocks.CharBlock(label=_("Title"), max_length=90)
    text = blocks.TextBlock(label=_("Text"), rows=2, max_length=300, required=False)
    label = blocks.CharBlock(label=_("Text on the button"), max_length=40)
    link = LinkBlock(label=_("Leads to"))

    class Meta:
        icon = "pick"
        label = _("Call to action")
        template = "content/blocks/call_to_action.html"

    def get_preview_value(self):
        title, label = gettext("Do you know somebody?"), gettext("Nominate")
        return self.normalize({"title": title, "label": label, "link": {"address": "/pioneers/nominate/"}})


class RelatedBlock(blocks.StructBlock):
    """Stories that belong with this one."""

    title = blocks.CharBlock(label=_("Title"), max_length=90, required=False)
    stories = blocks.ListBlock(
        blocks.PageChooserBlock(page_type="content.StoryPage", label=_("Story")),
        label=_("Stories"),
        min_num=1,
        max_num=3,
    )

    class Meta:
        icon = "doc-full-inverse"
        label = _("Related stories")
        template = "content/blocks/related.html"


class StoryBlocks(blocks.StreamBlock):
    """The body of a story or of a standard page."""

    text = blocks.RichTextBlock(
        label=_("Text"), features=TEXT_FEATURES, icon="pilcrow", template="content/blocks/text.html"
    )
    picture = PictureBlock()
    gallery = GalleryBlock()
    film = FilmBlock()
    sound = SoundBlock()
    quote = QuoteBlock()
    facts = FactsBlock()
    people = PeopleBlock()
    programme = ProgrammeBlock()
    timeline = TimelineBlock()
    accordion = AccordionBlock()
    table = TableBlock()
    file = FileBlock()
    call_to_action = CallToActionBlock()
    related = RelatedBlock()


class HomeBlocks(blocks.StreamBlock):
    """What the home page has below its first sight and what is open now."""

    text = blocks.RichTextBlock(
        label=_("Text"), features=TEXT_FEATURES, icon="pilcrow", template="content/blocks/text.html"
    )
    facts = FactsBlock()
    quote = QuoteBlock()
    call_to_action = CallToActionBlock()
