"""What the demo puts in the place of a page; portal/config/urls.py includes it under DEV_PAGES only."""

from django.urls import path

from portal.demo.sign_in import SignInView

urlpatterns = [path("login/", SignInView.as_view(), name="account_login")]
