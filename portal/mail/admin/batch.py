"""Batches of letters in the Wagtail admin: look at them, then let them go or drop them."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.ui.tables import Column

from portal.adminkit.details import DetailField, RecordAction
from portal.core.formats import when
from portal.desk.viewset import CaseViewSet
from portal.mail.actions.release import drop_batch, release_batch
from portal.mail.actions.stopping import stop_batch
from portal.mail.models import Batch
from portal.mail.queries.batches import batches_visible_to, goes_out_at, held_letters, with_counts
from portal.mail.views.batch import BatchDetailView


class BatchCheckedForm(forms.Form):
    """Says how many letters are held, and carries the number along: if it has changed by then, nothing is done."""

    needs_record = True
    seen = forms.IntegerField(widget=forms.HiddenInput)
    looked = forms.BooleanField()

    def __init__(self, *args, record=None, **kwargs):
        super().__init__(*args, **kwargs)
        held = held_letters(record).count() if record else 0
        self.fields["seen"].initial = held
        self.fields["looked"].label = ngettext(
            "I have read it: %(count)d e-mail is held.",
            "I have read them: %(count)d e-mails are held.",
            held,
        ) % {"count": held}

    def clean(self):
        return {"seen": self.cleaned_data.get("seen")}


def _held(batch: Batch, at) -> bool:
    return held_letters(batch).exists()


def _opened(batch: Batch) -> str:
    return when(batch.opened_at)


class BatchViewSet(CaseViewSet):
    """Letters held together. `release_batch` and `drop_batch` act on all that are still held."""

    model = Batch
    icon = "folder-open-inverse"
    menu_label = _("Batches")
    visible_to = batches_visible_to
    view_permission = "mail.see_batches"
    list_display = [
        "kind",
        Column("held", label=_("Held")),
        Column("on_the_way", label=_("On the way")),
        Column("sent", label=_("Sent")),
        Column("failed", label=_("Not delivered")),
        Column("opened_at", label=_("First e-mail"), sort_key="opened_at"),
    ]
    search_fields = ["key"]
    ordering = ("-opened_at", "-id")
    detail_template_name = "mail/staff/batch.html"
    inspect_view_class = BatchDetailView
    detail_fields = [
        DetailField(_("Type of e-mail"), lambda batch: batch.kind),
        DetailField(_("First e-mail"), _opened),
    ]
    record_actions = [
        RecordAction(
            "release",
            _("Send them"),
            release_batch,
            "mail.send_batches",
            explanation=_("Every e-mail held in the batch is sent, one by one, from now on."),
            success=_("The e-mails are on their way."),
            form_class=BatchCheckedForm,
            shown=_held,
        ),
        RecordAction(
            "drop",
            _("Drop them"),
            drop_batch,
            "mail.send_batches",
            explanation=_("No e-mail held in the batch will be sent. What they are about does not change."),
            success=_("The e-mails will not be sent."),
            form_class=BatchCheckedForm,
            shown=_held,
            danger=True,
        ),
        RecordAction(
            "stop",
            _("Stop them"),
            stop_batch,
            "mail.send_batches",
            explanation=_(
                "The e-mails that have not gone out yet are never sent. What they are about does not change: take that "
                "back where it was done."
            ),
            success=_("The e-mails are stopped."),
            shown=lambda batch, at: goes_out_at(batch, at) is not None,
            danger=True,
        ),
    ]

    def get_listed(self, queryset):
        return with_counts(queryset)

    def get_title(self, record) -> str:
        return record.kind
