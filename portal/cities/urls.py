from django.urls import path

from portal.cities.views import people
from portal.cities.views.city_request import ask
from portal.cities.views.invitation import invitation

app_name = "cities"

urlpatterns = [
    path("cities/ask/", ask, name="ask"),
    path("city/invitations/<uuid:uuid>/", invitation, name="invitation"),
    path("city/<uuid:city>/people/", people.people, name="people"),
    path("city/<uuid:city>/people/invite/", people.invite, name="invite"),
    path("city/<uuid:city>/people/hand-over/", people.hand_over, name="hand_over"),
    path("city/<uuid:city>/people/stand-in/", people.stand_in, name="stand_in"),
    path("city/<uuid:city>/people/stand-in/<uuid:uuid>/end/", people.end_standing_in, name="end_stand_in"),
    path("city/<uuid:city>/people/<uuid:uuid>/", people.edit, name="edit_seat"),
    path("city/<uuid:city>/people/<uuid:uuid>/end/", people.end, name="end_seat"),
]
