from django.urls import path

from portal.events.views import city, door, events, registration, votes

app_name = "events"

urlpatterns = [
    path("events/", events.events, name="events"),
    path("events/mine/", registration.mine, name="mine"),
    path("events/mine/calendar/", registration.change_feed, name="change_feed"),
    path("events/calendar/<str:token>.ics", registration.feed, name="feed"),
    path("events/registration/", registration.registration, name="registration"),
    path("events/registration/event.ics", registration.registration_calendar, name="registration_calendar"),
    path("events/registration/<str:token>/", registration.RegistrationLinkView.as_view(), name="registration_link"),
    path("events/<uuid:uuid>/", events.event, name="event"),
    path("events/<uuid:uuid>/event.ics", events.calendar_file, name="calendar_file"),
    path("events/<uuid:uuid>/mine/", registration.mine_at, name="mine_at"),
    path("events/<uuid:uuid>/mine/event.ics", registration.my_calendar, name="my_calendar"),
    path("events/<uuid:uuid>/door/", door.door, name="door"),
    path("events/<uuid:uuid>/badges.pdf", door.badges, name="badges"),
    path("city/<uuid:city>/events/", city.city_events, name="city_events"),
    path("city/<uuid:city>/events/<uuid:uuid>/votes/", votes.votes, name="votes"),
    path("city/<uuid:city>/events/<uuid:uuid>/", city.team, name="team"),
    path("city/<uuid:city>/events/<uuid:uuid>/<uuid:registration>/sign-off/", city.sign_off, name="sign_off"),
]
