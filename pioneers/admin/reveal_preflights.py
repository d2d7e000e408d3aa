"""What staff read before they hold, release or move a reveal: read from data, each time."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pioneers.models import Edition
from pioneers.queries.reveal import RevealPanel, reveal_panel
from pioneers.states import EditionState
from portal.adminkit.addresses import staff_url
from portal.adminkit.preflight import Finding, Preflight, day_to_type
from portal.core.formats import when
from portal.people.models import User


def _told(edition: Edition, panel: RevealPanel) -> list[str]:
    """Who hears of it by e-mail once the reveal comes."""
    if edition.results_sent_at is not None:
        return [_("The e-mails with the result went out already. Nobody gets them again.")]
    numbers = (
        ngettext("%(n)d nominee gets the result", "%(n)d nominees get the result", panel.nominees),
        ngettext("%(n)d guardian hears of it", "%(n)d guardians hear of it", panel.guardians),
        ngettext("%(n)d nominator hears of it", "%(n)d nominators hear of it", panel.nominators),
    )
    counts = (panel.nominees, panel.guardians, panel.nominators)
    told = ", ".join(words % {"n": count} for words, count in zip(numbers, counts, strict=True) if count)
    return [_("At the reveal, by e-mail: %(told)s.") % {"told": told}] if told else []


def _findings(edition: Edition, panel: RevealPanel) -> list[Finding]:
    if panel.is_recused:
        words = _("You have a conflict of interest with somebody the jury reads about: what is missing is not shown.")
        return [Finding(words, serious=True)]
    found = [Finding(gap.words, url=staff_url(edition, "reveal"), serious=gap.is_serious) for gap in panel.gaps]
    serious = sum(any(gap.is_serious for gap in line.gaps) for line in panel.laureates)
    lesser = sum(bool(line.gaps) for line in panel.laureates) - serious
    page = staff_url(edition, "reveal")
    if serious:
        found.append(Finding(_("Laureates who miss something that matters"), serious, page, serious=True))
    if lesser:
        found.append(Finding(_("Laureates who miss a portrait, a name or a language"), lesser, page))
    return found


def _public_from(edition: Edition, instant: datetime, at: datetime) -> str:
    """When everyone can read the choice, if the reveal comes at that instant."""
    if instant > at:
        return _("The choice is public from %(at)s.") % {"at": when(instant, edition.zone)}
    if edition.state != EditionState.DECIDED:
        return _("The choice is public as soon as it is concluded: on the site, in its feeds and in its search.")
    return _("The choice is public at once: on the site, in its feeds and in its search.")


def before_holding(records: list[Edition], answers: Mapping, viewer: User, at: datetime) -> Preflight:
    [edition] = records
    consequences = [_("Nothing of the choice is public until you release it, whatever the time says.")]
    if edition.is_revealed(at):
        consequences.append(_("The Pioneers of this edition leave the site, its feeds and its search at once."))
    consequences.append(_("No e-mail with the result goes out. Those that have not left are stopped."))
    if edition.results_sent_at is not None:
        consequences.append(_("E-mails that have left can’t be taken back."))
    return Preflight(consequences=consequences)


def before_releasing(records: list[Edition], answers: Mapping, viewer: User, at: datetime) -> Preflight:
    [edition] = records
    panel = reveal_panel(edition, viewer, at)
    instant = at if answers["is_now"] else edition.reveal_at
    return Preflight(
        consequences=[_public_from(edition, instant, at), *_told(edition, panel)],
        findings=_findings(edition, panel),
        typed_day=day_to_type(instant, edition.zone, at),
        is_partial=panel.is_recused,
        tells_later=edition.results_sent_at is None,
    )


def before_moving(records: list[Edition], answers: Mapping, viewer: User, at: datetime) -> Preflight:
    [edition] = records
    panel = reveal_panel(edition, viewer, at)
    instant = answers["reveal_at"]
    consequences = [
        _("Reveal: %(old)s → %(new)s")
        % {"old": when(edition.reveal_at, edition.zone), "new": when(instant, edition.zone)}
    ]
    if edition.reveal_held_at is not None:
        consequences.append(_("It stays held: it does not come before you release it."))
    elif instant <= at:
        consequences.append(_public_from(edition, instant, at))
    consequences.append(_("The page of the ceremony and the pages of nominees and guardians say the new time at once."))
    return Preflight(
        consequences=[*consequences, *_told(edition, panel)],
        findings=_findings(edition, panel),
        typed_day=day_to_type(instant, edition.zone, at),
        is_partial=panel.is_recused,
        tells_later=edition.results_sent_at is None,
    )
