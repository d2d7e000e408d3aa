"""What staff read before a step of an edition or a laureate that reaches people: read from data, each time."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pioneers.models import Candidacy, Edition, Nomination, Nominee
from pioneers.queries.jury import review_gaps, round_of
from pioneers.queries.matching import open_matches_of
from pioneers.queries.names import unredacted_names
from pioneers.queries.recusals import (
    is_recused_in,
    recused_candidacies_q,
    recused_matches_q,
    recused_nominations_q,
    recused_nominees_q,
)
from pioneers.queries.staff import unscreened_nominations, without_result
from pioneers.states import UNCHOSEN_CANDIDACIES, CandidacyState, NominationState, NomineeState
from portal.adminkit.addresses import list_url, staff_url
from portal.adminkit.preflight import Finding, Preflight, Quotation, day_to_type
from portal.assessment.models import PanelMember
from portal.core.formats import when
from portal.core.languages import missing_languages_line
from portal.mail.grace import grace_in_words
from portal.people.models import User


def _some(label: str, number: int, url: str = "", *, serious: bool = False) -> list[Finding]:
    return [Finding(label, number, url, serious)] if number else []


def _list(model: type, edition: Edition, state: str) -> str:
    return f"{list_url(model)}?edition={edition.pk}&state={state}"


def _unscreened(edition: Edition, viewer: User, at: datetime) -> list[Finding]:
    number = unscreened_nominations(edition).filter(~recused_nominations_q(viewer, at)).count()
    return _some(_("Nominations not screened"), number, _list(Nomination, edition, "submitted"), serious=True)


def _unchecked(edition: Edition, viewer: User, at: datetime) -> list[Finding]:
    matches = open_matches_of(edition).filter(~recused_matches_q(viewer, at)).count()
    names = unredacted_names(edition.candidacies.filter(~recused_candidacies_q(viewer, at)))
    return [
        *_some(_("Candidacies that may be the same nominee, not decided"), matches, serious=True),
        *_some(_("Names the jury can still read although a pen name was chosen"), len(names)),
    ]


def _unanswered(edition: Edition, viewer: User, at: datetime) -> list[Finding]:
    """Who was asked and has not answered, by what they wait for."""
    nominees = Nominee.objects.filter(
        ~recused_nominees_q(viewer, at), candidacy__edition=edition, candidacy__state=CandidacyState.ASKED
    )
    unsafe = nominees.filter(state=NomineeState.NO_SAFE_GUARDIAN).count()
    guardians = nominees.filter(state__in=(NomineeState.GUARDIAN_WANTED, NomineeState.GUARDIAN_ASKED)).count()
    asked = nominees.filter(state=NomineeState.ASKED).count()
    return [
        *_some(_("Nominees who have not answered"), asked, _list(Candidacy, edition, "asked")),
        *_some(_("Nominees whose guardian has not answered"), guardians, _list(Candidacy, edition, "asked")),
        *_some(_("Nominees with no guardian who is safe to ask, not decided"), unsafe, list_url(Nominee), serious=True),
    ]


def _to_look_at(edition: Edition, viewer: User, at: datetime) -> list[Finding]:
    """Unread, unanswered, unchecked. What the viewer is recused from is in none of the numbers."""
    return [
        *_unscreened(edition, viewer, at),
        *_unanswered(edition, viewer, at),
        *_unchecked(edition, viewer, at),
    ]


# Editions


def before_announcing_edition(records: list[Edition], answers: Mapping, viewer: User, at: datetime) -> Preflight:
    [edition] = records
    return Preflight(
        consequences=[
            _("Everyone can read of the edition on the site at once. Ages, currency and the opening stand then."),
            _("It takes nominations from %(opens)s until %(closes)s.")
            % {"opens": when(edition.opens_at, edition.zone), "closes": when(edition.closes_at, edition.zone)},
        ],
        findings=[
            *_missing(_("Title"), edition.titles, edition),
            *_missing(_("Introduction on the nomination page"), edition.introductions, edition),
        ],
        typed_day=day_to_type(edition.opens_at, edition.zone, at),
    )


def _missing(label: str, texts: Mapping[str, str], about: Edition | Candidacy) -> list[Finding]:
    words = missing_languages_line(label, texts)
    return [Finding(words, url=staff_url(about))] if words else []


def before_moving_closing(edition: Edition, answers: Mapping, viewer: User, at: datetime) -> Preflight | None:
    """None where nominations close when they did, or nobody can have read of it."""
    closes_at = answers.get("closes_at")
    if edition.state != "announced" or not closes_at or closes_at == edition.closes_at:
        return None
    zone = answers.get("zone") or edition.zone
    drafts = edition.nominations.filter(state=NominationState.DRAFT)
    return Preflight(
        consequences=[
            _("Nominations close: %(old)s → %(new)s")
            % {"old": when(edition.closes_at, edition.zone), "new": when(closes_at, zone)},
            _("Everyone with a draft is told, in their language."),
            grace_in_words(),
        ],
        findings=[
            *_some(_("Drafts that are not sent"), drafts.count()),
            *_some(_("Drafts without a confirmed address: nobody can be told"), drafts.filter(nominator=None).count()),
        ],
        typed_day=day_to_type(closes_at, zone, at),
    )


def before_opening_judging(records: list[Edition], answers: Mapping, viewer: User, at: datetime) -> Preflight:
    [edition] = records
    known = edition.candidacies.filter(~recused_candidacies_q(viewer, at))
    entering = known.filter(state=CandidacyState.ACCEPTED).count()
    unconfirmed = edition.nominations.filter(state=NominationState.DRAFT, sent_at__lt=edition.closes_at).count()
    findings = _to_look_at(edition, viewer, at)
    findings += _some(_("Nominations sent in time whose address is not confirmed: they count no more"), unconfirmed)
    if round := round_of(edition):
        seats = PanelMember.objects.filter(round=round, removed_at=None).count()
        if seats < round.min_reviews:
            findings.append(Finding(_("Jurors on the panel"), seats, staff_url(round), serious=True))
    return Preflight(
        consequences=[
            ngettext(
                "%(n)d candidacy goes before the jury. Whoever says yes later enters at once.",
                "%(n)d candidacies go before the jury. Whoever says yes later enters at once.",
                entering,
            )
            % {"n": entering},
            _("Everyone on the panel is told that they can begin."),
        ],
        findings=findings,
        is_partial=is_recused_in(viewer, edition, at),
    )


def before_concluding(records: list[Edition], answers: Mapping, viewer: User, at: datetime) -> Preflight:
    """Whoever is recused from somebody before the jury never comes here: the step is a colleague's."""
    [edition] = records
    laureates = list(edition.candidacies.filter(state=CandidacyState.LAUREATE).order_by("reference"))
    passed_over = edition.candidacies.filter(state__in=UNCHOSEN_CANDIDACIES).count()
    findings = [Finding(gap, serious=True) for gap in review_gaps(edition, at)]
    findings += _to_look_at(edition, viewer, at)
    late = edition.candidacies.filter(~recused_candidacies_q(viewer, at), state=CandidacyState.ACCEPTED).count()
    findings += _some(
        _("Said yes when the jury’s round had closed: the jury has not read about them"),
        late,
        _list(Candidacy, edition, "accepted"),
        serious=True,
    )
    if len(laureates) < edition.laureate_limit:
        words = _("Laureates, of %(limit)d there can be") % {"limit": edition.laureate_limit}
        findings.append(Finding(words, len(laureates)))
    for laureate in laureates:
        findings += _incomplete(laureate)
    return Preflight(
        consequences=[
            _("Laureates: %(names)s") % {"names": ", ".join(f"{one.reference} {one.name}" for one in laureates)},
            ngettext("%(n)d other becomes “not chosen”.", "%(n)d others become “not chosen”.", passed_over)
            % {"n": passed_over},
            _("Nobody learns who was chosen before the reveal, %(at)s.")
            % {"at": when(edition.reveal_at, edition.zone)},
            *_told_at_the_conclusion(edition, viewer, at),
            _("Until the reveal you can open the choice again."),
        ],
        findings=findings,
        is_partial=is_recused_in(viewer, edition, at),
        tells_later=True,
    )


def _told_at_the_conclusion(edition: Edition, viewer: User, at: datetime) -> list[str]:
    """Who waits for something that can't come any more."""
    nominees = without_result(edition).filter(~recused_nominees_q(viewer, at)).count()
    unread = unscreened_nominations(edition).filter(~recused_nominations_q(viewer, at)).count()
    told = []
    if nominees:
        words = ngettext(
            "%(n)d nominee who waits is told that there is nothing to answer any more.",
            "%(n)d nominees who wait are told that there is nothing to answer any more.",
            nominees,
        )
        told.append(words % {"n": nominees})
    if unread:
        words = ngettext(
            "The nominator of %(n)d nomination that is not screened is told that the jury did not read it.",
            "The nominators of %(n)d nominations that are not screened are told that the jury did not read them.",
            unread,
        )
        told.append(words % {"n": unread})
    return [*told, grace_in_words()] if told else []


def _incomplete(laureate: Candidacy) -> list[Finding]:
    """What is missing of a laureate: languages of the reasons, a portrait, anything to be shown by."""
    label = _("%(reference)s, the jury’s reasons") % {"reference": laureate.reference}
    found = _missing(label, laureate.reasons, laureate)
    nominees = list(laureate.nominees.filter(state=NomineeState.ACCEPTED))
    url = staff_url(laureate)
    if not any(one.shows_picture and one.picture for one in nominees):
        found.append(Finding(_("%(reference)s: no portrait to show") % {"reference": laureate.reference}, url=url))
    if not any(one.shown_as != Nominee.ShownAs.NOTHING for one in nominees):
        found.append(Finding(_("%(reference)s: no name to show") % {"reference": laureate.reference}, url=url))
    return found


def before_reopening(records: list[Edition], answers: Mapping, viewer: User, at: datetime) -> Preflight:
    [edition] = records
    returned = edition.candidacies.filter(state=CandidacyState.NOT_CHOSEN).count()
    return Preflight(
        consequences=[
            _("The choice can be changed again. The laureates stay chosen until you undo it."),
            ngettext(
                "%(n)d who was not chosen stands before the jury again.",
                "%(n)d who were not chosen stand before the jury again.",
                returned,
            )
            % {"n": returned},
            _("The reveal stays %(at)s: nobody is revealed unless the choice is concluded again.")
            % {"at": when(edition.reveal_at, edition.zone)},
            _("E-mails about it that have not left are stopped. Whoever got one is told that it is open again."),
        ],
        is_partial=is_recused_in(viewer, edition, at),
    )


# Candidacies


def _in_each_language(sentence: str, texts: Mapping[str, str]) -> list[Quotation]:
    """What everyone will read, as it was typed in each language."""
    names = dict(settings.LANGUAGES)
    return [Quotation(sentence % {"language": _(names[code])}, text) for code, text in texts.items() if text.strip()]


def before_entering_late(records: list[Candidacy], answers: Mapping, viewer: User, at: datetime) -> Preflight:
    return Preflight(consequences=[_("The jury can be given it to read, as any other. Nobody is told by e-mail.")])


def before_correcting_laureate(records: list[Candidacy], answers: Mapping, viewer: User, at: datetime) -> Preflight:
    [candidacy] = records
    return Preflight(
        consequences=[
            *_in_each_language(_("From now on everyone reads (%(language)s):"), answers["reasons"]),
            _("The page and the feeds say that it was corrected today. The laureate is told at once."),
        ],
        findings=_missing(_("The jury’s reasons"), answers["reasons"], candidacy),
    )


def before_withdrawing_laureate(records: list[Candidacy], answers: Mapping, viewer: User, at: datetime) -> Preflight:
    [candidacy] = records
    return Preflight(
        consequences=[
            _("The laureate leaves the site at once: page, gallery, first page, ceremony and feeds."),
            *_in_each_language(
                _("At the laureate’s address everyone reads that it was withdrawn today, and (%(language)s):"),
                answers["public_reasons"],
            ),
            _("The laureate is told at once. You can put them back."),
        ],
        findings=_missing(_("Reason, as everyone reads it"), answers["public_reasons"], candidacy),
    )


def before_restoring_laureate(records: list[Candidacy], answers: Mapping, viewer: User, at: datetime) -> Preflight:
    return Preflight(
        consequences=[
            _("The laureate is on the site again at once, with what they chose to have shown. They are told.")
        ]
    )
