from django.urls import path

from portal.mail.views.links import FreshLinkSentView, FreshLinkView

app_name = "mail"

urlpatterns = [
    path("fresh/", FreshLinkView.as_view(), name="fresh_link"),
    path("sent/", FreshLinkSentView.as_view(), name="fresh_link_sent"),
]
