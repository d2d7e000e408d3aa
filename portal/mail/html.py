"""A letter's body in HTML. Mail programs know no stylesheets, so that each part carries its style."""

from html import escape

from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from portal.mail.markdown import BUTTON, CODE, SMALL_PRINT

_STYLES = {
    "paragraph_open": ("", "margin:0 0 16px;"),
    "heading_open": ("", "margin:26px 0 10px;font-size:19px;line-height:1.3;"),
    "bullet_list_open": ("", "margin:0 0 16px;padding-left:22px;"),
    "ordered_list_open": ("", "margin:0 0 16px;padding-left:22px;"),
    "blockquote_open": ("quoted", "margin:0 0 16px;padding:2px 0 2px 16px;border-left:4px solid #10528a;"),
    "table_open": ("", "width:100%;margin:0 0 18px;border-collapse:collapse;font-size:16px;"),
    "th_open": ("", "padding:7px 12px 7px 0;border-bottom:1px solid #c9d5d9;text-align:left;vertical-align:top;"),
    "td_open": ("", "padding:7px 12px 7px 0;border-bottom:1px solid #c9d5d9;text-align:left;vertical-align:top;"),
    "link_open": ("", "color:#10528a;"),
}
_IN_QUOTATION = ("", "margin:0;")
# The words of the first column of a table name what stands beside them.
_LABEL = (
    "quiet",
    "width:34%;padding:7px 12px 7px 0;border-bottom:1px solid #c9d5d9;text-align:left;vertical-align:top;"
    "font-weight:400;color:#46566b;overflow-wrap:normal;",
)
_PARAGRAPHS = {
    BUTTON: ("", "margin:24px 0;"),
    CODE: (
        "code",
        "margin:24px 0;padding:16px 20px;border-radius:8px;background:#f0f4f5;color:#15233a;text-align:center;"
        "font:700 30px/1.2 ui-monospace,Menlo,Consolas,monospace;letter-spacing:6px;",
    ),
    SMALL_PRINT: ("quiet", "margin:0 0 16px;font-size:14px;line-height:1.5;color:#46566b;"),
}
_ACTION = (
    "action",
    "display:inline-block;padding:13px 24px;border-radius:8px;background:#15233a;color:#ffffff;"
    "font-weight:700;text-decoration:none;",
)


def letter_html(tokens: list[Token]) -> str:
    """The body as HTML, from `letter_tokens`."""
    for number, token in enumerate(tokens):
        before = tokens[number - 1].type if number else ""
        if token.type == "paragraph_open" and token.meta["role"]:
            _set(token, _PARAGRAPHS[token.meta["role"]])
        elif token.type == "paragraph_open" and before == "blockquote_open":
            _set(token, _IN_QUOTATION)
        elif token.type == "td_open" and before == "tr_open":
            _set(token, _LABEL)
            token.attrSet("scope", "row")
            token.tag = tokens[number + 2].tag = "th"
        elif token.type == "inline":
            for link in (child for child in token.children if child.type == "link_open"):
                _set(link, _ACTION if token.meta["role"] == BUTTON else _STYLES["link_open"])
        elif token.type in _STYLES:
            _set(token, _STYLES[token.type])
        if token.type == "blockquote_open":
            token.attrSet("dir", "auto")
    return _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})


def _set(token: Token, style: tuple[str, str]) -> None:
    kind, css = style
    token.attrs = {**token.attrs, **({"class": kind} if kind else {}), "style": css}


class _Renderer(RendererHTML):
    """markdown-it's own, but for line breaks that were typed and what follows a button."""

    def paragraph_close(self, tokens, idx, options, env):
        closed = self.renderToken(tokens, idx, options, env)
        if tokens[idx].meta["role"] != BUTTON:
            return closed
        kind, css = _PARAGRAPHS[SMALL_PRINT]
        note = _("If the button does not work, copy this address into your browser:")
        address = next(token.attrs["href"] for token in tokens[idx - 1].children if token.type == "link_open")
        return f'{closed}<p class="{kind}" style="{css}">{escape(note)}<br>{escape(address)}</p>\n'

    def text(self, tokens, idx, options, env):
        return escape(tokens[idx].content, quote=False).replace("\n", "<br>\n")

    def code_inline(self, tokens, idx, options, env):
        return escape(tokens[idx].content, quote=False)


_MARKDOWN = MarkdownIt("zero", renderer_cls=_Renderer)
