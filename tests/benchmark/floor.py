"""The floor of the benchmark: a bare Django project without middleware, one view, a constant answer."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

settings.configure(SECRET_KEY="floor", ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, MIDDLEWARE=[])  # noqa: S106

urlpatterns = [path("", lambda request: HttpResponse("constant"))]
application = get_wsgi_application()
