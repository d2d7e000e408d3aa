"""Every address of the site. Fixed addresses are Django views; Wagtail serves the rest, so their slugs are reserved."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from portal.content.views.media import serve_media

urlpatterns = [
    path("admin/", include("portal.people.admin_urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("files/", include("portal.documents.urls")),
    path("open-data/", include("grants.urls.open_data")),
    path("", include("portal.content.outside_urls")),
]

if not settings.S3_PUBLIC_BUCKET:
    # Editors' media on disk. A person's own files never lie there.
    urlpatterns += [re_path(r"^media/(?P<path>.+)$", serve_media)]

if settings.DEV_PAGES:
    urlpatterns += [path("dev/mail/", include("portal.mail.urls.dev"))]
    urlpatterns += i18n_patterns(
        path("account/", include("portal.demo.urls")),
        prefix_default_language=False,
    )

urlpatterns += i18n_patterns(
    path("links/", include("portal.mail.urls")),
    path("account/", include("portal.people.urls")),
    path("account/", include("allauth.urls")),
    path("review/", include("portal.assessment.urls")),
    path("city/", include("portal.payments.urls")),
    path("", include("portal.membership.urls")),
    path("", include("portal.cities.urls")),
    path("", include("portal.events.urls")),
    path("", include("portal.alliance.urls")),
    path("", include("pioneers.urls")),
    path("", include("grants.urls")),
    path("", include("portal.content.urls")),
    path("", include("portal.content.page_urls")),
    prefix_default_language=False,
)

handler400 = "portal.content.views.errors.bad_request"
handler403 = "portal.content.views.errors.forbidden"
handler404 = "portal.content.views.errors.not_found"
handler500 = "portal.content.views.errors.server_error"
