"""What staff read before a step in the library: read from data, each time."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from portal.adminkit.preflight import Finding, Preflight, Quotation
from portal.alliance.models import Publication
from portal.alliance.queries.publications import PURPOSE
from portal.documents.queries.files import files_of
from portal.mail.grace import grace_in_words
from portal.people.models import User


def before_publishing(records: list[Publication], answers: Mapping, viewer: User, at: datetime) -> Preflight:
    [publication] = records
    files = files_of(publication, PURPOSE)
    findings = []
    if waiting := [file for file in files if not file.is_open]:
        findings.append(
            Finding(_("Files that members can’t open yet, because they are not checked"), len(waiting), serious=True)
        )
    if not publication.themes.exists():
        findings.append(Finding(_("It has no theme. Only those who subscribe to everything are told.")))
    if not publication.summary:
        findings.append(Finding(_("It has no summary")))
    consequences = [
        _("Everyone who reads the pages for members finds it in the library."),
        _("Those who subscribe to one of its themes or to everything get an e-mail, once."),
        grace_in_words(),
    ]
    return Preflight(consequences=consequences, findings=findings)


def before_withdrawing(records: list[Publication], answers: Mapping, viewer: User, at: datetime) -> Preflight:
    return Preflight(
        consequences=[
            _("Members no longer find it, nor open its files. You can publish it again."),
            _("E-mails about it that have not gone out are stopped."),
            Quotation(_("Staff read why:"), answers["reason"]),
        ]
    )
