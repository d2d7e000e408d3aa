"""Addresses of the secretariat's own screens, below /admin/ (registered in wagtail_hooks)."""

from django.urls import path

from portal.desk.views.jobs import JobsView
from portal.desk.views.worklist import WaitingView

urlpatterns = [
    path("worklist/", WaitingView.as_view(), name="desk_worklist"),
    path("jobs/", JobsView.as_view(), name="desk_jobs"),
]
