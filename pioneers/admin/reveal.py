"""The night of the reveal on the staff screens: its page, its previews, its three steps."""

from html.parser import HTMLParser

from django.conf import settings
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from pioneers.actions.reveal import hold_reveal, move_reveal, release_reveal
from pioneers.admin.reveal_preflights import before_holding, before_moving, before_releasing
from pioneers.forms.reveal import MoveRevealForm, ReleaseRevealForm, RevealReasonForm
from pioneers.models import Ceremony, Edition
from pioneers.queries.reveal import is_recused_from_choice, reveal_panel, shown_from
from pioneers.states import ANNOUNCED_EDITIONS, CandidacyState, EditionState
from portal.adminkit.details import RecordAction
from portal.adminkit.views.mixins import RecordPage
from portal.content.previews import page_as_of
from portal.core.languages import localised_path, offered_languages
from portal.core.rehearsal import rehearse

FEEDS = {"atom": "pioneers:feed_atom", "rss": "pioneers:feed_rss", "json": "pioneers:feed_json"}
CARD = "card"

REVEAL_ACTIONS = [
    RecordAction(
        "hold-reveal",
        _("Hold the reveal"),
        hold_reveal,
        "pioneers.change_reveal",
        explanation=_("Nothing of the choice is public until you release it, whatever the time says."),
        form_class=RevealReasonForm,
        shown=lambda edition, at: edition.state in ANNOUNCED_EDITIONS and edition.reveal_held_at is None,
        success=_("The reveal is held."),
        danger=True,
        icon="lock",
        preflight=before_holding,
    ),
    RecordAction(
        "release-reveal",
        _("Release the reveal"),
        release_reveal,
        "pioneers.change_reveal",
        explanation=_("It comes now, or at its time."),
        form_class=ReleaseRevealForm,
        shown=lambda edition, at: edition.reveal_held_at is not None,
        success=_("The reveal is released."),
        icon="lock-open",
        preflight=before_releasing,
    ),
    RecordAction(
        "move-reveal",
        _("Move the reveal"),
        move_reveal,
        "pioneers.change_reveal",
        explanation=_("Everyone reads the new time at once. A reveal that has come is held first."),
        form_class=MoveRevealForm,
        shown=lambda edition, at: edition.state in ANNOUNCED_EDITIONS and not edition.is_revealed(at),
        success=_("The reveal is moved."),
        icon="date",
        preflight=before_moving,
    ),
]
REVEAL_STEPS = {action.name for action in REVEAL_ACTIONS}


class _RevealPage(RecordPage):
    """For those who read the results before anyone else does."""

    header_icon = "view"
    page_title = _("Reveal")

    def dispatch(self, request, *args, **kwargs):
        self.object = self.get_object()
        if not request.user.has_perm("pioneers.read_results", self.object):
            raise Http404
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    def url_of(self, what: str, language: str) -> str:
        return f"{self.url_to('reveal_preview', self.object, what)}?language={language}"


class RevealScreen(_RevealPage):
    """The time left, what is missing, who will be told, and the way to each page as it will stand."""

    template_name = "pioneers/staff/reveal.html"

    def get_context_data(self, **kwargs):
        edition, viewer = self.object, self.request.user
        panel = reveal_panel(edition, viewer, self.at)
        steps = [action for action in REVEAL_ACTIONS if action.offered(viewer, edition, self.at)]
        return super().get_context_data(
            edition=edition,
            panel=panel,
            steps=[(action, self.url_to("action", edition, action.name), self.request.path) for action in steps],
            letters_url=self.url_to("letters", edition),
            previews=self._previews(panel) if panel.may_preview else [],
            **kwargs,
        )

    def _previews(self, panel) -> list[tuple[str, list[tuple[str, str]]]]:
        """Each page of the outside with its address in each language offered."""
        pages = [(_("Home"), "home"), (_("Gallery"), "gallery")]
        if panel.has_ceremony:
            pages.append((_("Ceremony"), "ceremony"))
        for line in panel.laureates:
            if line.is_shown:
                pages += [(line.name, f"pioneer-{line.uuid}")]
                words = _("%(name)s: what other sites show when the address is shared") % {"name": line.name}
                pages += [(words, f"{CARD}-{line.uuid}")]
        pages += [("Atom", "atom"), ("RSS", "rss"), ("JSON Feed", "json")]
        return [
            (str(label), [(name, self.url_of(what, code)) for code, name in offered_languages()])
            for label, what in pages
        ]


class RevealPreviewScreen(_RevealPage):
    """One public page as it will stand at the reveal: the site's own view, asked as of then by an unknown visitor, with
    nobody holding it. What is changed for that is taken back before the answer leaves."""

    def get(self, request, *args, **kwargs):
        edition = self.object
        if edition.state != EditionState.DECIDED or is_recused_from_choice(request.user, edition, self.at):
            raise Http404
        what = kwargs["what"]
        page = self._page(self._path(what))
        if page.status_code != 200:
            raise Http404
        # The page's own policy, not the admin's: it reaches pictures and can be framed by the site alone.
        request.is_preview = True
        if what.startswith(CARD):
            return self._card(page)
        is_page = page["Content-Type"].startswith("text/html")
        return HttpResponse(page.content, content_type=page["Content-Type"] if is_page else "text/plain; charset=utf-8")

    def _page(self, path: str) -> HttpResponse:
        pages: list[HttpResponse] = []

        def ask() -> None:
            pages.append(page_as_of(self.request, path, shown_from(self.object, self.at)))

        def ask_released() -> None:
            Edition.objects.filter(pk=self.object.pk).update(reveal_held_at=None)
            ask()

        if self.object.reveal_held_at is None:
            ask()
        else:
            rehearse(ask_released)
        return pages[0]

    def _path(self, what: str) -> str:
        languages = dict(offered_languages())
        asked = self.request.GET.get("language", "")
        with override(asked if asked in languages else settings.LANGUAGE_CODE):
            self.language = get_language()
            if what == "home":
                return localised_path("/")
            if what == "gallery":
                return reverse("pioneers:gallery")
            if what in FEEDS:
                return reverse(FEEDS[what])
            if what == "ceremony" and Ceremony.objects.filter(edition=self.object).exists():
                return reverse("pioneers:ceremony", args=[self.object.year])
            return reverse("pioneers:pioneer", args=[self._laureate(what)])

    def _laureate(self, what: str):
        _kind, _dash, uuid = what.partition("-")
        chosen = self.object.candidacies.filter(state=CandidacyState.LAUREATE).values_list("uuid", flat=True)
        for laureate in chosen:
            if str(laureate) == uuid:
                return laureate
        raise Http404

    def _card(self, page: HttpResponse) -> TemplateResponse:
        told = _Told()
        told.feed(page.content.decode())
        return TemplateResponse(
            self.request, "pioneers/staff/card.html", {"told": told.found, "language": self.language}
        )


class _Told(HTMLParser):
    """What a page says of itself to other sites: `title`, `description`, `url`, `image`."""

    def __init__(self) -> None:
        super().__init__()
        self.found = dict.fromkeys(("title", "description", "url", "image"), "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        name = (said.get("property") or "").removeprefix("og:")
        if tag == "meta" and name in self.found:
            self.found[name] = said.get("content") or ""


def reveal_urls(viewset) -> list:
    """The addresses of the two pages, below an edition's."""
    return [
        path("<uuid:pk>/reveal/", viewset.construct_view(RevealScreen), name="reveal"),
        path("<uuid:pk>/reveal/<slug:what>/", viewset.construct_view(RevealPreviewScreen), name="reveal_preview"),
    ]
