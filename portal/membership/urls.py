from django.urls import path

from portal.membership.views.city import city

app_name = "membership"

urlpatterns = [path("", city, name="city")]
