"""Addresses of the demo's letter box; portal/config/urls.py includes them under DEV_PAGES only."""

from django.urls import path

from portal.mail.views import inbox

app_name = "dev_mail"

urlpatterns = [
    path("", inbox.inbox_list, name="list"),
    path("<uuid:uuid>/", inbox.inbox_detail, name="letter"),
    path("<uuid:uuid>/html/", inbox.inbox_html, name="html"),
    path("<uuid:uuid>/file/<int:number>/", inbox.inbox_file, name="file"),
]
