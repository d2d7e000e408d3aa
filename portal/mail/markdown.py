"""Letters are Django templates that yield Markdown. What is put in with `{{ }}` is escaped for Markdown as other
templates escape for HTML: it arrives as it was typed, and never becomes a link, a heading or a list."""

import re
import unicodedata
from functools import lru_cache
from html import unescape

from django.template import Context, Node, Template, TemplateSyntaxError
from django.template.base import NodeList, TextNode, Variable, VariableNode
from django.template.defaulttags import CommentNode, ForNode, IfNode, URLNode, WithNode
from django.template.loader import get_template
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils.formats import localize
from django.utils.safestring import SafeData, SafeString
from django.utils.timezone import template_localtime
from markdown_it import MarkdownIt
from markdown_it.token import Token

from portal.mail.recipients import TURNING

# Tags a letter may use. What others put out would not be escaped for Markdown.
_TAGS = (TextNode, VariableNode, BlockTranslateNode, TranslateNode, IfNode, ForNode, WithNode, URLNode, CommentNode)
_RULES = ["heading", "hr", "list", "blockquote", "table", "emphasis", "link", "backticks", "entity", "newline"]
# What letters need of Markdown, and no raw HTML.
_MARKDOWN = MarkdownIt("zero").enable(_RULES)

# What a paragraph is for, as `meta["role"]` of its tokens.
BUTTON, CODE, SMALL_PRINT = "button", "code", "small print"


def as_typed(value: object) -> str:
    """`value` fit to stand in a sentence: no direction overrides, plain line breaks, nothing blank around it; what is
    written from right to left is isolated (Unicode TR9), so that it does not turn the sentence around."""
    text = TURNING.sub("", str(value)).replace("\r\n", "\n").replace("\r", "\n").strip()
    turns = any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)
    return f"\u2068{text}\u2069" if turns and "\n" not in text else text


def escaped(value: object) -> SafeString:
    """`value` escaped for Markdown: all but letters and spaces as character references, which never stand for structure
    (CommonMark 2.5)."""
    if isinstance(value, SafeData):
        return value
    return SafeString("".join(char if char.isalpha() or char == " " else f"&#{ord(char)};" for char in as_typed(value)))


def letter_source(key: str, context: dict) -> tuple[str, str]:
    """The subject, in plain text, and the body, in Markdown, of `templates/letters/<key>.md`: its first paragraph
    begins with `Subject:`, all that follows is the body."""
    words = _as_letter(get_template(f"letters/{key}.md").template)
    head, _gap, body = words.render(Context(context)).strip().partition("\n\n")
    if not head.startswith("Subject:"):
        raise TemplateSyntaxError(f"letters/{key}.md does not begin with its subject")
    (inline,) = _MARKDOWN.parseInline(head.removeprefix("Subject:").strip())
    return "".join(" " if token.type == "softbreak" else token.content for token in inline.children), body


def letter_tokens(body: str) -> list[Token]:
    """A body as markdown-it's tokens. A paragraph of nothing but a link has the role of a button, one of nothing but
    `code` that of a code to be typed; what comes after a rule (`---`) is small print. A table without words in its
    head is one of facts, a label and a value a row: its head is left out."""
    tokens, small_print = [], False
    for token in _MARKDOWN.parse(body):
        if token.type == "hr":
            small_print = True
            continue
        if token.type == "paragraph_open" and tokens and tokens[-1].type == "list_item_open":
            token.hidden = True  # one line an item, however a loop spaced them
        tokens.append(token)
        if token.type == "inline":
            role = _role(token.children) or (SMALL_PRINT if small_print else "")
            tokens[-2].meta["role"] = token.meta["role"] = role
            for child in token.children:
                if child.type == "code_inline":
                    child.content = unescape(child.content)
        elif token.type == "paragraph_close":
            token.hidden, token.meta["role"] = tokens[-3].hidden, tokens[-2].meta["role"]
        elif token.type == "thead_close":
            begun = max(number for number, one in enumerate(tokens) if one.type == "thead_open")
            if not any(one.content for one in tokens[begun:]):
                del tokens[begun:]
    return tokens


def _role(children: list[Token]) -> str:
    types = [token.type for token in children if token.type != "text" or token.content.strip()]
    if types[:1] == ["link_open"] and types[-1:] == ["link_close"] and types.count("link_open") == 1:
        return BUTTON
    return CODE if types == ["code_inline"] else ""


class _LetterTemplate(Template):
    """A template whose values are escaped for Markdown and which has no tag that could put one in unescaped."""

    def compile_nodelist(self) -> NodeList:
        nodes = super().compile_nodelist()
        for node in nodes.get_nodes_by_type(Node):
            if not isinstance(node, _TAGS):
                raise TemplateSyntaxError(f"{self.name}: a letter can't use {type(node).__name__}")
            if isinstance(node, VariableNode):
                node.filter_expression = _Escaped(node.filter_expression)
            elif isinstance(node, BlockTranslateNode):
                node.extra_context = _escaped_context(node)
            elif isinstance(node, TranslateNode) and node.filter_expression.var.literal is None:
                raise TemplateSyntaxError(f"{self.name}: a letter translates its own words only")
        return nodes


@lru_cache(maxsize=256)
def _as_letter(template: Template) -> _LetterTemplate:
    """Compiled once for as long as Django's loader keeps the template it was read as."""
    return _LetterTemplate(template.source, template.origin, template.name, template.engine)


def _escaped_context(node: BlockTranslateNode) -> dict:
    """Everything a translated sentence puts in, but for the number its plural form depends on."""
    parts = [*node.singular, *(node.plural or ())]
    names = set(re.findall(r"\w+", " ".join(part.contents for part in parts if part.token_type.name == "VAR")))
    values = {name: Variable(name) for name in names - {node.countervar}} | node.extra_context
    return {name: _Escaped(value) for name, value in values.items()}


class _Escaped:
    """An expression of a template that answers with its value escaped."""

    def __init__(self, expression):
        self._expression = expression

    def resolve(self, context: Context) -> SafeString:
        value = self._expression.resolve(context)
        return escaped(localize(template_localtime(value, use_tz=context.use_tz), use_l10n=context.use_l10n))
