"""Fixed addresses of content, in each language."""

from django.conf import settings
from django.urls import path

from portal.content.views.errors import shown
from portal.content.views.feed import StoryFeed
from portal.content.views.help import help_for, help_list
from portal.content.views.language import stay_in_english
from portal.content.views.search import search

app_name = "content"

urlpatterns = [
    path("language/english/", stay_in_english, name="stay_in_english"),
    path("search/", search, name="search"),
    path("stories/feed/", StoryFeed(), name="feed"),
    path("help/", help_list, name="help"),
    path("help/<slug:role>/", help_for, name="help_for"),
]

if settings.DEV_PAGES:
    urlpatterns += [path("dev/errors/<str:name>/", shown, name="shown_error")]
