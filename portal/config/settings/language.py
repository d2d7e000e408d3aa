"""Language and time. UTC is stored; editions and calls carry the zone they are announced in."""

from django.utils.translation import gettext_lazy as _

from .ground import BASE_DIR

USE_TZ = True
TIME_ZONE = "UTC"
DEFAULT_ZONE = "Europe/Copenhagen"
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
LOCALE_PATHS = [BASE_DIR / "portal" / "locale"]
