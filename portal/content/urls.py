"""Fixed addresses of content, in each language."""

from django.urls import path

from portal.content.views.feed import StoryFeed
from portal.content.views.search import search

app_name = "content"

urlpatterns = [
    path("search/", search, name="search"),
    path("stories/feed/", StoryFeed(), name="feed"),
]
