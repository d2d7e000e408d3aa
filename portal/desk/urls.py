"""Addresses of the secretariat's own screens, below /admin/ (registered in wagtail_hooks)."""

from django.urls import path

from portal.desk.views.jobs import JobsView
from portal.desk.views.worklist import WorklistView

urlpatterns = [
    path("worklist/", WorklistView.as_view(), name="desk_worklist"),
    path("jobs/", JobsView.as_view(), name="desk_jobs"),
]
