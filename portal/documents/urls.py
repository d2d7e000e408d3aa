from django.urls import path

from portal.documents.views.serving import local_file, open_file

app_name = "documents"

urlpatterns = [
    path("<uuid:uuid>/", open_file, name="open"),
    path("local/<str:token>/", local_file, name="local"),
]
