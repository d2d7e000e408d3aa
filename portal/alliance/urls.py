from django.urls import path

from portal.alliance.views import library

app_name = "alliance"

urlpatterns = [
    path("library/", library.library, name="library"),
    path("library/<uuid:uuid>/", library.publication, name="publication"),
    path("library/subscription/", library.subscription, name="subscription"),
    path("library/subscription/stop/", library.unsubscribe, name="unsubscribe"),
    path("city/<uuid:city>/library/", library.city_library, name="city_library"),
]
