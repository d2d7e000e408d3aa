"""Addresses of content that no language prefix belongs to."""

from django.conf import settings
from django.urls import path

from portal.content.views.patterns import patterns

urlpatterns = []

if settings.DEV_PAGES:
    urlpatterns += [path("dev/patterns/", patterns, name="patterns")]
