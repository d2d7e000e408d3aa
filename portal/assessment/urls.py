"""The workspace of reviewers and jurors, /review/."""

from django.urls import path

from portal.assessment.views import queue, recusal, review

app_name = "assessment"

urlpatterns = [
    path("", queue.review_queue, name="queue"),
    path("rounds/<uuid:uuid>/finish/", queue.finish, name="finish"),
    path("<uuid:uuid>/", review.review_entry, name="review"),
    path("<uuid:uuid>/draft/", review.save_draft, name="draft"),
    path("<uuid:uuid>/change/", review.reopen, name="reopen"),
    path("<uuid:uuid>/declare-conflict/", recusal.recuse, name="recuse_reviewer"),
]
