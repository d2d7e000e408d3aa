"""The workspace of reviewers and jurors, /review/."""

from django.urls import path

from portal.assessment.views import queue, recusal, review

app_name = "assessment"

urlpatterns = [
    path("", queue.my_list, name="queue"),
    path("rounds/<uuid:uuid>/finish/", queue.finish, name="finish"),
    path("<uuid:uuid>/", review.read_and_judge, name="review"),
    path("<uuid:uuid>/draft/", review.keep_draft, name="draft"),
    path("<uuid:uuid>/change/", review.open_again, name="reopen"),
    path("<uuid:uuid>/declare-conflict/", recusal.recuse, name="recuse_reviewer"),
]
