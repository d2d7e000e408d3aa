"""The night of the reveal: held, released, moved; looked at before anyone else; told to those it is about."""

import json
from contextlib import suppress
from datetime import timedelta
from itertools import cycle

import pytest
from django.core.cache import caches
from django.db import transaction
from django.urls import reverse

from pioneers.actions.choosing import send_results
from pioneers.actions.consent import answer_as_guardian, declare_no_safe_guardian, withdraw_consent
from pioneers.actions.reveal import hold_reveal, move_reveal, release_reveal
from pioneers.errors import ReasonMissing, RevealBeforeClosing, RevealHasCome, RevealNotAnnounced
from pioneers.models import Candidacy, Ceremony, ConsentRequest, Edition, RevealChange
from pioneers.queries.reveal import reveal_panel
from pioneers.states import NomineeState
from portal.adminkit.addresses import staff_url
from portal.audit.queries.history import history_of
from portal.content.sources import people
from portal.core.clock import now
from portal.core.errors import AlreadyDone, NotAllowed
from portal.mail.models import Letter
from portal.mail.states import LetterState
from portal.people.models import Person
from tests.factories.people import AdministratorFactory, EditorFactory, ManagerFactory, PersonFactory, UserFactory
from tests.factories.pioneers import (
    HOME_TOWN,
    SECRET_NAME,
    CandidacyFactory,
    CeremonyFactory,
    EditionFactory,
    NominationFactory,
    NomineeFactory,
    give_consent,
    show,
)
from tests.pioneers.support import letters, text_of

pytestmark = pytest.mark.django_db

REASON = "The venue has no power."
AFTER = "They opened a door for others."


@pytest.fixture
def manager():
    return ManagerFactory()


@pytest.fixture(autouse=True)
def _clock(clock):
    clock("2027-09-20T10:00:00Z")


@pytest.fixture
def edition():
    edition = EditionFactory(decided=True, reveal_at=now() + timedelta(days=3))
    CeremonyFactory(edition=edition, starts_at=now() - timedelta(days=1))
    return edition


@pytest.fixture
def laureate(edition):
    candidacy = CandidacyFactory(edition=edition, laureate=True)
    show(candidacy.nominee, shown_as="name")
    return candidacy


def hold(edition, manager, reason=REASON):
    return hold_reveal(edition=edition, reason=reason, by=manager, at=now())


def release(edition, manager, *, is_now=False, reason="Light again."):
    return release_reveal(edition=edition, reason=reason, is_now=is_now, by=manager, at=now())


def move(edition, manager, reveal_at):
    return move_reveal(edition=edition, reveal_at=reveal_at, reason="The ministers come later.", by=manager, at=now())


def outside(candidacy):
    """Every public address that could name a laureate."""
    year = candidacy.edition.year
    pioneer = reverse("pioneers:pioneer", args=[candidacy.uuid])
    fixed = ("/pioneers/", f"/pioneers/?q={SECRET_NAME.split()[0]}", f"/pioneers/ceremony/{year}/", "/sitemap.xml")
    feeds = ("/pioneers/feed.atom", "/pioneers/feed.rss", "/pioneers/feed.json")
    return [*fixed, *feeds, pioneer, *(f"/nb{path}" for path in (*fixed[:3], pioneer))]


def named_at(client, candidacy) -> set[str]:
    """Where the outside reads who won: the name, the reasons, or the address of their page."""
    found = set()
    for path in outside(candidacy):
        response = client.get(path)
        text = response.content.decode()
        is_named = (SECRET_NAME in text and "?q=" not in path) or AFTER in text or str(candidacy.uuid) in text
        if response.status_code == 200 and is_named:
            found.add(path)
    return found


# Held, released, moved


def test_a_held_reveal_does_not_come(client, clock, edition, laureate, manager):
    hold(edition, manager)
    clock(edition.reveal_at + timedelta(hours=1))
    assert not named_at(client, laureate)
    assert not people(now())


def test_a_hold_after_the_reveal_takes_everything_back_at_once(
    client, clock, edition, laureate, manager, django_capture_on_commit_callbacks
):
    clock(edition.reveal_at)
    assert len(named_at(client, laureate)) > 5
    with django_capture_on_commit_callbacks(execute=True):
        hold(edition, manager)
    assert not named_at(client, laureate)
    assert not people(now())


def test_released_it_comes_at_its_time_or_now(client, clock, edition, laureate, manager):
    hold(edition, manager)
    release(edition, manager)
    assert not named_at(client, laureate)
    hold(edition, manager)
    edition = release(edition, manager, is_now=True)
    assert edition.reveal_at == now()
    assert named_at(client, laureate)


def test_moved_it_comes_at_the_new_time(client, clock, edition, laureate, manager, django_capture_on_commit_callbacks):
    before = edition.reveal_at
    assert not named_at(client, laureate)
    with django_capture_on_commit_callbacks(execute=True):
        moved = move(edition, manager, before + timedelta(days=1))
    clock(before)
    assert not named_at(client, laureate)
    assert "24 September 2027" in client.get(f"/pioneers/ceremony/{edition.year}/").content.decode()
    clock(moved.reveal_at)
    assert named_at(client, laureate)


def test_every_step_keeps_its_reason_and_is_recorded(edition, manager):
    moved = move(hold(edition, manager), manager, edition.reveal_at + timedelta(days=1))
    release(moved, manager)
    kept = list(RevealChange.objects.order_by("pk").values_list("step", "reason", "by"))
    assert kept == [
        ("hold", REASON, manager.pk),
        ("move", "The ministers come later.", manager.pk),
        ("release", "Light again.", manager.pk),
    ]
    verbs = [line.verb for line in history_of(edition)]
    assert sorted(verbs) == ["pioneers.hold_reveal", "pioneers.move_reveal", "pioneers.release_reveal"]
    assert REASON not in json.dumps([line.label for line in history_of(edition)])


def test_the_second_of_two_equal_steps_says_what_stands(edition, manager):
    hold(edition, manager)
    with pytest.raises(AlreadyDone) as refusal:
        hold(edition, ManagerFactory(), "Another reason.")
    assert REASON in str(refusal.value)
    release(edition, manager)
    with pytest.raises(AlreadyDone, match="23 September 2027"):
        release(edition, manager)
    moved = move(edition, manager, edition.reveal_at + timedelta(days=1))
    with pytest.raises(AlreadyDone, match="24 September 2027"):
        move(edition, manager, moved.reveal_at)
    assert RevealChange.objects.count() == 3


@pytest.mark.parametrize("role", [UserFactory, EditorFactory, AdministratorFactory])
def test_only_those_who_run_the_prize_hold_release_and_move(edition, role):
    by = role()
    for step in (hold, release, lambda edition, by: move(edition, by, now() + timedelta(days=9))):
        with pytest.raises(NotAllowed):
            step(edition, by)


def test_what_is_refused(clock, edition, manager):
    with pytest.raises(ReasonMissing):
        hold(edition, manager, "  ")
    with pytest.raises(RevealNotAnnounced):
        hold(EditionFactory(draft=True), manager)
    with pytest.raises(RevealBeforeClosing):
        move(edition, manager, edition.closes_at - timedelta(minutes=1))
    clock(edition.reveal_at)
    with pytest.raises(RevealHasCome):
        move(edition, manager, now() + timedelta(days=1))
    hold(edition, manager)
    move(edition, manager, now() + timedelta(days=1))


STEPS = {
    "hold": lambda edition, by: hold(edition, by),
    "release": lambda edition, by: release(edition, by),
    "release_now": lambda edition, by: release(edition, by, is_now=True),
    "later": lambda edition, by: move(edition, by, edition.reveal_at + timedelta(days=1)),
    "sooner": lambda edition, by: move(edition, by, edition.reveal_at - timedelta(days=1)),
}


@pytest.mark.parametrize("first", STEPS)
def test_the_outside_sees_who_won_only_once_it_has_come_and_nobody_holds_it(client, clock, edition, manager, first):
    """Every order of three steps, a day apart, with what each refuses left out: the outside follows the row. A visitor
    looks after each step, and after the last one each role by turns."""
    candidacy = CandidacyFactory(edition=edition, laureate=True)
    page = reverse("pioneers:pioneer", args=[candidacy.uuid])
    browsers = [client]
    for role in (ManagerFactory, AdministratorFactory, EditorFactory, UserFactory):
        browsers.append(type(client)())
        browsers[-1].force_login(role())
    looking = cycle(browsers)

    def go_on(step, at, *before):
        before_it = transaction.savepoint()
        clock(at)
        with suppress(AlreadyDone, RevealHasCome):
            STEPS[step](Edition.objects.get(), manager)
        clock(at + timedelta(days=1))
        stands, order = Edition.objects.get(), (*before, step)
        expected = stands.reveal_held_at is None and stands.reveal_at <= now()
        assert bool(people(now())) == expected, order
        assert bool(stands.is_revealed(now())) == expected, order
        browser = next(looking) if len(order) == 3 else client
        caches["pages"].clear()  # as it was kept in another order of steps
        assert (browser.get(page).status_code == 200) == expected, order
        if len(order) < 3:
            for following in STEPS:
                go_on(following, at + timedelta(days=1), *order)
        transaction.savepoint_rollback(before_it)

    go_on(first, now())


# The ceremony follows the reveal


def test_the_ceremony_names_nobody_before_whatever_its_own_time_says(client, clock, edition, laureate):
    ceremony = edition.ceremony
    ceremony.texts = {"en": f"Tonight we honour {laureate.name}.", "nb": f"I kveld hedrer vi {laureate.name}s mot."}
    ceremony.revealed_texts = {"en": "Last night we honoured them.", "nb": "I går hedret vi dem."}
    ceremony.save()
    assert not named_at(client, laureate)
    clock(edition.reveal_at)
    assert {f"/pioneers/ceremony/{edition.year}/", "/pioneers/feed.json"} <= named_at(client, laureate)
    assert "Last night we honoured them." in client.get(f"/pioneers/ceremony/{edition.year}/").content.decode()


@pytest.mark.both
@pytest.mark.parametrize("trait", ["laureate", "in_field", "not_chosen"])
@pytest.mark.parametrize(
    ("name", "text", "stands"),
    [
        ("Kari Berg", "Kari Berg sings.", False),
        ("Kari Berg", "with KARI BERG, and others", False),
        ("Kari Berg", "Kari Bergs mot", False),
        ("Kari Berg", "Doors open in Bergen.", True),
        ("Þóra Bjørk", "við heiðrum Þóru Bjørk og Thora Bjork", False),
        ("Li", "Likewise in Lillehammer.", True),
        ("Li", "We honour Li’s courage.", False),
        ("Li", "Vi hedrer Lis mot.", False),
    ],
)
def test_a_text_that_names_somebody_the_jury_reads_about_waits(client, edition, trait, name, text, stands):
    candidacy = CandidacyFactory(edition=edition, **{trait: True})
    show(candidacy.nominee, shown_as="pen_name", pen_name=name)
    edition.ceremony.texts = {"en": text}
    edition.ceremony.save()
    page = client.get(f"/pioneers/ceremony/{edition.year}/").content.decode()
    assert (text.split()[0] in page) == stands or (text in page) == stands


# E-mails


def minor_of(candidacy):
    """Makes a laureate's nominee somebody under age whose guardian said yes."""
    nominee = candidacy.nominee
    guardian = PersonFactory(language="nb")
    Person.objects.filter(pk=nominee.person_id).update(birth_date="2011-03-17", guardian=guardian)
    give_consent(nominee, role="guardian")
    return ConsentRequest.objects.create(nominee=nominee, person=guardian, role="guardian", asked_at=now())


def test_laureate_guardian_and_nominator_hear_at_the_reveal_once(clock, edition, laureate, manager):
    minor_of(laureate)
    NominationFactory(edition=edition, candidacy=laureate, screened=True, language="nb", nominee_name="Ŋuorru")
    NominationFactory(edition=edition, candidacy=laureate, withdrawn=True)
    passed = CandidacyFactory(edition=edition, not_chosen=True)
    NominationFactory(edition=edition, candidacy=passed, screened=True)
    assert send_results(at=now()) == 0
    clock(edition.reveal_at)
    assert send_results(at=now()) == 4
    assert send_results(at=now()) == 0
    told = sorted(letter.template.removeprefix("pioneers/") for letter in letters("pioneers.result"))
    assert told == ["result_guardian", "result_laureate", "result_nominator", "result_not_chosen"]
    [nominator] = letters("pioneers.result_nominator")
    assert nominator.language == "nb"
    assert "Ŋuorru" in text_of(nominator)
    assert HOME_TOWN not in text_of(nominator)
    [guardian] = letters("pioneers.result_guardian")
    assert guardian.language == "nb"
    assert "/consent/" in text_of(guardian)


def test_a_guardian_of_somebody_of_age_now_is_not_written_to(clock, edition, laureate):
    minor_of(laureate)
    Person.objects.filter(pk=laureate.nominee.person_id).update(birth_date="2005-03-17")
    clock(edition.reveal_at)
    send_results(at=now())
    assert not letters("pioneers.result_guardian")


@pytest.mark.both
def test_while_held_nobody_is_told_and_afterwards_each_once(clock, edition, laureate, manager):
    NominationFactory(edition=edition, candidacy=laureate, screened=True)
    hold(edition, manager)
    clock(edition.reveal_at)
    assert send_results(at=now()) == 0
    release(edition, manager)
    assert send_results(at=now()) == 2
    first, second = letters("pioneers.result")
    Letter.objects.filter(pk=first.pk).update(state=LetterState.SENT, ended_at=now())
    hold(edition, manager)
    assert Letter.objects.get(pk=second.pk).state == LetterState.DROPPED
    assert send_results(at=now()) == 0
    release(edition, manager)
    send_results(at=now())
    waiting = [letter for letter in letters("pioneers.result") if letter.state == LetterState.WAITING]
    assert [letter.to_email for letter in waiting] == [second.to_email]
    Letter.objects.filter(state=LetterState.WAITING).update(state=LetterState.SENT, ended_at=now())
    hold(edition, manager)
    release(edition, manager)
    assert send_results(at=now()) == 0
    assert Letter.objects.filter(reason__startswith="pioneers.result").count() == 3


def test_the_secretariat_hears_at_once_of_a_withdrawal(edition, laureate, manager):
    request = ConsentRequest.objects.get(nominee=laureate.nominee)
    withdraw_consent(request=request, at=now())
    withdraw_consent(request=request, at=now())
    [letter] = letters("pioneers.staff_consent_withdrawn")
    assert letter.to_email == manager.email
    assert letter.next_at == now()
    text = text_of(letter)
    assert laureate.reference in letter.subject
    assert staff_url(laureate) in text
    for secret in (SECRET_NAME, HOME_TOWN, laureate.nominee.email, "laureate"):
        assert secret not in letter.subject + text


def test_the_secretariat_hears_of_a_guardian_who_takes_a_yes_back(edition, laureate, manager):
    request = minor_of(laureate)
    answer_as_guardian(request=request, accept=False, language="nb", at=now())
    assert len(letters("pioneers.staff_consent_withdrawn")) == 1


def test_the_secretariat_hears_at_once_of_not_safe(manager):
    candidacy = CandidacyFactory()
    nominee = NomineeFactory(candidacy=candidacy, state=NomineeState.GUARDIAN_WANTED)
    request = ConsentRequest.objects.get(nominee=nominee)
    declare_no_safe_guardian(request=request, note="My father at Home Street hits.", at=now())
    [letter] = letters("pioneers.staff_no_safe_guardian")
    text = text_of(letter)
    assert staff_url(nominee) in text
    for secret in ("father", "Street", nominee.name, HOME_TOWN, nominee.email):
        assert secret not in letter.subject + text


def missing(edition, viewer) -> str:
    panel = reveal_panel(edition, viewer, now())
    return " ".join(gap.words for gap in (*panel.gaps, *(gap for line in panel.laureates for gap in line.gaps)))


def test_what_is_missing_before_the_reveal_is_named(edition, laureate, manager):
    Candidacy.objects.filter(pk=laureate.pk).update(reasons={})
    Ceremony.objects.update(texts={"en": "An evening."})
    said = missing(edition, manager)
    assert "The jury’s reasons are missing." in said
    assert "Text of the ceremony: missing in Norwegian" in said
    Candidacy.objects.filter(pk=laureate.pk).update(reasons={"en": "She listened."})
    assert "The jury’s reasons: missing in Norwegian" in missing(edition, manager)
    Ceremony.objects.all().delete()
    assert "There is no ceremony." in missing(edition, manager)


def test_before_the_choice_is_concluded_nothing_becomes_public(manager):
    edition = EditionFactory(judging=True)
    assert "The choice is not concluded" in missing(edition, manager)


def test_without_consent_a_laureate_is_not_shown(edition, manager):
    CandidacyFactory(edition=edition, laureate=True)
    assert "No consent" in missing(edition, manager)
