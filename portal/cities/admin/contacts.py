from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from portal.adminkit.details import DetailField, RecordAction
from portal.adminkit.views.listing import RecordListView
from portal.cities.actions.contacts import appoint_contact_person, end_contact_person
from portal.cities.filters import ContactPersonFilterSet
from portal.cities.forms.contact import AppointmentForm
from portal.cities.models import ContactPerson
from portal.cities.queries.staff import contact_persons_visible_to
from portal.core.search import matching
from portal.desk.viewset import CaseViewSet


class ContactListView(RecordListView):
    """Finds a contact person by the city's names or by their own."""

    def search_queryset(self, queryset):
        if not self.is_searching:
            return queryset
        typed = self.search_query
        return queryset.filter(matching(typed, "city__search_text") | matching(typed, "user__search_text"))


def _name(contact: ContactPerson) -> str:
    return contact.user.get_full_name() if contact.user else _("someone erased")


class ContactPersonViewSet(CaseViewSet):
    """Who speaks and who spoke for which city. A term is never edited: it ends, and the next begins."""

    model = ContactPerson
    icon = "user"
    menu_label = _("Contact persons")
    visible_to = contact_persons_visible_to
    view_permission = "cities.see_contact_persons"
    create_permission, create_action = "cities.appoint_contact_person", appoint_contact_person
    form_class = AppointmentForm
    list_display = ["city", Column("name", label=_("Name"), accessor=_name), "since", "until"]
    list_related = ["city__country", "user"]
    filterset_class = ContactPersonFilterSet
    search_fields = ["city__search_text", "user__search_text"]
    index_view_class = ContactListView
    ordering = "-since"
    list_export = ["city", "city.country_id", "user.name", "user.email", "since", "until"]
    detail_fields = [
        DetailField(_("City"), lambda contact: contact.city),
        DetailField(_("Name"), _name),
        DetailField(_("E-mail address"), lambda contact: contact.user.email if contact.user else ""),
        DetailField(_("Since"), lambda contact: contact.since),
        DetailField(_("Until"), lambda contact: contact.until),
    ]
    record_actions = [
        RecordAction(
            "end",
            _("End the term"),
            end_contact_person,
            "cities.end_contact_person",
            explanation=_(
                "From now on the city has no contact person until someone is appointed. The person is told by "
                "e-mail. To name someone else, add a contact person instead: this term then ends automatically."
            ),
            shown=lambda contact, at: contact.until is None,
            argument="contact",
            danger=True,
        )
    ]

    def get_title(self, record):
        return f"{record.city}: {_name(record)}"
