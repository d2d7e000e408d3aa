"""Nobody's work is overwritten in the staff screens: a form that was opened before somebody else saved shows both."""

import hashlib
import json
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection, transaction
from django.template.response import TemplateResponse
from wagtail.log_actions import registry

from portal.adminkit.opened_forms import (
    OPENED,
    OpenedField,
    Sent,
    opened_fields,
    read_opened,
    same,
    sent_values,
    sign_opened,
)
from portal.audit.queries.history import events_about, lines_of
from portal.core.clock import now

CHOICE, SEEN = "keep-", "seen"
MINE, STANDING = "mine", "standing"


@dataclass(frozen=True, slots=True)
class ChangedField:
    """A field that somebody else changed since the form was opened. `is_mine_too` if this form changes it as well."""

    name: str
    label: str
    opened: str
    standing: str
    typed: str
    is_mine_too: bool


class OpenedForm:
    """For a view with one form on one record: the page carries what the form was opened with. If that is not what
    stands when it is saved, nothing is saved; the page shows field by field what it was, what stands now and what was
    typed, and saves what is then chosen.

    The view gives `get_untouched_form()`, the form as it would be shown now, and asks `changed_meanwhile()` first when
    it is sent, within `one_at_a_time()` where saving replaces what stands.
    """

    changed_template_name = "adminkit/changed_meanwhile.html"

    def get_untouched_form(self):
        raise NotImplementedError

    def changed_meanwhile(self):
        """The page that asks, or None where nothing was changed or everything has been chosen."""
        opened = read_opened(self.request.POST, self.request.path)
        if opened is None:
            return None
        standing = opened_fields(self.get_untouched_form())
        before = opened["values"]
        changed = {name: field for name, field in standing.items() if not same(field.values, before.get(name, {}))}
        sent = self.request.POST
        differing = [name for name, field in changed.items() if not same(sent_values(sent, field), field.values)]
        if not differing:
            return None
        mark = _mark(standing)
        if self.request.POST.get(SEEN) == mark:
            self._put_back([name for name in differing if self.request.POST.get(CHOICE + name) != MINE], standing)
            return None
        fields = [self._changed(name, standing[name], before.get(name, {})) for name in differing]
        return self._asks(fields, mark, datetime.fromtimestamp(opened["at"], UTC))

    def _changed(self, name: str, field: OpenedField, before: Sent) -> ChangedField:
        typed = sent_values(self.request.POST, field)
        return ChangedField(
            name,
            field.label,
            field.shown(before),
            field.shown(field.values),
            field.shown(typed),
            is_mine_too=not same(typed, before),
        )

    def _put_back(self, names: list[str], standing: dict[str, OpenedField]) -> None:
        """What somebody else saved stays as it stands in these fields."""
        data = self.request.POST.copy()
        for name in names:
            for key in standing[name].names:
                data.pop(key, None)
            for key, values in standing[name].values.items():
                data.setlist(key, values)
        self.request.POST = data

    def _asks(self, fields: list[ChangedField], mark: str, since: datetime):
        left_out, sent = {"csrfmiddlewaretoken", SEEN}, self.request.POST
        context = {
            "page_title": self._title,
            "fields": fields,
            "typed": [(name, value) for name, all in sent.lists() for value in all if name not in left_out],
            "seen": mark,
            "choice": CHOICE,
            "changed_by": self._who_changed_it(since),
            "back_url": self.request.get_full_path(),
        }
        return TemplateResponse(self.request, self.changed_template_name, context, status=409).render()

    @property
    def _title(self) -> str:
        for name in ("get_page_subtitle", "get_page_title"):
            if hasattr(self, name) and (title := getattr(self, name)()):
                return title
        return str(self.object)

    def _who_changed_it(self, since: datetime):
        """The latest entry about the record after the form was opened: from our record, or from Wagtail's log."""
        if hasattr(self.object, "uuid"):
            return next(iter(lines_of(events_about(self.object).filter(at__gte=since)[:1])), None)
        entry = registry.get_logs_for_instance(self.object).filter(timestamp__gte=since).order_by("-timestamp").first()
        return {"at": entry.timestamp, "by_label": entry.user_display_name} if entry else None

    @contextmanager
    def one_at_a_time(self):
        """Two who save the same page at once are let in one after the other; SQLite does that anyway."""
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [self.request.path])
            yield

    def opened_with(self, form) -> str:
        """For the hidden field. A form that comes back with errors was opened when it was first shown."""
        sent = self.request.POST
        if form is not None and not form.is_bound:
            return sign_opened(form, now(), self.request.path)
        return sent[OPENED] if OPENED in sent and SEEN not in sent else self._opened_now()

    def _opened_now(self) -> str:
        return sign_opened(self.get_untouched_form(), now(), self.request.path)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        opened = self.opened_with(context.get("formset") or context.get("form"))
        return {**context, "opened_name": OPENED, "opened_with": opened}


def _mark(standing: dict[str, OpenedField]) -> str:
    """What the page that asks showed as standing; a third save in between is asked about again."""
    text = json.dumps({name: field.values for name, field in standing.items()}, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:24]
