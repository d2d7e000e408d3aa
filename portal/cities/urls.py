from django.urls import path

from portal.cities.views.city_request import ask

app_name = "cities"

urlpatterns = [path("ask/", ask, name="ask")]
