"""Wagtail: the pages, and the admin where editors and the secretariat work."""

from portal.config.settings.env import SITE_NAME, SITE_URL
from portal.config.settings.language import DEFAULT_ZONE, LANGUAGES, LANGUAGES_OFFERED

WAGTAIL_SITE_NAME = SITE_NAME
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [(code, name) for code, name in LANGUAGES if code in LANGUAGES_OFFERED]
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILIMAGES_IMAGE_MODEL = "content.EditorialImage"
WAGTAILDOCS_DOCUMENT_MODEL = "content.EditorialDocument"
WAGTAILADMIN_LOGIN_URL = "account_login"
# Every time in the admin is the site's own, in Wagtail's parts as in ours.
WAGTAIL_USER_TIME_ZONES = [DEFAULT_ZONE]
# What the admin's fields show; portal.core.locale_formats reads it back in every language.
WAGTAIL_DATE_FORMAT = "%d.%m.%Y"
WAGTAIL_TIME_FORMAT = "%H:%M"
WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y %H:%M"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 25 * 1024 * 1024
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
# What an editor uploads lies on our own origin where there is no bucket: nothing a browser would run.
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odp", "ods", "odt", "pdf", "pptx", "txt", "xlsx", "zip"]
# Films and sound in stories, and a film's captions.
WAGTAILDOCS_EXTENSIONS += ["m4a", "mp3", "mp4", "ogg", "vtt", "webm"]
# The same on every machine, whatever its own list of kinds says.
WAGTAILDOCS_CONTENT_TYPES = {
    "m4a": "audio/mp4",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "ogg": "audio/ogg",
    "vtt": "text/vtt",
    "webm": "video/webm",
}
WAGTAILDOCS_SERVE_METHOD = "serve_view"
