"""What every page of the site has: addresses in other languages, a language of its text, a picture for sharing."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Locale, Page

from portal.content.models.media import picture_field
from portal.content.reserved import reserved_slugs
from portal.core.normalisation import normalise

HOME_DEPTH = 2


class ContentPageForm(WagtailAdminPageForm):
    """Says beside the field that a slug is taken, before the page is put into the tree."""

    def clean(self):
        cleaned = super().clean()
        if self.parent_page is not None and cleaned.get("slug"):
            self.instance.refuse_fixed_address(cleaned["slug"], self.parent_page)
        return cleaned


class ContentPage(Page):
    """The common part of our pages; abstract."""

    sharing_picture = picture_field(
        _("picture for sharing"),
        help_text=_("Shown where the page is shared. The page's own picture is used where there is none."),
    )

    base_form_class = ContentPageForm

    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
                FieldPanel("sharing_picture"),
            ],
            _("For search engines and sharing"),
        ),
    ]

    # A fixed address that only this kind of page may stand at.
    own_slug = None

    class Meta:
        abstract = True

    def full_clean(self, *args, **kwargs):
        """Also a page written by a script holds no text that its feed could not."""
        for field in self._meta.concrete_fields:
            if isinstance(field, models.CharField | models.TextField) and field.editable:
                text = getattr(self, field.attname)
                if isinstance(text, str):
                    setattr(self, field.attname, normalise(text, one_line=isinstance(field, models.CharField)))
        super().full_clean(*args, **kwargs)

    def clean(self):
        super().clean()
        if self.path and self.get_parent():
            self.refuse_fixed_address(self.slug, self.get_parent())

    @classmethod
    def refuse_fixed_address(cls, slug: str, parent: Page) -> None:
        """Raises ValidationError for a slug that would lie below a Django view or hide one."""
        if parent.depth == HOME_DEPTH and slug != cls.own_slug and slug in reserved_slugs():
            raise ValidationError(
                {"slug": _("“%(slug)s” is already used by the site. Choose another address.") % {"slug": slug}}
            )

    def addresses(self, request) -> dict[str, str]:
        """Where this page stands in each language: its own translation where one is live, else that language's home."""
        codes = locale_codes()
        home_of = {code: "/" if code == "en" else f"/{code}/" for code in codes.values()}
        pages = Page.objects.live().filter(translation_key=self.translation_key).only("url_path", "locale_id")
        found = {codes[page.locale_id]: page.get_url(request) for page in pages if page.locale_id in codes}
        return home_of | {code: url for code, url in found.items() if url}

    def is_written_in(self, language: str) -> bool:
        """Whether a live page has this one's text in a language, and not another's standing in for it."""
        pages = Page.objects.live().filter(translation_key=self.translation_key, alias_of=None)
        return pages.filter(locale__language_code=language).exists()

    @property
    def picture_for_sharing(self):
        """The picture other sites show beside a link to this page, or None."""
        picture = self.sharing_picture or getattr(self, "picture", None)
        return picture if picture is not None and picture.may_be_shown else None

    @property
    def text_language(self) -> str:
        """The language the page's text is really in: a page not translated yet stands in with its source's text."""
        source = self.alias_of if self.alias_of_id else self
        return locale_codes().get(source.locale_id, "en")

    @property
    def is_fallback(self) -> bool:
        """Whether the page shows another language's text because nobody has translated it yet."""
        return bool(self.alias_of_id) and self.text_language != locale_codes().get(self.locale_id)


def locale_codes() -> dict[int, str]:
    """Language code of each locale by its key; one query."""
    return dict(Locale.objects.values_list("pk", "language_code"))
