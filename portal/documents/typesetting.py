"""PDFs: a typst file from templates, its data as JSON that is set as text and never read as markup."""

import json
from pathlib import Path

# For Arabic, which the compiler has in a fixed width alone. A sign no typeface has (an emoji, say) is printed as a box.
FONTS = Path(__file__).parent / "fonts"


def typeset(source: Path, data: dict) -> bytes:
    """The PDF of `source`, which finds `data` as JSON under `sys.inputs.data`.

    PDF/UA-1, except where someone wrote a sign no typeface has: the standard forbids its box, and a PDF with a box is
    better than none. The source is told by `data["incomplete"]`, so that it can say so.
    """
    import typst  # noqa: PLC0415  a web worker that sets no page never loads it

    options = {"format": "pdf", "ignore_system_fonts": True, "font_paths": [FONTS]}
    try:
        return typst.compile(source, sys_inputs=_inputs(data, incomplete=False), pdf_standards=["ua-1"], **options)
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        return typst.compile(source, sys_inputs=_inputs(data, incomplete=True), **options)


def typeset_for_archive(source: Path, data: dict) -> bytes:
    """The PDF of `source` for what is kept for years: PDF/A-2b, with `data` as `typeset` gives it."""
    import typst  # noqa: PLC0415  a web worker that sets no page never loads it

    return typst.compile(
        source,
        sys_inputs=_inputs(data, incomplete=False),
        pdf_standards=["a-2b"],
        format="pdf",
        ignore_system_fonts=True,
        font_paths=[FONTS],
    )


def _inputs(data: dict, *, incomplete: bool) -> dict[str, str]:
    return {"data": json.dumps(data | {"incomplete": incomplete}, ensure_ascii=False)}
