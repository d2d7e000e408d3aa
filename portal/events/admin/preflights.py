"""What staff read before a step of an event reaches people."""

from django.utils.translation import gettext as _

from portal.adminkit.addresses import list_url
from portal.adminkit.preflight import Finding, Preflight
from portal.core.formats import when
from portal.events.models import Event, Motion, ProgrammeItem
from portal.events.queries.registrations import attendance_of
from portal.events.states import EventAudience
from portal.membership.queries.memberships import members


def before_publishing(records: list[Event], answers: dict, viewer, at) -> Preflight:
    """Who will see it, and what is missing."""
    event = records[0]
    consequences = [
        _("Everyone sees the event on the site.")
        if event.audience == EventAudience.PUBLIC
        else _("These see the event on the site: %(audience)s.") % {"audience": event.get_audience_display()},
        _("Registration opens: %(when)s.") % {"when": when(event.registration_opens_at, event.zone)},
    ]
    findings = []
    if not event.programme.exists():
        findings.append(Finding(_("The event has no programme yet."), url=list_url(ProgrammeItem)))
    if event.audience == EventAudience.INVITED and not event.invitations.exists():
        findings.append(Finding(_("No city is invited yet."), serious=True))
    if not event.link and not event.address:
        findings.append(Finding(_("There is neither an exact address nor a link for those who have a place.")))
    if event.is_over(at):
        findings.append(Finding(_("The event is over."), serious=True))
    return Preflight(consequences, findings)


def before_moving(records: list[Event], answers: dict, viewer, at) -> Preflight:
    """From when to when."""
    event = records[0]
    consequences = [
        _("Now: %(when)s.") % {"when": when(event.starts_at, event.zone)},
        _("From then on: %(when)s.") % {"when": when(answers["starts_at"], answers["zone"])},
        _("Calendars that read the event take over the new time and place."),
    ]
    outside = event.programme.exclude(starts_at__gte=answers["starts_at"], ends_at__lte=answers["ends_at"]).count()
    findings = [Finding(_("Items of the programme outside the new time"), outside)] if outside else []
    return Preflight(consequences, findings)


def before_cancelling(records: list[Event], answers: dict, viewer, at) -> Preflight:
    """Who planned to come."""
    return Preflight(
        [
            _("The event is shown as cancelled, and nobody can sign up."),
            _("Calendars that read the event show it as cancelled."),
            _("You can take this back: everyone keeps their place meanwhile."),
        ],
        _who_comes(records[0]),
    )


def before_restoring(records: list[Event], answers: dict, viewer, at) -> Preflight:
    """Who has a place again."""
    return Preflight(
        [_("The event takes place after all. Everyone has the place they had before.")], _who_comes(records[0])
    )


def before_opening_ballot(records: list[Motion], answers: dict, viewer, at) -> Preflight:
    """What stands still from then on, and who can vote."""
    motion = records[0]
    return Preflight(
        [
            _("Member cities can vote. The words of the motion can’t be changed any more."),
            _("While a ballot is open, nobody changes who votes for a city."),
        ],
        [
            Finding(_("Member cities"), members(at.date()).count()),
            Finding(_("Votes given to other cities"), motion.event.proxies.count()),
        ],
    )


def before_closing_ballot(records: list[Motion], answers: dict, viewer, at) -> Preflight:
    """How it stands, and who has not voted."""
    motion = records[0]
    cast = motion.ballots.count()
    return Preflight(
        [_("Nobody can vote any more, and everyone in the member cities reads the result.")],
        [
            Finding(_("Ballots cast"), cast),
            Finding(_("Member cities that have not voted"), max(members(at.date()).count() - cast, 0)),
        ],
    )


def _who_comes(event: Event) -> list[Finding]:
    numbers = attendance_of(event)
    return [Finding(_("People with a place"), numbers.expected), Finding(_("People who wait"), numbers.waiting)]
