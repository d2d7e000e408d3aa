"""Staff answer who asked for a city."""

from django.utils.translation import gettext_lazy as _

from portal.adminkit.columns import RecordColumn
from portal.adminkit.details import DetailField, RecordAction
from portal.cities.actions.requests import answer_city_request
from portal.cities.forms.city_request import CityAnswerForm
from portal.cities.models import CityRequest
from portal.cities.queries.staff import city_requests_visible_to
from portal.desk.viewset import CaseViewSet


class CityRequestViewSet(CaseViewSet):
    """Questions about cities that are not listed, or that nobody speaks for."""

    model = CityRequest
    icon = "help"
    menu_label = _("Questions about cities")
    visible_to = city_requests_visible_to
    view_permission = "cities.answer_city_request"
    list_display = [RecordColumn("name", label=_("City"), sort_key="name"), "country", "asked_at", "answered_at"]
    list_related = ["country"]
    search_fields = ["name"]
    ordering = "-asked_at"
    detail_fields = [
        DetailField(_("City"), lambda asked: asked.name),
        DetailField(_("Is it listed?"), lambda asked: asked.city is not None),
        DetailField(_("Country"), lambda asked: asked.country.name),
        DetailField(_("What they need"), lambda asked: asked.message),
        DetailField(
            _("Asked by"), lambda asked: f"{asked.asked_by.name} <{asked.asked_by.email}>" if asked.asked_by else ""
        ),
        DetailField(_("Asked"), lambda asked: asked.asked_at),
        DetailField(_("Answer"), lambda asked: asked.answer),
        DetailField(_("Answered"), lambda asked: asked.answered_at),
    ]
    record_actions = [
        RecordAction(
            "answer",
            _("Answer"),
            answer_city_request,
            "cities.answer_city_request",
            form_class=CityAnswerForm,
            argument="request",
            shown=lambda asked, at: asked.answered_at is None and asked.asked_by is not None,
        )
    ]

    def get_title(self, record):
        return record.name
