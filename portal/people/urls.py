"""One's own pages at /account/. Signing in, passwords, passkeys and the list of sessions are allauth's views."""

from django.urls import path

from portal.people.views import account, invitations

app_name = "people"

urlpatterns = [
    path("", account.home, name="account"),
    path("details/", account.details, name="details"),
    path("2fa/", account.factors, name="factors"),
    path("sessions/<int:session>/end/", account.sign_out_there, name="sign_out_there"),
    path("sign-out-everywhere/", account.sign_out_everywhere, name="sign_out_everywhere"),
    path("invitation/<str:token>/", invitations.open_invitation, name="invitation"),
    path("invitation/", invitations.answer_invitation, name="answer_invitation"),
]
