"""What this app tells the portal: its verbs, what is to do, warnings, how long letters are kept."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.adminkit.addresses import list_url
from portal.adminkit.recusals import about_recused_q
from portal.audit.erasure import register_erasure
from portal.audit.event_details import EventDetail, register_event_details
from portal.audit.labels import register_verbs
from portal.audit.retention import register_retention
from portal.desk.warnings import StaffWarning, register_warning
from portal.desk.worklist import WorklistSource, register_worklist
from portal.mail import (
    letters,
    tasks,  # noqa: F401  the receiver that sends after a commit
)
from portal.mail.kinds import letter_label, register_letters
from portal.mail.models import Letter
from portal.mail.purposes import link_purpose
from portal.mail.queries.batches import held_batches
from portal.mail.queries.letters import failed_letters, letters_visible_to
from portal.mail.retention import SOURCES, Letters
from portal.mail.states import OPEN

STALLED_AFTER = timedelta(minutes=20)


def stalled_sending(viewer, at: datetime) -> list[StaffWarning]:
    """Letters that should have gone a while ago: no worker runs, or no mail server answers."""
    limit = at - STALLED_AFTER
    never_tried, tried_in_vain = Q(attempts=0, next_at__lte=limit), Q(trying_since__lte=limit)
    overdue = letters_visible_to(viewer, at).filter(never_tried | tried_in_vain, state__in=OPEN)
    count = overdue.count()
    if not count:
        return []
    words = overdue.exclude(last_words="").order_by("-next_at").values_list("last_words", flat=True).first()
    text = ngettext(
        "%(count)d e-mail has been waiting for more than twenty minutes. %(words)s",
        "%(count)d e-mails have been waiting for more than twenty minutes. %(words)s",
        count,
    ) % {"count": count, "words": words or ""}
    return [StaffWarning(text.strip(), f"{list_url(Letter)}?state=waiting", _("See which"))]


def failed_letters_to_read(viewer, at: datetime):
    """Letters that never arrived, but for those that tell of something the viewer is recused from."""
    return failed_letters(viewer, at).filter(~about_recused_q(viewer, at))


register_worklist(
    WorklistSource(
        kind="mail.failed_letters",
        label=_("E-mails that were not delivered"),
        queryset=failed_letters_to_read,
        title=lambda letter: f"{letter_label(letter.template)} · {letter.to_email}",
        since="ended_at",
        stuck_after=timedelta(days=2),
    ),
    WorklistSource(
        kind="mail.held_batches",
        label=_("Batches of e-mails to check"),
        queryset=held_batches,
        title=lambda batch: letter_label(batch.template),
        since="opened_at",
        stuck_after=timedelta(days=7),
    ),
)
register_event_details(
    "mail",
    {
        "template": EventDetail(_("E-mail"), letter_label),
        "attempts": EventDetail(_("Attempts")),
        "copy": EventDetail(_("As a copy")),
        "letters": EventDetail(_("E-mails")),
        "purpose": EventDetail(_("Leads to"), lambda slug: link_purpose(slug).label),
    },
)
register_letters(letters)
register_warning("mail.sending", stalled_sending)

register_retention(*SOURCES)
register_erasure(Letters())

register_verbs(
    {
        "mail.give_up_letter": _("E-mail given up"),
        "mail.refuse_letter": _("E-mail refused by the receiving server"),
        "mail.release_letter": _("Held e-mail sent"),
        "mail.drop_letter": _("E-mail dropped"),
        "mail.release_batch": _("Batch of e-mails sent"),
        "mail.stop_batch": _("Batch of e-mails stopped before they went out"),
        "mail.drop_batch": _("Batch of e-mails dropped"),
        "mail.resend_letter": _("E-mail sent again"),
        "mail.send_fresh_link": _("New link sent in place of an expired one"),
    }
)
