"""Blocks that list: people, a programme, what happened when, questions and answers."""

from datetime import date, time

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from portal.content.models.media_blocks import paragraph


class PersonBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Name"), max_length=120)
    about = blocks.CharBlock(label=_("Who they are"), max_length=160, required=False)
    portrait = ImageChooserBlock(label=_("Portrait"), required=False)


class PeopleBlock(blocks.StructBlock):
    """People with their portraits. Their names are in no search index."""

    title = blocks.CharBlock(label=_("Title"), max_length=90)
    people = blocks.ListBlock(PersonBlock(), label=_("People"), min_num=1, max_num=40)

    class Meta:
        icon = "group"
        label = _("People")
        description = _("A few people with name, portrait and what they do.")
        template = "content/blocks/people.html"

    def get_searchable_content(self, value):
        return [value["title"]]

    def get_preview_value(self):
        people = [
            {"name": "Amira Solheim", "about": gettext("Opened the boxing club to girls after dark")},
            {"name": "Þórunn Sæmundsdóttir", "about": gettext("A comic about being new in a small town")},
        ]
        return self.normalize({"title": gettext("Who walks with us"), "people": people})


class ProgrammeEntryBlock(blocks.StructBlock):
    starts = blocks.TimeBlock(label=_("Begins"))
    ends = blocks.TimeBlock(label=_("Ends"), required=False)
    title = blocks.CharBlock(label=_("What"), max_length=160)
    speakers = blocks.CharBlock(label=_("Who"), max_length=200, required=False)
    place = blocks.CharBlock(label=_("Where"), max_length=120, required=False)

    def clean(self, value):
        value = super().clean(value)
        if value.get("ends") and value["ends"] <= value["starts"]:
            wrong = ValidationError(gettext("It has to end after it begins."))
            raise blocks.StructBlockValidationError(block_errors={"ends": wrong})
        return value


class ProgrammeBlock(blocks.StructBlock):
    """What happens in the course of a day."""

    title = blocks.CharBlock(label=_("Title"), max_length=90)
    day = blocks.DateBlock(label=_("Date"), required=False)
    entries = blocks.ListBlock(ProgrammeEntryBlock(), label=_("Programme"), min_num=1)

    class Meta:
        icon = "time"
        label = _("Programme")
        description = _("A day by the clock: what begins when, with whom and where.")
        template = "content/blocks/programme.html"

    def get_preview_value(self):
        entries = [
            {"starts": time(9), "ends": time(9, 30), "title": gettext("Coffee and names"), "place": "Rådhuset"},
            {"starts": time(9, 30), "title": gettext("What we tried, and what failed"), "speakers": "Gunhild Aasen"},
        ]
        return self.normalize({"title": gettext("The first day"), "day": date(2027, 5, 11), "entries": entries})


class TimelineEntryBlock(blocks.StructBlock):
    when = blocks.CharBlock(label=_("When"), max_length=40, help_text=_("As it is told: 2021, March 2024."))
    title = blocks.CharBlock(label=_("What happened"), max_length=160)
    text = blocks.TextBlock(label=_("Text"), rows=2, max_length=400, required=False)


class TimelineBlock(blocks.StructBlock):
    """What happened one after another, the earliest first unless the editor orders it otherwise."""

    title = blocks.CharBlock(label=_("Title"), max_length=90)
    entries = blocks.ListBlock(TimelineEntryBlock(), label=_("Timeline"), min_num=2)

    class Meta:
        icon = "history"
        label = _("Timeline")
        description = _("What happened one after another, each with its date or year.")
        template = "content/blocks/timeline.html"

    def get_preview_value(self):
        entries = [
            {"when": "2021", "title": gettext("Four parents go for a walk")},
            {"when": "2024", "title": gettext("Eleven teams, one shared thermos")},
        ]
        return self.normalize({"title": gettext("How it grew"), "entries": entries})


class AccordionEntryBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Question or heading"), max_length=160)
    text = blocks.RichTextBlock(label=_("Text"), features=["bold", "italic", "ul", "ol", "link", "document-link"])


class AccordionBlock(blocks.StructBlock):
    """Headings that open and show their text; without a script."""

    title = blocks.CharBlock(label=_("Title"), max_length=90, required=False)
    entries = blocks.ListBlock(AccordionEntryBlock(), label=_("Questions and answers"), min_num=1)

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        description = _("Headings that open one by one. For what only some readers need.")
        template = "content/blocks/accordion.html"

    def get_preview_value(self):
        entries = [
            {"title": gettext("Who can walk with us?"), "text": paragraph(gettext("Anyone over twenty-three."))},
            {"title": gettext("What does it cost?"), "text": paragraph(gettext("A Friday evening a month."))},
        ]
        return self.normalize({"title": gettext("What people ask"), "entries": entries})
