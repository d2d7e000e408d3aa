"""Making an edition: its settings, themes, ceremony and jury."""

from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction

from pioneers.actions.candidates import enter_field
from pioneers.domain.criteria import first_criteria
from pioneers.errors import (
    DatesStand,
    NoCandidacyInField,
    NominationsOpen,
    NoRound,
    RevealHasItsPage,
    WindowClosed,
)
from pioneers.letters.corrections import queue_window_moved_letter
from pioneers.models import Category, Ceremony, ConsentAge, Edition
from pioneers.models.category import DEFAULT_CATEGORIES
from pioneers.queries.jury import OWNER, round_of
from pioneers.states import ANNOUNCED_EDITIONS, CandidacyState, EditionState
from portal.assessment.actions.rounds import open_round, plan_round
from portal.assessment.models import Round
from portal.assessment.states import RoundState
from portal.audit.actions.events import log_event
from portal.audit.queries.repeats import already_done
from portal.core.actors import Actor
from portal.core.formats import when
from portal.core.permission import require

# What nominators, nominees and jurors were told when the edition was announced. A window may still be prolonged while
# the reveal lies ahead, which is moved by a step of its own (actions.reveal); ages and currency stand.
PAST_NOMINATING = {EditionState.JUDGING, EditionState.DECIDED}
FIXED_ONCE_ANNOUNCED = {"year", "min_age", "max_age", "age_on", "prize_currency", "opens_at"}


Made = TypeVar("Made", Category, Ceremony, ConsentAge)


@transaction.atomic
def create_edition(*, by: Actor, at: datetime, **values: Any) -> Edition:
    """A new edition, being prepared, which only the secretariat knows of. It begins with the blueprint themes."""
    require(by, "pioneers.run_edition")
    edition = Edition.objects.create(**values)
    for position, (slug, names) in enumerate(DEFAULT_CATEGORIES):
        Category.objects.create(edition=edition, slug=slug, names=names, position=position)
    log_event(verb="pioneers.create_edition", by=by, about=edition, at=at, data={"year": edition.year})
    return edition


@transaction.atomic
def update_edition(*, edition: Edition, by: Actor, at: datetime, **values: Any) -> Edition:
    """Change an edition's settings. What people were told when it was announced stands. Nominations close earlier or
    later until the jury begins; everyone with a draft is told.

    Raises DatesStand or WindowClosed with the field, RevealHasItsPage.
    """
    require(by, "pioneers.run_edition", edition)
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    changed = sorted(name for name, value in values.items() if getattr(edition, name) != value)
    fixed: set[str] = FIXED_ONCE_ANNOUNCED if edition.state in ANNOUNCED_EDITIONS else set()
    if edition.is_revealed(at):
        fixed = fixed | {"closes_at"}
    if fixed_ones := fixed & set(changed):
        raise DatesStand(field=sorted(fixed_ones)[0])
    if "reveal_at" in changed and edition.state in ANNOUNCED_EDITIONS:
        raise RevealHasItsPage()
    if "closes_at" in changed and edition.state in PAST_NOMINATING:
        raise WindowClosed(field="closes_at")
    if changed:
        for name in changed:
            setattr(edition, name, values[name])
        edition.save(update_fields=changed)
        log_event(verb="pioneers.update_edition", by=by, about=edition, at=at, data={"fields": changed})
    if "closes_at" in changed and edition.state == EditionState.ANNOUNCED:
        queue_window_moved_letter(edition, at=at)
    return edition


def _make(model: type[Made], by: Actor, at: datetime, values: dict) -> Made:
    require(by, "pioneers.run_edition")
    made = model._default_manager.create(**values)
    log_event(verb=f"pioneers.create_{model._meta.model_name}", by=by, about=made, at=at)
    return made


def _change(kept: Made, by: Actor, at: datetime, values: dict) -> Made:
    require(by, "pioneers.run_edition", kept)
    kept = type(kept)._default_manager.select_for_update().get(pk=kept.pk)
    changed = sorted(name for name, value in values.items() if getattr(kept, name) != value)
    if changed:
        for name in changed:
            setattr(kept, name, values[name])
        kept.save(update_fields=changed)
        verb = f"pioneers.update_{kept._meta.model_name}"
        log_event(verb=verb, by=by, about=kept, at=at, data={"fields": changed})
    return kept


@transaction.atomic
def create_category(*, by: Actor, at: datetime, **values: Any) -> Category:
    """A further theme of an edition."""
    return _make(Category, by, at, values)


@transaction.atomic
def update_category(*, category: Category, by: Actor, at: datetime, **values: Any) -> Category:
    """Change a theme's words or place in the order."""
    return _change(category, by, at, values)


@transaction.atomic
def create_ceremony(*, by: Actor, at: datetime, **values: Any) -> Ceremony:
    """An edition's ceremony."""
    return _make(Ceremony, by, at, values)


@transaction.atomic
def update_ceremony(*, ceremony: Ceremony, by: Actor, at: datetime, **values: Any) -> Ceremony:
    """Change when and where an edition's laureates are honoured, and what is said of it."""
    return _change(ceremony, by, at, values)


@transaction.atomic
def create_consent_age(*, by: Actor, at: datetime, **values: Any) -> ConsentAge:
    """From a day on, a country lets young people consent alone to an act at another age."""
    return _make(ConsentAge, by, at, values)


@transaction.atomic
def update_consent_age(*, consentage: ConsentAge, by: Actor, at: datetime, **values: Any) -> ConsentAge:
    """Put an age of consent right, or end it."""
    return _change(consentage, by, at, values)


@transaction.atomic
def announce_edition(*, edition: Edition, by: Actor, at: datetime) -> Edition:
    """Let everyone know of the edition; its window opens and closes by the clock. Asked twice, done once."""
    require(by, "pioneers.run_edition", edition)
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    if edition.state == EditionState.ANNOUNCED:
        return edition
    return _moved(edition, "announce", by, at)


@transaction.atomic
def plan_jury(*, edition: Edition, due_at: datetime, by: Actor, at: datetime, **settings: Any) -> Round:
    """Plan the jury's round of an edition, once. It begins with our own rubric unless `criteria` are given; settings as
    portal.assessment.actions.plan_round takes them. Planned with other settings already, it raises AlreadyDone."""
    require(by, "pioneers.run_edition", edition)
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    if planned := round_of(edition):
        told = {"due_at": due_at, **{name: value for name, value in settings.items() if name != "criteria"}}
        if any(getattr(planned, name) != value for name, value in told.items()):
            raise already_done(edition, "pioneers.plan_jury", when(planned.due_at, planned.zone))
        return planned
    round = plan_round(
        owner_kind=OWNER,
        owner_uuid=edition.uuid,
        title=edition.titles,
        due_at=due_at,
        zone=edition.zone,
        by=None,
        at=at,
        **{"criteria": first_criteria(), **settings},
    )
    log_event(verb="pioneers.plan_jury", by=by, about=edition, at=at, data={"round": str(round.uuid)})
    return round


@transaction.atomic
def open_judging(*, edition: Edition, by: Actor, at: datetime) -> Edition:
    """Put everyone who said yes before the jury and open its round. Who says yes later enters at once.

    Asked twice, done once. Raises NominationsOpen, NoRound, NoCandidacyInField, and what opening a round raises.
    """
    require(by, "pioneers.run_edition", edition)
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    if edition.state == EditionState.JUDGING:
        return edition
    EditionState.after("open_judging", edition.state)
    if at < edition.closes_at:
        raise NominationsOpen(edition)
    round = round_of(edition)
    if round is None:
        raise NoRound()
    accepted = list(
        edition.candidacies.select_for_update(of=("self",))
        .filter(state=CandidacyState.ACCEPTED)
        .select_related("edition")
        .order_by("id")
    )
    if not accepted:
        raise NoCandidacyInField()
    for candidacy in accepted:
        enter_field(candidacy=candidacy, at=at)
    if round.state == RoundState.PLANNED:
        open_round(round=round, by=None, at=at)
    return _moved(edition, "open_judging", by, at, entries=len(accepted))


def _moved(edition: Edition, step: str, by: Actor, at: datetime, **data: object) -> Edition:
    edition.state = EditionState.after(step, edition.state)
    edition.save(update_fields=["state"])
    log_event(verb=f"pioneers.{step}_edition", by=by, about=edition, at=at, data=data)
    return edition
