"""A viewset to test the base with: people, as a half of the portal would show them. Also the URL configuration that
serves it beside everything else."""

import rules
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import include, path
from wagtail.admin.auth import require_admin_access
from wagtail.admin.ui.tables import Column
from wagtail.utils.urlpatterns import decorate_urlpatterns

from portal.adminkit.columns import MaskedColumn
from portal.adminkit.details import DetailField, RecordAction
from portal.audit.actions.events import log_event
from portal.config.urls import urlpatterns as everything
from portal.core.errors import NotAllowed, Refused
from portal.desk.rules import is_administrator, is_manager, is_secretariat
from portal.desk.viewset import CaseViewSet
from portal.people.models import Person
from tests.factories.people import PersonFactory


@rules.predicate
def is_unprotected(user, person=None):
    return person is None or not person.is_protected


rules.add_perm("tests.see_people", is_secretariat)
rules.add_perm("tests.enter_person", is_manager)
rules.add_perm("tests.correct_person", is_manager & is_unprotected)
rules.add_perm("tests.see_contact", is_administrator)
rules.add_perm("tests.note_person", is_manager & is_unprotected)


class Nameless(Refused):
    message = "Nobody is called that."
    field = "family_name"


def people_visible_to(viewer, at):
    return Person.objects.exclude(given_name="Hidden")


def enter_person(*, by, at, **fields):
    _check(fields["family_name"])
    with transaction.atomic():
        person = PersonFactory(**fields)
        log_event(verb="tests.enter_person", by=by, about=person, at=at)
    return person


def correct_person(*, person, by, at, **fields):
    assert person.family_name != fields["family_name"], "the action gets the record as it was read"
    _check(fields["family_name"])
    with transaction.atomic():
        for name, value in fields.items():
            setattr(person, name, value)
        person.save()
        log_event(verb="tests.correct_person", by=by, about=person, at=at, data={"changed": sorted(fields)})


def _check(name):
    if name == "Nobody":
        raise Nameless
    if name == "Invalid":
        raise ValidationError({"country": ["No such country."], "birth_date": ["Too young."]})
    if name == "Wrong":
        raise ValidationError("Something is wrong.")
    if name == "Forbidden":
        raise NotAllowed


def note_person(*, person, by, at, note=""):
    if person.family_name == "Noted":
        raise Refused("This person was noted already.", field="note")
    if note == "forbidden":
        raise NotAllowed
    if note == "invalid":
        raise ValidationError("Not like this.")
    with transaction.atomic():
        Person.objects.filter(pk=person.pk).update(family_name="Noted", given_name=note or person.given_name)
        log_event(verb="tests.note_person", by=by, about=person, at=at)


class PersonForm(forms.ModelForm):
    class Meta:
        model = Person
        fields = ["given_name", "family_name", "country"]


class NoteForm(forms.Form):
    needs_record = True
    note = forms.CharField(label="Note")

    def __init__(self, *args, record, **kwargs):
        super().__init__(*args, **kwargs)
        self.record = record


class PersonViewSet(CaseViewSet):
    model = Person
    name = "tests_people"
    url_prefix = "tests/people"
    icon = "user"
    visible_to = people_visible_to
    view_permission = "tests.see_people"
    create_permission, create_action = "tests.enter_person", enter_person
    update_permission, update_action = "tests.correct_person", correct_person
    form_class = PersonForm
    list_display = [
        "family_name",
        "country",
        MaskedColumn("email", permission="tests.see_contact", label="E-mail"),
        Column("tie_count", label="Ties"),
        "created_at",
    ]
    list_filter = ["country"]
    list_export = ["family_name", "country", "language", "email", "tie_count"]
    export_permissions = {"email": "tests.see_contact"}
    list_related = ["user"]
    ordering = "family_name"
    detail_fields = [
        DetailField("Family name", lambda person: person.family_name),
        DetailField("E-mail", lambda person: person.email, permission="tests.see_contact"),
        DetailField("Born", lambda person: person.birth_date),
        DetailField("Entered", lambda person: person.created_at),
        DetailField("Protected", lambda person: person.is_protected),
        DetailField("Speaks", lambda person: [person.language, "en"]),
        DetailField("Guardian", lambda person: person.guardian),
    ]
    record_actions = (
        RecordAction(
            "note",
            "Make a note",
            note_person,
            "tests.note_person",
            form_class=NoteForm,
            explanation="The note is kept.",
            success="Noted.",
            shown=lambda person, at: person.family_name != "Noted",
            initial=lambda person: {"note": f"about {person.given_name}"},
            argument="person",
        ),
        RecordAction("mark", "Mark", note_person, "tests.note_person", danger=True, bulk=True),
    )

    def prepare(self, records, viewer, at):
        for person in records:
            person.tie_count = 7

    def get_title(self, record):
        return record.family_name

    def get_detail_context(self, record, viewer, at):
        return {"extra": "more"}


class PlainViewSet(CaseViewSet):
    """As little as a subclass may say: read only, everything by default."""

    model = Person
    name = "tests_plain"
    url_prefix = "tests/plain"
    visible_to = people_visible_to
    view_permission = "tests.see_people"
    search_fields = ["family_name"]


viewset, plain = PersonViewSet(), PlainViewSet()


def below_admin(viewset):
    patterns = decorate_urlpatterns(viewset.get_urlpatterns(), require_admin_access)
    return path(f"admin/{viewset.url_prefix}/", include((patterns, viewset.name)))


urlpatterns = [below_admin(viewset), below_admin(plain), *everything]
