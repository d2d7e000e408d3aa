"""Language and time. UTC is stored; editions and calls carry the zone they are announced in, everything else is typed
and shown in the site's own."""

from django.utils.translation import gettext_lazy as _

from portal.config.settings.env import BASE_DIR, env

USE_TZ = True
DEFAULT_ZONE = "Europe/Copenhagen"
TIME_ZONE = DEFAULT_ZONE
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", _("English")),
    ("da", _("Danish")),
    ("nb", _("Norwegian Bokmål")),
    ("sv", _("Swedish")),
    ("fi", _("Finnish")),
    ("is", _("Icelandic")),
]
# What readers are offered: languages whose interface, letters and help are complete (docs/how-to/add-a-language.md).
LANGUAGES_OFFERED = [code.strip() for code in (env.str("LANGUAGES_OFFERED", "") or "en,nb").split(",")]
FORMAT_MODULE_PATH = ["portal.core.locale_formats"]
LOCALE_PATHS = [BASE_DIR / "portal" / "locale"]
