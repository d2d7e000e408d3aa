"""Letters in the Wagtail admin: which went, which wait, which never came, and what they say."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from portal.adminkit.columns import StateColumn
from portal.adminkit.details import DetailField, RecordAction
from portal.adminkit.recusals import about_recused_q
from portal.core.formats import when
from portal.desk.viewset import CaseViewSet
from portal.mail.actions.release import drop_letter, release_letter
from portal.mail.actions.resending import resend_letter
from portal.mail.filters import LetterFilterSet
from portal.mail.kinds import letter_kind, letter_label
from portal.mail.models import Letter
from portal.mail.queries.batches import stoppable_letters
from portal.mail.queries.letters import letters_visible_to
from portal.mail.queries.preview import letter_view, tries_of
from portal.mail.states import FAILED, OPEN, LetterState
from portal.mail.views.preview import LetterHtmlView


def _kind(letter: Letter) -> str:
    return letter_label(letter.template)


def _audience(letter: Letter) -> str:
    kind = letter_kind(letter.template)
    return str(kind.audience.label) if kind else ""


def _purpose(letter: Letter) -> str:
    kind = letter_kind(letter.template)
    return str(kind.purpose) if kind else ""


def _to(letter: Letter) -> str:
    """Whom it is for, by name; by the address where none is known, as of notices from the editing system."""
    return letter.to_name or letter.to_email


def _next(letter: Letter) -> str:
    return when(letter.next_at) if letter.state in OPEN else ""


class LetterViewSet(CaseViewSet):
    """Nothing is written or changed here: letters come from actions. Staff let go, drop, and send again."""

    model = Letter
    icon = "mail"
    menu_label = _("All e-mails")
    visible_to = letters_visible_to
    view_permission = "mail.see_letters"
    list_display = [
        "masked_subject",
        Column("to_name", label=_("To"), accessor=_to, sort_key=None),
        Column("to_email", label=_("Address")),
        Column("kind", label=_("Type of e-mail"), accessor=_kind),
        StateColumn(),
        Column("queued_at", label=_("Written"), sort_key="queued_at"),
    ]
    filterset_class = LetterFilterSet
    ordering = ("-queued_at", "-id")
    list_export = ["template", "language", "state", "attempts", "queued_at", "ended_at"]
    detail_template_name = "mail/staff/letter.html"
    detail_fields = [
        DetailField(_("State"), lambda letter: letter.get_state_display()),
        DetailField(_("What the server said"), lambda letter: letter.last_words),
        DetailField(_("To"), _to),
        DetailField(_("Address"), lambda letter: letter.to_email),
        DetailField(_("Language"), lambda letter: letter.get_language_display()),
        DetailField(_("Type of e-mail"), _kind),
        DetailField(_("Who gets it"), _audience),
        DetailField(_("Purpose"), _purpose),
        DetailField(_("Batch"), lambda letter: letter.batch and letter.batch.key),
        DetailField(_("Written"), lambda letter: when(letter.queued_at)),
        DetailField(_("Attempts"), lambda letter: letter.attempts),
        DetailField(_("Next attempt"), _next),
        DetailField(_("Not sent after"), lambda letter: when(letter.expires_at)),
        DetailField(_("Ended"), lambda letter: when(letter.ended_at)),
        DetailField(_("Message-ID"), lambda letter: letter.message_id),
        DetailField(_("Reason"), lambda letter: letter.reason),
    ]
    unmasked_fields = ("queued_at",)
    record_actions = [
        RecordAction(
            "send-again",
            _("Send again"),
            resend_letter,
            "mail.send_letters",
            explanation=_(
                "An e-mail that failed is tried again from the start. If it was sent, a copy goes to the same "
                "address. If the address is wrong, correct it where it is kept; that writes a new e-mail."
            ),
            success=_("The e-mail is sent again."),
            shown=lambda letter, at: letter.state in (*FAILED, LetterState.SENT) and not letter.is_erased,
            bulk=True,
            neutral=True,
        ),
        RecordAction(
            "release",
            _("Send it"),
            release_letter,
            "mail.send_letters",
            explanation=_("The e-mail is sent within a minute."),
            success=_("The e-mail is on its way."),
            shown=lambda letter, at: LetterState.allows("release", letter.state),
            bulk=True,
        ),
        RecordAction(
            "drop",
            _("Drop it"),
            drop_letter,
            "mail.send_letters",
            explanation=_("The e-mail is never sent. What it is about does not change."),
            success=_("The e-mail will not be sent."),
            shown=lambda letter, at: LetterState.allows("drop", letter.state),
            danger=True,
            bulk=True,
        ),
    ]

    def get_listed(self, queryset):
        """Rows without the letters' words, which may be long."""
        return queryset.defer("text", "html", "attachments", "last_words", "secrets")

    def get_title(self, record) -> str:
        return record.masked_subject

    def get_recused_q(self, viewer, at):
        """Letters say what was nominated, applied for and decided: who is recused from that does not read them."""
        return about_recused_q(viewer, at)

    def get_masked_title(self, record) -> str:
        return str(record)

    def get_detail_context(self, record, viewer, at):
        return {
            "letter": letter_view(record),
            "tries": tries_of(record),
            "html_url": self.html_url(record),
            "goes_out_at": record.next_at if stoppable_letters(at).filter(pk=record.pk).exists() else None,
        }

    def html_url(self, letter: Letter) -> str:
        """Where the frame of a letter's page finds its HTML."""
        return reverse(self.get_url_name("html"), args=[letter.uuid])

    def get_urlpatterns(self):
        html = path("<uuid:pk>/html/", self.construct_view(LetterHtmlView), name="html")
        return [*super().get_urlpatterns(), html]
