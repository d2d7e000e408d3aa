"""Addresses machines read, outside the language prefix."""

from django.urls import path

from grants.views import open_data

app_name = "open_data"

urlpatterns = [
    path("360giving.json", open_data.package_json, name="json"),
    path("360giving.csv", open_data.package_csv, name="csv"),
]
