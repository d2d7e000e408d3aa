"""For `collectstatic` while the image is built: production's static files, without a production's values."""

from portal.config.settings.base import *  # noqa: F403

SECRET_KEY = "collecting-static-files-only"  # noqa: S105 (signs nothing)
