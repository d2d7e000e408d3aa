"""What the prize tells the portal: entries, links, files, letters, what is to do, what can be begun, what is kept."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from pioneers.erasure import AsNominator, AsNominee
from pioneers.event_words import DETAILS, STATE_DETAILS, VERBS
from pioneers.files import ATTACHMENT, PORTRAIT, attachments, portraits
from pioneers.letters import corrections, nominators, nominees, results, secretariat
from pioneers.letters.context import CONSENT_LINK
from pioneers.models import Edition, Nomination, Nominee
from pioneers.queries.candidacies import visible_to as candidacies_visible_to
from pioneers.queries.jury import KIND, OWNER, CandidacySource, conclusion_resting_on
from pioneers.queries.matching import open_matches
from pioneers.queries.nominations import sent_visible_to
from pioneers.queries.recusals import (
    all_managers_recused_q,
    recused_candidacies_q,
    recused_editions_q,
    recused_matches_q,
    recused_nominations_q,
    recused_nominees_q,
    recused_requests_q,
)
from pioneers.queries.renewals import lapsed
from pioneers.queries.site import PrizeOnSite
from pioneers.queries.staff import corrections_visible_to, nominees_visible_to
from pioneers.retention import SOURCES
from pioneers.rules import DraftHolder, LinkHolder, attachment_name, may_open_attachment, may_open_portrait
from pioneers.states import UNDECIDED_EDITIONS, CandidacyState, EditionState, NominationState, NomineeState
from pioneers.views.devices import Device
from portal.adminkit.recusals import register_recusals
from portal.assessment.holds import register_result_hold
from portal.assessment.sources import register_entry_source
from portal.audit.erasure import register_erasure
from portal.audit.event_details import register_event_details
from portal.audit.labels import register_verbs
from portal.audit.retention import register_retention
from portal.content.sources import register_site_source
from portal.desk.home_actions import HomeAction, register_home_actions
from portal.desk.worklist import WorklistSource, register_worklist
from portal.documents.purposes import register_purpose
from portal.documents.signals import file_refused
from portal.mail.kinds import register_letters
from portal.mail.links import SESSION_KEY, opened_link
from portal.mail.purposes import register_link_purpose
from portal.people.roles import MANAGER
from portal.people.workspaces import register_workspace


def holders(request):
    """What the documents app asks, beside the account, whether it may open a file: a browser may hold several links
    (someone nominated in two years), each of which opens what is its own."""
    if key_hash := Device(request).key_hash:
        yield DraftHolder(key_hash)
    for entry in request.session.get(SESSION_KEY, []):
        if entry["purpose"] == CONSENT_LINK and (opened := opened_link(request, CONSENT_LINK, entry["about"])):
            yield LinkHolder(opened.about_uuid)


def notify_of_refused_file(sender, file, at, **kwargs) -> None:
    """The scanner, or staff, refused a file after it had arrived: its owner gets a letter, in the same transaction."""
    if file.purpose == ATTACHMENT:
        nomination = Nomination.objects.select_related("nominator").filter(uuid=file.about_uuid).first()
        if nomination is not None:
            nominators.queue_file_refused_letter(nomination, file, at=at)
    elif file.purpose == PORTRAIT:
        nominee = Nominee.objects.select_related("person").filter(uuid=file.about_uuid).first()
        if nominee is not None:
            nominees.queue_portrait_refused_letter(nominee, file, at=at)


def has_nominated(user) -> bool:
    return Nomination.objects.filter(nominator=user).exists()


ANSWER_SOON = timedelta(days=5)


def _to_be_judged(found, viewer, at, permission, recused, path="uuid"):
    """To do for managers, and for administrators what recusals leave to no manager. What the viewer is recused
    from themselves, the worklist leaves out."""
    if viewer.has_perm(permission):
        return found
    if viewer.has_perm("pioneers.see_prize"):
        return found.filter(all_managers_recused_q(recused, at, path))
    return found.none()


def _to_screen(viewer, at):
    # Once the choice is made nobody is asked any more: their nominators are told (`actions.choosing`).
    undecided = {"edition__state__in": UNDECIDED_EDITIONS}
    found = sent_visible_to(viewer, at).filter(state=NominationState.SUBMITTED, **undecided)
    return _to_be_judged(found, viewer, at, "pioneers.screen_nomination", recused_nominations_q)


def _to_tell_apart(viewer, at):
    found = open_matches().select_related("earlier", "later")
    return _to_be_judged(found, viewer, at, "pioneers.attach_nomination", recused_matches_q)


def _answers_running_out(viewer, at):
    return candidacies_visible_to(viewer, at).filter(state=CandidacyState.ASKED, answer_by__lte=at + ANSWER_SOON)


def _no_safe_guardian(viewer, at):
    found = nominees_visible_to(viewer, at).filter(state=NomineeState.NO_SAFE_GUARDIAN)
    return _to_be_judged(found, viewer, at, "pioneers.decide_guardian", recused_nominees_q)


def _corrections(viewer, at):
    found = corrections_visible_to(viewer, at).filter(decided_at=None)
    return _to_be_judged(found, viewer, at, "pioneers.correct_birth_date", recused_nominees_q, "nominee__uuid")


def _to_conclude(viewer, at):
    # An edition is read by whoever is recused from a candidacy in it, and concluded by others.
    found = Edition.objects.filter(~recused_editions_q(viewer, at), state=EditionState.JUDGING)
    return _to_be_judged(found, viewer, at, "pioneers.conclude_edition", recused_editions_q)


def _late(viewer, at):
    """Who said yes when the jury's round had closed."""
    found = candidacies_visible_to(viewer, at).filter(
        state=CandidacyState.ACCEPTED, edition__state=EditionState.JUDGING
    )
    return _to_be_judged(found, viewer, at, "pioneers.choose_laureate", recused_candidacies_q)


register_entry_source(CandidacySource())
register_result_hold(OWNER, conclusion_resting_on)
register_recusals(KIND, recused_candidacies_q)
register_recusals("pioneers.nomination", recused_nominations_q)
register_recusals("pioneers.possiblematch", recused_matches_q)
register_recusals("pioneers.nominee", recused_nominees_q)
register_recusals("pioneers.consentrequest", recused_requests_q)
register_letters(nominators, nominees, results, corrections, secretariat)
register_link_purpose(
    "pioneers.consent",
    url_name="pioneers:consent",
    page="pioneers:consent_page",
    lasting=True,
    label=_("your page about the nomination"),
)
file_refused.connect(notify_of_refused_file, dispatch_uid="pioneers.file_refused")
register_purpose(attachments, may_open=may_open_attachment, viewers=holders, reading_name=attachment_name)
register_purpose(portraits, may_open=may_open_portrait, viewers=holders)
register_workspace(
    _("Your nominations"),
    "pioneers:nominations",
    has_nominated,
    note=_("What you sent, how far it has come, and how to withdraw it."),
    order=40,
)
register_verbs(VERBS)
register_event_details("pioneers", DETAILS)
register_event_details("pioneers.sync_candidacy", STATE_DETAILS)

register_worklist(
    WorklistSource(
        kind="pioneers.screen",
        label=_("Nominations to screen"),
        queryset=_to_screen,
        title=lambda nomination: f"{nomination.reference}: {nomination.nominee_name}",
        since="submitted_at",
        stuck_after=timedelta(days=7),
    ),
    WorklistSource(
        kind="pioneers.match",
        label=_("Candidacies that may be the same nominee"),
        queryset=_to_tell_apart,
        title=lambda match: f"{match.earlier.reference}, {match.later.reference}: {match.later.name}",
        since="found_at",
        stuck_after=timedelta(days=7),
    ),
    WorklistSource(
        kind="pioneers.guardian",
        label=_("Nominees with no guardian who is safe to ask"),
        queryset=_no_safe_guardian,
        title=lambda nominee: nominee.name,
        since="state_since",
        stuck_after=timedelta(days=5),
    ),
    WorklistSource(
        kind="pioneers.birth_date",
        label=_("Dates of birth to correct"),
        queryset=_corrections,
        title=lambda nominee: nominee.name,
        since="asked_at",
        stuck_after=timedelta(days=5),
        of="nominee",
    ),
    WorklistSource(
        kind="pioneers.lapsed",
        label=_("Pioneers whose consent has ended"),
        permission="pioneers.ask_renewal",
        queryset=lambda viewer, at: lapsed(at),
        title=lambda nominee: nominee.name,
        since="lapsed_at",
        stuck_after=timedelta(days=30),
    ),
    WorklistSource(
        kind="pioneers.answers",
        label=_("Nominees who have to answer soon"),
        queryset=_answers_running_out,
        title=lambda candidacy: f"{candidacy.reference}: {candidacy.name}",
        since="asked_at",
        due="answer_by",
        stuck_after=None,
    ),
    WorklistSource(
        kind="pioneers.judging",
        label=_("Editions to send to the jury"),
        permission="pioneers.run_edition",
        queryset=lambda viewer, at: Edition.objects.filter(state=EditionState.ANNOUNCED, closes_at__lte=at),
        title=lambda edition: edition.title,
        since="closes_at",
    ),
    WorklistSource(
        kind="pioneers.late",
        label=_("Said yes when the jury had finished"),
        queryset=_late,
        title=lambda candidacy: f"{candidacy.reference}: {candidacy.name}",
        since="state_since",
        stuck_after=timedelta(days=5),
    ),
    WorklistSource(
        kind="pioneers.conclude",
        label=_("Editions to conclude before the reveal"),
        queryset=_to_conclude,
        title=lambda edition: edition.title,
        since="closes_at",
        due="reveal_at",
        stuck_after=None,
    ),
)

register_home_actions(
    HomeAction(
        name="pioneers.screen_nominations",
        label=_("Screen nominations"),
        note=_("New ones nobody has read yet"),
        icon="mail",
        url="pioneers_nomination:index",
        query=f"?state={NominationState.SUBMITTED}",
        permission="pioneers.see_prize",
        roles=(MANAGER,),
        order=30,
    ),
    HomeAction(
        name="pioneers.start_year",
        label=_("Start an edition"),
        note=_("Dates, ages, countries and the prize"),
        icon="date",
        url="pioneers_edition:add",
        permission="pioneers.run_edition",
        roles=(MANAGER,),
        order=40,
    ),
)

register_retention(*SOURCES)

register_erasure(AsNominator())
register_erasure(AsNominee())

register_site_source("pioneers", PrizeOnSite())
