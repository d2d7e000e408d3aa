"""Addresses of content that no language prefix belongs to."""

from django.conf import settings
from django.urls import path

from portal.content.views.machines import robots, sitemap
from portal.content.views.patterns import patterns

urlpatterns = [
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
]

if settings.DEV_PAGES:
    urlpatterns += [path("dev/patterns/", patterns, name="patterns")]
