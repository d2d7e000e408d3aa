"""Wagtail's own addresses with our way of serving pages; comes last, it takes whatever is left."""

from django.urls import re_path
from wagtail import urls as wagtail_urls
from wagtail.urls import serve_pattern

from portal.content.views.pages import serve

urlpatterns = [pattern for pattern in wagtail_urls.urlpatterns if pattern.name != "wagtail_serve"] + [
    re_path(serve_pattern, serve, name="wagtail_serve"),
]
