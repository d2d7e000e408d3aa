"""Which Content-Security-Policy a page gets: a strict one everywhere, looser ones where Wagtail's admin needs them."""

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware


def strict(storage: list[str]) -> dict:
    """The policy of the public site and of all workspaces. `storage`: origins private files and pictures come from."""
    return {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *storage],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF, *storage],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }


# Wagtail's admin writes styles and a few scripts into its pages, and frames its previews.
FOR_ADMIN = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
    "worker-src": [SELF, "blob:"],
}
# What plays films that lie with others, in editors' pages alone.
WITH_FILMS = {"frame-src": ["https://www.youtube-nocookie.com", "https://player.vimeo.com"]}
FOR_PREVIEW = {"frame-ancestors": [SELF], **WITH_FILMS}


class PolicyMiddleware(CSPMiddleware):
    """django-csp with a policy for each part of the site. A view may replace its own with django-csp's decorators."""

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and parts.replace is None:
            if getattr(request, "is_preview", False):
                parts.replace = FOR_PREVIEW
            elif request.path_info.startswith("/admin/"):
                parts.replace = FOR_ADMIN
        return parts
