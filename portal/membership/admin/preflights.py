"""What staff read before a step of an application for membership: read from data, each time."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from portal.adminkit.addresses import list_url
from portal.adminkit.preflight import Finding, Preflight, Quotation
from portal.cities.queries.contacts import active_contacts
from portal.core.formats import day
from portal.documents.models import PrivateFile
from portal.documents.queries.files import count_held
from portal.mail.grace import grace_in_words
from portal.membership.files import DECISION
from portal.membership.models import MembershipApplication
from portal.people.models import User


def before_approving(records: list[MembershipApplication], answers: Mapping, viewer: User, at: datetime) -> Preflight:
    [application] = records
    consequences = [
        _("The city is a member from %(day)s, for %(years)d years at least.")
        % {"day": day(answers["starts"]), "years": answers["minimum_years"]},
        _("Contact person: %(name)s, %(email)s")
        % {"name": application.contact_name, "email": application.contact_email},
        _("The politician gets a place in the city’s pages."),
        _("The pages for members open once the first contribution is paid."),
        grace_in_words(),
    ]
    findings = []
    if not count_held(application, DECISION):
        findings.append(Finding(_("The political decision is not attached"), serious=True, url=_files()))
    if application.politician is None:
        findings.append(Finding(_("The account of the politician is gone"), serious=True))
    if answers["starts"] != application.starts:
        findings.append(Finding(_("The first day is another one than the city wished")))
    if answers["minimum_years"] < application.years:
        findings.append(Finding(_("Fewer years than the city applied for")))
    before = active_contacts(at).filter(city=application.city).select_related("user").first()
    if before is not None and before.user is not None and before.user.email != application.contact_email:
        findings.append(Finding(_("The city has another contact person now, whose term ends")))
    return Preflight(consequences=consequences, findings=findings)


def before_returning(records: list[MembershipApplication], answers: Mapping, viewer: User, at: datetime) -> Preflight:
    return Preflight(
        consequences=[
            _("The application is a draft again. Everything that was written stays."),
            _("When it is submitted again, the politician confirms it anew."),
            Quotation(_("The applicant reads these words:"), answers["reasons"]),
        ]
    )


def before_declining(records: list[MembershipApplication], answers: Mapping, viewer: User, at: datetime) -> Preflight:
    return Preflight(
        consequences=[
            _("The city does not become a member now. It can apply again."),
            Quotation(_("The applicant and the politician read these words:"), answers["reasons"]),
            grace_in_words(),
        ]
    )


def before_reopening(records: list[MembershipApplication], answers: Mapping, viewer: User, at: datetime) -> Preflight:
    return Preflight(consequences=[_("The application is to decide again, as it was confirmed by the politician.")])


def _files() -> str:
    return list_url(PrivateFile)
