"""Addresses of the secretariat's own screens, below /admin/ (registered in wagtail_hooks)."""

from django.urls import path

from portal.staff.views.jobs import JobsView
from portal.staff.views.waiting import WaitingView

urlpatterns = [
    path("waiting/", WaitingView.as_view(), name="staff_waiting"),
    path("jobs/", JobsView.as_view(), name="staff_jobs"),
]
