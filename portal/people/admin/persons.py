"""People, for programme managers and administrators."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from portal.adminkit.columns import MaskedColumn
from portal.adminkit.details import DetailField, RecordAction
from portal.adminkit.viewset import RecordViewSet
from portal.audit.actions.erasure import erase_person
from portal.people.actions.persons import create_person, name_guardian, set_protection, update_person
from portal.people.countries import country_name
from portal.people.filters import PersonFilterSet
from portal.people.forms.staff import ErasureForm, GuardianForm, PersonForm, ProtectionForm
from portal.people.models import Person
from portal.people.queries.persons import people_visible_to

SEE_PROTECTION = "people.see_protection"


def _country_of(person: Person) -> str:
    return country_name(person.country, get_language())


def _yes_or_blank(value) -> str:
    return _("yes") if value else ""


class PersonViewSet(RecordViewSet):
    """Nominees, guardians, jurors and everybody else who is somebody here."""

    model = Person
    icon = "group"
    menu_label = _("People")
    visible_to = people_visible_to
    view_permission = "people.see_people"
    create_permission = "people.create_person"
    create_action = create_person
    update_permission = "people.edit_person"
    update_action = update_person
    form_class = PersonForm
    list_display = [
        "name",
        Column("email", label=_("E-mail address"), sort_key="email"),
        Column("country", label=_("Country"), sort_key="country", accessor=_country_of),
        MaskedColumn(
            "is_protected",
            permission=SEE_PROTECTION,
            label=_("Protected"),
            accessor=lambda person: _yes_or_blank(person.is_protected),
        ),
        Column("created_at", label=_("Since"), sort_key="created_at"),
    ]
    filterset_class = PersonFilterSet
    ordering = "-created_at"
    list_export = ["uuid", "given_name", "family_name", "email", "language", "country", "is_protected"]
    export_permissions = {"is_protected": SEE_PROTECTION}
    detail_template_name = "people/staff/person.html"
    detail_fields = [
        DetailField(_("Given name"), lambda person: person.given_name),
        DetailField(_("Family name"), lambda person: person.family_name),
        DetailField(_("E-mail address"), lambda person: person.email),
        DetailField(_("Language of e-mails"), lambda person: person.get_language_display()),
        DetailField(_("Date of birth"), lambda person: person.birth_date),
        DetailField(_("Country"), _country_of),
        DetailField(_("Guardian"), lambda person: person.guardian.name if person.guardian else ""),
        DetailField(
            _("Whereabouts protected"), lambda person: _yes_or_blank(person.is_protected), permission=SEE_PROTECTION
        ),
        DetailField(_("Account"), lambda person: person.user.email if person.user else ""),
        DetailField(_("Restricted since"), lambda person: person.restricted_at, permission="people.see_restricted"),
    ]
    record_actions = [
        RecordAction(
            "protection",
            _("Protection"),
            set_protection,
            "people.set_protection",
            form_class=ProtectionForm,
            initial=lambda person: {"protected": person.is_protected},
            success=_("Saved."),
        ),
        RecordAction(
            "guardian",
            _("Name a guardian"),
            name_guardian,
            "people.edit_person",
            form_class=GuardianForm,
            explanation=_("Only a person the young person has named themselves."),
        ),
        RecordAction(
            "erase",
            _("Erase"),
            erase_person,
            "people.erase",
            form_class=ErasureForm,
            danger=True,
            explanation=_(
                "Everything held about the person is deleted for good. What must be kept is restricted instead."
            ),
        ),
    ]

    def get_title(self, record):
        return record.name or str(record)

    def get_detail_context(self, record, viewer, at):
        return {"ties": list(record.ties.order_by("kind", "nature", "id")[:100])}
