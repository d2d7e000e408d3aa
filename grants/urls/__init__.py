"""Addresses people read, below the language prefix: /grants/ and /applications/."""

from django.urls import path

from grants.views import applications, funder, public, start, submission, writing

app_name = "grants"

urlpatterns = [
    path("grants/", public.home, name="home"),
    path("grants/calls/<uuid:uuid>/", public.call, name="call"),
    path("grants/awards/<uuid:uuid>/", public.award, name="award"),
    path("grants/funder/", funder.calls, name="funder"),
    path("grants/funder/<uuid:uuid>/", funder.field, name="funder_call"),
    path("grants/funder/applications/<uuid:uuid>/", funder.application, name="funder_application"),
    path("applications/", applications.own, name="applications"),
    path("applications/organisation/", start.organisation, name="organisation"),
    path("applications/start/<uuid:uuid>/", start.start, name="start"),
    path("applications/<uuid:uuid>/", applications.detail, name="application"),
    path("applications/<uuid:uuid>/edit/", writing.edit, name="edit"),
    path("applications/<uuid:uuid>/autosave/", writing.autosave, name="autosave"),
    path("applications/<uuid:uuid>/totals/", writing.totals, name="totals"),
    path("applications/<uuid:uuid>/submit/", submission.submit, name="submit"),
    path("applications/<uuid:uuid>/reopen/", submission.reopen, name="reopen"),
    path("applications/<uuid:uuid>/withdraw/", submission.withdraw, name="withdraw"),
    path("applications/<uuid:uuid>/answer/", submission.answer, name="answer"),
]
