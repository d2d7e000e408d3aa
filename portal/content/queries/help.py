"""Help texts: one Markdown file a role and language, `portal/content/help/<role>.<language>.md`.

The first line is the title, the first paragraph says what the page is for. Two things are written in their own way:

* what stands on screen goes between backticks, in the English of the source: `Save draft`. The reader sees it as the
  screen shows it to them, so a name follows its translation, and a name that changes is found by a test;
* a link names its address: [To do](url:desk_worklist), or another help page: [for applicants](help:applicant).
"""

from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, override
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from portal.people.models import User
from portal.people.roles import ADMINISTRATOR, EDITOR, MANAGER, ROLES

TEXTS = Path(__file__).parents[1] / "help"
STAFF_ROLES = ROLES
SITE_ROLES = ("nominator", "nominee", "juror", "applicant", "contact", "funder")
# Whose pages somebody reads besides their own: those whose work their rights cover.
COVERED = {MANAGER: (EDITOR,), ADMINISTRATOR: ROLES}
# The page that helps at an address of the site, by what the address begins with.
PLACES = {
    "/review/": "juror",
    "/city/": "contact",
    "/applications/": "applicant",
    "/grants/funder/": "funder",
    "/nominations/": "nominator",
    "/pioneers/nominate/": "nominator",
    "/consent/": "nominee",
}
ADDRESS = "url:"
PAGE = "help:"


@dataclass(frozen=True, slots=True)
class HelpPage:
    """A help text as HTML; `language` is the one it is in, English where the language asked for has none."""

    role: str
    language: str
    title: str
    lead: SafeString
    body: SafeString


def help_page(role: str, language: str) -> HelpPage:
    """The help for a role in a language. What stands on screen is named in the language that is active."""
    if not (TEXTS / f"{role}.{language}.md").exists():
        language = settings.LANGUAGE_CODE
    source = (TEXTS / f"{role}.{language}.md").read_text(encoding="utf-8")
    env = {"language": language}
    title, lead, body = _parts(_markdown().parse(source, env))
    return HelpPage(role=role, language=language, title=title, lead=_html(lead, env), body=_html(body, env))


def help_pages(roles: tuple[str, ...], language: str) -> list[HelpPage]:
    """The help for several roles, in their order."""
    return [help_page(role, language) for role in roles]


def staff_roles_read_by(user: User) -> tuple[str, ...]:
    """The staff roles whose help somebody reads: their own first, then those their rights cover."""
    own = [role for role in STAFF_ROLES if user.has_role(role)]
    covered = [other for role in own for other in COVERED.get(role, ())]
    return tuple(dict.fromkeys(own + covered))


def role_helped_at(path: str) -> str | None:
    """The role whose help belongs to an address of the site (without its language); None for the list of all."""
    return next((role for start, role in PLACES.items() if path.startswith(start)), None)


def screen_names(source: str) -> Iterator[str]:
    """What a text says stands on screen, in the English of the source."""
    for token in _inline(source):
        if token.type == "code_inline":
            yield token.content


def link_names(source: str) -> Iterator[str]:
    """Where the links of a text lead, as written in it."""
    for token in _inline(source):
        if token.type == "link_open":
            yield str(token.attrGet("href"))


def link_url(href: str, language: str) -> str:
    """The address that a link of a text in a language leads to."""
    with override(language):
        if href.startswith(PAGE):
            return reverse("content:help_for", args=[href.removeprefix(PAGE)])
        return reverse(href.removeprefix(ADDRESS))


class _Renderer(RendererHTML):
    def code_inline(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]
    ) -> str:
        name = tokens[idx].content
        shown = gettext(name)
        language = settings.LANGUAGE_CODE if shown == name else get_language().split("-")[0]
        lang = format_html(' lang="{}"', language) if language != env["language"] else ""
        return format_html('<strong class="on-screen"{}>{}</strong>', lang, shown)

    def link_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]) -> str:
        return format_html('<a href="{}">', link_url(str(tokens[idx].attrGet("href")), env["language"]))


def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}, renderer_cls=_Renderer)


def _parts(tokens: list[Token]) -> tuple[str, list[Token], list[Token]]:
    """A text's title, and the tokens of its first paragraph and of the rest: opening, content and closing are three."""
    return tokens[1].content, tokens[3:6], tokens[6:]


def _html(tokens: list[Token], env: dict[str, Any]) -> SafeString:
    markdown = _markdown()
    return mark_safe(markdown.renderer.render(tokens, markdown.options, env))  # raw HTML is off


def _inline(source: str) -> Iterator[Token]:
    for token in _markdown().parse(source):
        yield from token.children or ()
