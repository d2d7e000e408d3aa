"""The texts of Wagtail's own scripts, with those that its Bokmål lacks: named here, they are collected and translated
with ours, as in `wagtail_texts`. One goes once Wagtail's own catalogue has it."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_noop, ngettext
from django.views.i18n import JavaScriptCatalog
from wagtail.admin.localization import get_localized_response

SCRIPT_TEXTS = (
    gettext_noop("(%(number)s new items in this menu)"),
    gettext_noop("(1 new item in this menu)"),
    gettext_noop("(New)"),
    gettext_noop("A network error occurred."),
    gettext_noop("A server error occurred."),
    gettext_noop("Add a comment"),
    gettext_noop("Are you sure?"),
    gettext_noop("Autosave in progress…"),
    gettext_noop("Blocks"),
    gettext_noop("Changes have been autosaved."),
    gettext_noop("Character count:"),
    gettext_noop("Collapse all"),
    gettext_noop("Comment"),
    gettext_noop("Complex"),
    gettext_noop("Decorative image"),
    gettext_noop("Delete error"),
    gettext_noop("Deleting"),
    gettext_noop("Duplicate"),
    gettext_noop("Enter your comments..."),
    gettext_noop("Enter your reply..."),
    gettext_noop("Error while sending preview data."),
    gettext_noop("Expand all"),
    gettext_noop("Fair"),
    gettext_noop("Focus comment"),
    gettext_noop("Good"),
    gettext_noop("Insert a block"),
    gettext_noop("Main menu"),
    gettext_noop("No"),
    gettext_noop("Pin toolbar"),
    gettext_noop("Reply"),
    gettext_noop("Resolve"),
    gettext_noop("Retry"),
    gettext_noop("Save error"),
    gettext_noop("Search options…"),
    gettext_noop("Split block"),
    gettext_noop("Toggle section"),
    gettext_noop("Toggle side panel"),
    gettext_noop("Toggle sidebar"),
    gettext_noop("Unfocus comment"),
    gettext_noop("Unpin toolbar"),
    gettext_noop("Write something or type ‘/’ to insert a block"),
    gettext_noop("Yes"),
)


def counted(number: int) -> dict[str, str]:
    """The form each text with a number takes for this one."""
    return {
        "%(num)s error": ngettext("%(num)s error", "%(num)s errors", number),
        "%(num)s min": ngettext("%(num)s min", "%(num)s mins", number),
        "%(num)s pixel": ngettext("%(num)s pixel", "%(num)s pixels", number),
    }


class ScriptTexts(JavaScriptCatalog):
    """Wagtail's catalogue, filled up with ours."""

    packages = ("wagtail.admin",)

    def get_catalog(self) -> dict[str, str | list[str]]:
        one, many = counted(1), counted(2)
        ours = {text: gettext(text) for text in SCRIPT_TEXTS}
        return ours | {text: [one[text], many[text]] for text in one} | super().get_catalog()


def script_texts(request: HttpRequest) -> HttpResponse:
    """In the language a member of staff has chosen for these screens, signed in or not yet."""
    return get_localized_response(ScriptTexts.as_view(), request)
