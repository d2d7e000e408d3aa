"""The site, and two pages reached by links in letters: one that expires, one that stays a person's own."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpResponse
from django.urls import path

from portal.config.urls import urlpatterns as site
from portal.mail.views.links import EnterLinkView, link_required


@link_required("tests.answer")
def answer(request):
    if request.method == "POST":
        return HttpResponse(f"answered about {request.link.about_uuid}")
    return HttpResponse(f"asked about {request.link.about_uuid}")


@link_required("tests.answer")
def answer_about(request, about):
    return HttpResponse(f"asked about {request.link.about_uuid}")


urlpatterns = [
    *i18n_patterns(
        path("answer/", answer, name="answer"),
        path("answer/<uuid:about>/", answer_about, name="answer_about"),
        path("answer/<str:token>/", EnterLinkView.as_view(purpose="tests.answer"), name="enter"),
        path("own/<str:token>/", EnterLinkView.as_view(purpose="tests.own"), name="own"),
        prefix_default_language=False,
    ),
    *site,
]
