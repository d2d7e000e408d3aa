from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock, TypedTableBlockValidationError
from wagtail_localize.segments import StringSegmentValue

CAPTION, HEADING, CELL = "caption", "heading", "cell"


class CellsBlock(TypedTableBlock):
    """The cells of a table, each column with its heading, the whole with its caption: both are demanded, since without
    them nobody who listens to a table knows what a cell says."""

    text = blocks.CharBlock(label=_("Text"), required=False)
    number = blocks.CharBlock(
        label=_("Number"), required=False, help_text=_("Set at the right edge, with its unit: 12 %, 400 kr.")
    )

    def clean(self, table):
        cleaned = super().clean(table)
        wrong = self._wrong_with(cleaned)
        if wrong:
            raise TypedTableBlockValidationError(non_block_errors=wrong)
        return cleaned

    @staticmethod
    def _wrong_with(table: TypedTable) -> list[str]:
        wrong = []
        if not (table.caption or "").strip():
            wrong.append(gettext("Give the table a caption: it says what the table shows."))
        if not table.columns or not table.row_data:
            wrong.append(gettext("A table needs a column and a row."))
        if any(not (column["heading"] or "").strip() for column in table.columns):
            wrong.append(gettext("Give each column a heading."))
        return wrong

    def get_translatable_segments(self, table: TypedTable) -> list[StringSegmentValue]:
        """Every word of the table by where it stands: what wagtail-localize asks of a block it does not know."""
        words = [(CAPTION, table.caption)]
        words += [(f"{HEADING}.{number}", column["heading"]) for number, column in enumerate(table.columns)]
        words += [
            (f"{CELL}.{row}.{column}", value)
            for row, line in enumerate(table.row_data)
            for column, value in enumerate(line["values"])
        ]
        return [StringSegmentValue(place, text) for place, text in words if text]

    def restore_translated_segments(self, table: TypedTable, segments) -> TypedTable:
        """The same table in the words of another language."""
        said = {segment.path: segment.render_text() for segment in segments}
        return TypedTable(
            columns=[
                column | {"heading": said.get(f"{HEADING}.{number}", column["heading"])}
                for number, column in enumerate(table.columns)
            ],
            row_data=[
                {"values": [said.get(f"{CELL}.{row}.{column}", value) for column, value in enumerate(line["values"])]}
                for row, line in enumerate(table.row_data)
            ],
            caption=said.get(CAPTION, table.caption),
        )


class TableBlock(blocks.StructBlock):
    """Figures or words in rows and columns."""

    cells = CellsBlock(label=_("Table"))
    row_headings = blocks.BooleanBlock(label=_("The first column says what each row is about"), required=False)
    source = blocks.CharBlock(label=_("Source"), max_length=200, required=False)

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Rows and columns with a caption and headings.")
        template = "content/blocks/table.html"

    def get_preview_value(self):
        cells = {
            "caption": gettext("Walkers a night"),
            "columns": [
                {"type": "text", "heading": gettext("City")},
                {"type": "number", "heading": gettext("Walkers")},
            ],
            "rows": [{"values": ["Stavanger", "12"]}, {"values": ["Bodø", "7"]}],
        }
        return self.normalize({"cells": cells, "row_headings": True})
