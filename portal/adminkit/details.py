"""What a staff page shows about one record, and the steps it offers: small declarations the base viewset reads."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from django import forms
from django.utils.translation import gettext as _

from portal.adminkit.preflight import Preflight
from portal.core.formats import day, when


@dataclass(frozen=True, slots=True)
class DetailField:
    """One line of a record's page: a label and how its value is read. With a `permission`, whoever lacks it sees a
    dash instead, so that the page does not say whether there is something to hide. A value that names other records
    depends on who reads it: with `for_viewer` it is asked as `value(record, viewer, at)`."""

    label: object
    value: Callable[..., object]
    permission: str | None = None
    for_viewer: bool = False

    def read(self, record, viewer=None, at: datetime | None = None):
        """The value as staff read it: instants with their zone, days written out, yes or no, lists in a row."""
        return as_read(self.value(record, viewer, at) if self.for_viewer else self.value(record))


def as_read(value):
    """One value in words; text and markup are left alone."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return when(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, list | tuple | set):
        return ", ".join(str(as_read(one)) for one in value)
    return value


@dataclass(frozen=True, slots=True)
class RecordAction:
    """One thing staff can do to a record: a button that leads to a page with a form, whose POST calls an action.

    `action` is called as `action(<argument>=record, by=user, at=now, **form.cleaned_data)`. `shown(record, at)` says
    whether the button makes sense now; the action itself refuses what came too late. `form_class` may take `record` or
    `viewer` as a keyword when it needs it (declare `needs_record = True`, `needs_viewer = True` on the form). With
    `bulk` the step is offered for a selection of the list too; each record is then its own transaction, and refusals
    are listed one by one. A `neutral` step shows nothing of what the record says and judges nothing (sending a letter
    again): it stays open to whoever is recused from the record. With `preflight(records, answers, viewer, at)` a page
    stands between the form and the step: what it will do, what is missing, every e-mail it writes.
    """

    name: str
    label: object
    action: Callable
    permission: str
    explanation: object = ""
    success: object = ""
    form_class: type[forms.BaseForm] | None = None
    shown: Callable[[object, datetime], bool] = field(default=lambda record, at: True)
    initial: Callable[[object], dict] = field(default=lambda record: {})
    argument: str | None = None
    danger: bool = False
    bulk: bool = False
    neutral: bool = False
    icon: str = "arrow-right"
    preflight: Callable[[list, dict, object, datetime], Preflight] | None = None

    def allowed(self, user, record=None) -> bool:
        """Whether the rule lets this user take the step (on this record)."""
        return user.has_perm(self.permission, record)

    def offered(self, user, record, at: datetime) -> bool:
        """Whether the button is shown to this user on this record now."""
        return self.shown(record, at) and self.allowed(user, record)

    def form(self, record=None, data=None, files=None, viewer=None) -> forms.BaseForm:
        """The step's form, empty where it asks nothing but to be confirmed."""
        form_class = self.form_class or forms.Form
        options = {"data": data, "files": files}
        if record is not None:
            options["initial"] = self.initial(record)
        if getattr(form_class, "needs_record", False):
            options["record"] = record
        if getattr(form_class, "needs_viewer", False):
            options["viewer"] = viewer
        return form_class(**options)

    def perform(self, record, *, by, at: datetime, answers: dict):
        """Call the action; whatever it refuses is raised to the caller."""
        name = self.argument or record._meta.model_name
        return self.action(**{name: record}, by=by, at=at, **answers)
