"""The base of the staff screens of a noun whose records somebody sees through."""

from django.urls import path, reverse

from portal.adminkit.addresses import key_field
from portal.adminkit.viewset import RecordViewSet
from portal.desk.queries.cases import case_of
from portal.desk.views.case import CaseView


class CaseViewSet(RecordViewSet):
    """A RecordViewSet whose records each have a case: owner and stand-in, shown and changed on the record's page."""

    def get_case_context(self, record) -> dict:
        return {
            "case": case_of(record),
            "case_url": reverse(self.get_url_name("case"), args=[getattr(record, key_field(self.model))]),
        }

    def get_urlpatterns(self):
        key = "uuid" if key_field(self.model) == "uuid" else "int"
        return [*super().get_urlpatterns(), path(f"<{key}:pk>/case/", self.construct_view(CaseView), name="case")]
