from django.urls import path

from portal.membership.views import joining
from portal.membership.views.city import city, home

app_name = "membership"

urlpatterns = [
    path("city/", city, name="city"),
    path("city/<uuid:city>/", home, name="home"),
    path("membership/apply/", joining.apply, name="apply"),
    path("membership/applications/<uuid:uuid>/", joining.application, name="application"),
    path("membership/applications/<uuid:uuid>/edit/", joining.edit, name="edit"),
    path("membership/applications/<uuid:uuid>/confirm/", joining.confirm, name="confirm"),
    path("membership/applications/<uuid:uuid>/withdraw/", joining.withdraw, name="withdraw"),
]
