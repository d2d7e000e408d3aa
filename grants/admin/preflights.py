"""What staff read before a step of a call or an application that reaches people: read from data, each time."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants.admin.application_steps import standing_award
from grants.models import Application, Call
from grants.queries.applications import drafts_of
from grants.queries.money import position_of
from grants.queries.rounds import assessment_gaps, points_of, round_of, stakes_on
from grants.states import AWARDING, PUBLISHABLE, ApplicationState, CallState, DecisionKind
from portal.adminkit.addresses import list_url, staff_url
from portal.adminkit.preflight import Finding, Preflight, Quotation, day_to_type
from portal.assessment.models import PanelMember, Recusal
from portal.assessment.queries.coverage import coverage_totals
from portal.assessment.states import RoundState
from portal.core.formats import when
from portal.core.languages import missing_languages_line
from portal.mail.grace import grace_in_words, grace_minutes
from portal.people.models import User

# Calls


def _missing_languages(call: Call) -> list[Finding]:
    texts = ((_("Name"), call.names), (_("In one sentence"), call.summaries), (_("Text"), call.texts))
    found = (missing_languages_line(label, written) for label, written in texts)
    return [Finding(words, url=staff_url(call)) for words in found if words]


def draft_findings(call: Call) -> list[Finding]:
    number = drafts_of(call).count()
    return [Finding(_("Drafts that are not submitted"), number)] if number else []


def before_announcing_call(records: list[Call], answers: Mapping, viewer: User, at: datetime) -> Preflight:
    [call] = records
    return Preflight(
        consequences=[
            _("Everyone can read the call on the site at once."),
            _("It takes applications from %(opens)s until %(closes)s.")
            % {"opens": when(call.opens_at, call.zone), "closes": when(call.closes_at, call.zone)},
        ],
        findings=_missing_languages(call),
        typed_day=day_to_type(call.opens_at, call.zone, at),
    )


def before_opening_assessment(records: list[Call], answers: Mapping, viewer: User, at: datetime) -> Preflight:
    [call] = records
    found = round_of(call)
    unchecked = call.applications.filter(state=ApplicationState.SUBMITTED).count()
    findings = []
    if call.closes_at > at:
        findings.append(Finding(_("The call is still open"), serious=True))
    if unchecked:
        findings.append(
            Finding(_("Waiting for the formal check"), unchecked, _of_call(call, ApplicationState.SUBMITTED), True)
        )
    if found:
        seats = PanelMember.objects.filter(round=found, removed_at=None).count()
        if seats < found.min_reviews:
            findings.append(Finding(_("Reviewers on the panel"), seats, staff_url(found), serious=True))
    return Preflight(consequences=[_("Everyone on the panel is told that they can begin.")], findings=findings)


def before_concluding(records: list[Call], answers: Mapping, viewer: User, at: datetime) -> Preflight:
    [call] = records
    position = position_of(call)
    unpublished = call.awards.filter(state__in=PUBLISHABLE, published_at=None).count()
    findings = []
    if unpublished:
        label, url = _("Accepted awards that are not published"), _of_call(call, ApplicationState.ACCEPTED)
        findings.append(Finding(label, unpublished, url))
    if position.left.minor:
        findings.append(Finding(_("Left of the call’s budget: %(sum)s") % {"sum": position.left}))
    return Preflight(
        consequences=[_("The call rests. Its page stays on the site. You can open it again.")], findings=findings
    )


def before_cancelling(records: list[Call], answers: Mapping, viewer: User, at: datetime) -> Preflight:
    [call] = records
    drafts = draft_findings(call)
    return Preflight(
        consequences=[
            _("The call leaves the site at once. Its address answers “page not found”."),
            *_told_of_cancelling(drafts),
            _("You can put it back until it closes."),
        ],
        findings=drafts,
    )


def _told_of_cancelling(drafts: list[Finding]) -> list[str]:
    if not drafts:
        return [_("Nobody has a draft, so nobody is told.")]
    waiting = _("The e-mails wait %(minutes)d minutes. Put the call back until then, and nobody is told.")
    return [_("Everyone with a draft is told."), waiting % {"minutes": grace_minutes()}]


def before_turning_back(records: list[Call], answers: Mapping, viewer: User, at: datetime) -> Preflight:
    [call] = records
    if call.state == CallState.CONCLUDED:
        return Preflight(consequences=[_("Decisions can be corrected again. It takes no applications by that.")])
    return Preflight(
        consequences=[
            _("Everyone can read the call on the site again."),
            _("It takes applications between its dates."),
        ],
        findings=draft_findings(call),
        typed_day=day_to_type(call.closes_at, call.zone, at),
    )


# Applications


def _of_call(call: Call, state: str) -> str:
    return f"{list_url(Application)}?call={call.pk}&state={state}"


def _recused(application: Application) -> list[Finding]:
    recused = Recusal.objects.filter(entry__subject_uuid=application.uuid, lifted_at=None).count()
    return [Finding(_("Reviewers with a conflict of interest"), recused)] if recused else []


def before_check(records: list[Application], answers: Mapping, viewer: User, at: datetime) -> Preflight:
    [application] = records
    unmet = [key for key, met in answers["points"].items() if not met]
    findings = []
    if answers["passed"]:
        found = round_of(application.call)
        if found and found.state == RoundState.CLOSED:
            label = _("The assessment is closed: this application will have no reviews")
            findings.append(Finding(label, url=staff_url(found), serious=True))
        return Preflight(consequences=[_("The application goes on to assessment.")], findings=findings)
    if not unmet:
        findings.append(Finding(_("Every point is marked as met"), serious=True))
    return Preflight(
        consequences=[
            _("The application is not assessed."),
            _("The applicant is not told yet: you announce it in a step of its own, and until then can take it back."),
        ],
        findings=findings,
    )


def before_deciding(records: list[Application], answers: Mapping, viewer: User, at: datetime) -> Preflight:
    [application] = records
    kind, call = DecisionKind(answers["kind"]), application.call
    findings = []
    if kind != DecisionKind.DISMISS:
        findings += [Finding(gap, serious=True) for gap in assessment_gaps(application, at)]
        uuid = application.uuid
        if points := points_of([uuid], stakes_on([uuid], at)).get(uuid):
            findings.append(Finding(_("Reviews that count"), points.reviews))
    consequences = [_("%(kind)s. The applicant is not told yet.") % {"kind": kind.label}]
    if kind in AWARDING:
        amount = answers.get("sum") or application.sought
        left = position_of(call, without=application).left - amount
        consequences.append(
            _("%(sum)s is held for it. %(left)s of the call is left then.") % {"sum": amount, "left": left}
        )
    consequences.append(Quotation(_("Reasons, as the applicant reads them:"), answers["reasons"]))
    return Preflight(consequences=consequences, findings=[*findings, *_recused(application)])


def before_correcting(records: list[Application], answers: Mapping, viewer: User, at: datetime) -> Preflight:
    shown = before_deciding(records, answers, viewer, at)
    [application] = records
    award = application.award_or_none
    decision = application.decision
    if decision is None:
        return Preflight()  # somebody was quicker: the action says so
    consequences = [
        _("This replaces the decision the applicant was told of on %(at)s. It stays on record.")
        % {"at": when(decision.announced_at, application.call.zone)},
        _("It holds at once, and the applicant is told at once: the e-mail can’t be stopped."),
        *shown.consequences[1:],
    ]
    if award and award.published_at and not award.unpublished_at:
        consequences.append(_("What is published of the award changes at once, or leaves the site."))
    return Preflight(consequences=consequences, findings=shown.findings)


def before_announcing(records: list[Application], answers: Mapping, viewer: User, at: datetime) -> Preflight:
    consequences = [
        ngettext("%(n)d applicant is told.", "%(n)d applicants are told.", len(records)) % {"n": len(records)},
        grace_in_words(),
        _("An award then waits for an answer."),
    ]
    overridden = [one for one in records if one.decision and one.decision.override_reasons]
    findings = []
    if overridden:
        findings.append(Finding(_("Decided without closed, complete reviews"), len(overridden), serious=True))
    for call in {one.call_id: one.call for one in records}.values():
        undecided = call.applications.filter(state=ApplicationState.ELIGIBLE).count()
        if undecided:
            label, url = _("Applications of the call not decided"), _of_call(call, ApplicationState.ELIGIBLE)
            findings.append(Finding(label, undecided, url))
        left = position_of(call).left
        if left.minor:
            findings.append(Finding(_("Left of the call’s budget: %(sum)s") % {"sum": left}, url=staff_url(call)))
        found = round_of(call)
        short = coverage_totals(found).short if found else 0
        if short:
            findings.append(Finding(_("Applications without enough reviews"), short, staff_url(found)))
    nobody = [one for one in records if not one.contact_id]
    if nobody:
        findings.append(Finding(_("Applications whose writer has left: e-mails go to the others"), len(nobody)))
    return Preflight(consequences=consequences, findings=findings)


def before_publishing(records: list[Application], answers: Mapping, viewer: User, at: datetime) -> Preflight:
    [application] = records
    award, zone, instant = standing_award(application), application.call.zone, answers["publish_at"]
    public = (
        _("“%(title)s” and the reasons below are public from %(at)s: on the site and in open data.")
        % {"title": award.title, "at": when(instant, zone)}
        if instant > at
        else _("“%(title)s” and the reasons below are public at once: on the site and in open data.")
        % {"title": award.title}
    )
    consequences = [Quotation(public, answers["public_reasons"]), _("The applicant is told at once.")]
    if award.published_at:
        consequences.append(_("Until now it was to be public from %(at)s.") % {"at": when(award.published_at, zone)})
    findings = []
    names = [application.contact.get_full_name()] if application.contact else []
    if any(name and name in answers["public_reasons"] for name in names):
        findings.append(Finding(_("The reasons name a person"), serious=True))
    return Preflight(consequences=consequences, findings=findings, typed_day=day_to_type(instant, zone, at))


def before_unpublishing(records: list[Application], answers: Mapping, viewer: User, at: datetime) -> Preflight:
    return Preflight(
        consequences=[
            _("The award leaves the site, its lists and open data at once."),
            Quotation(_("At its address everyone reads that it was withdrawn today, and:"), answers["public_reasons"]),
            _("The applicant is told at once. You can put it back."),
        ]
    )


def before_republishing(records: list[Application], answers: Mapping, viewer: User, at: datetime) -> Preflight:
    return Preflight(
        consequences=[
            _("The award is on the site, in its lists and in open data again, at once. The applicant is told.")
        ]
    )


def before_correcting_words(records: list[Application], answers: Mapping, viewer: User, at: datetime) -> Preflight:
    [application] = records
    withdrawn = standing_award(application).unpublished_at is not None
    read = _("Once the award is back on the site, everyone reads:") if withdrawn else _("From now on everyone reads:")
    return Preflight(consequences=[Quotation(read, answers["public_reasons"]), _("Nobody is told by e-mail.")])
