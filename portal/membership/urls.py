from django.urls import path

from portal.membership.views.city import city, home

app_name = "membership"

urlpatterns = [
    path("", city, name="city"),
    path("<uuid:city>/", home, name="home"),
]
