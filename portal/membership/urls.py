from django.urls import path

from .views import city

app_name = "membership"

urlpatterns = [path("", city, name="city")]
