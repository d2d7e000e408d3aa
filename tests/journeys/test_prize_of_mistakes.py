"""The year of the prize, run by staff who get each step wrong once and put it right: what they read before each step,
and what the outside saw before it, after it, and after the way back.

Walked once, with the nominee on a phone. Staff go through it in turn on a phone and at a desk; each page before a step
is checked at both widths, wherever it was acted.
"""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from pioneers.actions.editions import open_judging, plan_jury
from pioneers.models import Candidacy, Nominee
from pioneers.queries.jury import round_of
from pioneers.tasks import results
from portal.adminkit.addresses import staff_url
from portal.assessment.models import Entry
from portal.core.clock import now
from portal.mail.actions.sending import send_due_letters
from portal.mail.grace import GRACE
from portal.mail.models import Letter
from tests.factories.assessment import ReviewFactory
from tests.factories.pioneers import HOME_TOWN, CandidacyFactory, CeremonyFactory, NominationFactory, show
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.outside import Outside, Seen, saying
from tests.journeys.prize import manager, open_edition, sees
from tests.journeys.staff import fill_in, send
from tests.portal.people.letters import as_read, last_letter, link_sent_to

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
CHOSEN, MISTAKEN, WAITING = "Máret Eira", "Jóhann Þór", "Šuvvá Ŋálla"
REASONS = "She opened a door for others."
FEEDS = ("/pioneers/feed.json", "/pioneers/feed.atom", "/pioneers/feed.rss")
CEREMONY, NOMINATE, SITEMAP = "/pioneers/ceremony/2027/", "/pioneers/nominate/", "/sitemap.xml"
SHOWN = {"/", "/pioneers/", CEREMONY, "/pioneers/?q=Eira", *FEEDS}
NEVER_NAMING = {"/search/?q=Eira", NOMINATE}


@pytest.fixture(autouse=True)
def staff_sign_in_by_password(settings):
    settings.STAFF_SECOND_FACTOR_REQUIRED = False


def place_of(candidacy) -> str:
    return f"pioneer {candidacy.pk}"


def places() -> dict[str, str]:
    """Where the prize stands, or a pioneer could: their own address too, from when they are named."""
    own = {place_of(one): reverse("pioneers:pioneer", args=[one.uuid]) for one in Candidacy.objects.all()}
    return {place: place for place in (*SHOWN, *NEVER_NAMING, SITEMAP)} | own


def nobody_knows(outside) -> Seen:
    """Nobody's name, home town or address is anywhere, nor are the reasons. Gives what was seen of the prize itself,
    feeds apart: an empty one says when it was asked."""
    seen = outside.crawl()
    nominees = Nominee.objects.values_list("name", "place")
    candidacies = Candidacy.objects.values_list("name", "reference", "uuid")
    hidden = {str(words) for row in (*nominees, *candidacies) for words in row if words} | {REASONS}
    of_the_prize = {*SHOWN, *NEVER_NAMING, SITEMAP}
    for place, answer in seen.items():
        assert not [words for words in hidden if words in answer.text], place
        assert answer.status == (200 if place in of_the_prize else 404), place
    return {place: seen[place] for place in of_the_prize - {*FEEDS}}


def ask(staff, record, name: str, **typed):
    """The form of a step, filled in and sent: its answer."""
    page = staff.go(staff_url(record, "action", name))
    fill_in(page, **typed)
    send(page)
    return page


def done(staff):
    """The step was taken: its record is shown again."""
    assert not re.search("/(action|edit)/", staff.page.url), staff.page.inner_text("main")


def read(staff, words: str):
    """The page that stands before a step, which says this."""
    sees(staff.page, "What will happen")
    sees(staff.page, words)
    staff.check()


def confirm(staff, typed_day: str = ""):
    if typed_day:
        staff.page.fill("[name=typed_day]", typed_day)
    send(staff.page)
    done(staff)


def told(kind: str) -> list[tuple[str, str]]:
    """Who was told by now, and in which words, oldest first."""
    send_due_letters(at=now())
    sent = Letter.objects.filter(template=f"pioneers/{kind}", state="sent").order_by("id")
    return [(letter.to_email, as_read(letter)) for letter in sent]


def fresh(record):
    return type(record).objects.get(pk=record.pk)


def test_every_mistake_of_a_year_is_put_right(visit, site, travel):
    travel("2027-03-01T09:00:00Z")
    runs_it = manager()
    edition = open_edition(runs_it)
    for instant in ("opens_at", "closes_at", "reveal_at"):  # to the minute, as a form gives them
        setattr(edition, instant, getattr(edition, instant).replace(second=0, microsecond=0))
    edition.save()
    CeremonyFactory(edition=edition, starts_at=edition.reveal_at, revealed_texts={"en": "Thank you for coming."})
    staff, outside = visit(), Outside(site, places)

    def on(instant):
        travel(instant)
        staff.be(runs_it)

    on("2027-03-10T09:00:00Z")
    closing_moved_wrongly(staff.at(PHONE), outside, edition, on)
    on("2027-04-12T09:00:00Z")
    waiting = nomination_turned_down(staff.at(DESK), outside, edition, on)
    right, wrong = before_the_jury(edition, runs_it)
    concluded_wrongly(staff.at(PHONE), outside, edition, right, wrong)
    still_waiting_hears_of_it(visit(), waiting, on)
    on("2027-07-29T07:00:00Z")
    reveal_moved_wrongly(staff.at(DESK), outside, edition, right, on)
    told_once(on)
    reasons_corrected(staff.at(PHONE), outside, right)
    withdrawn_and_put_back(staff.at(DESK), outside, right)


def closing_moved_wrongly(staff, outside, edition, on):
    """To yesterday: the day has to be typed, nominating ends. Moved again before the e-mails left: one e-mail, true."""
    NominationFactory(edition=edition, nominator__email="drafting@example.org")
    before = nobody_knows(outside)

    def move(instant: str):
        page = staff.go(staff_url(edition, "edit"))
        fill_in(page, closes_at=instant)
        send(page, "form:has([name=closes_at])")
        read(staff, "Everyone with a draft is told, in their language.")

    move("09.03.2027 23:59")
    send(staff.page)
    sees(staff.page, "That is not this day. Nothing was done yet.")
    assert nobody_knows(outside) == before
    confirm(staff, typed_day="09.03.2027")
    assert nobody_knows(outside)[NOMINATE] != before[NOMINATE]
    assert told("window_moved") == []
    move("09.04.2027 23:59")
    confirm(staff)
    assert "9 April 2027" in nobody_knows(outside)[NOMINATE].text
    on("2027-03-10T09:20:00Z")
    [(to, words)] = told("window_moved")
    assert to == "drafting@example.org"
    assert "9 April 2027" in words


def nomination_turned_down(staff, outside, edition, on) -> Candidacy:
    """The nominator hears that it is not passed on, then that it is looked at again; the nominee is asked once."""
    before = nobody_knows(outside)
    waiting = CandidacyFactory(edition=edition, name=WAITING, email="waiting@example.org")
    sent = NominationFactory(edition=edition, sent=True, candidacy=waiting, nominee_name=WAITING)
    ask(staff, sent, "refuse", reason="Looked like an advertisement.")
    read(staff, "Nobody else has nominated them: their candidacy ends with it.")
    confirm(staff)
    on("2027-04-12T09:20:00Z")
    assert [to for to, _words in told("nomination_refused")] == [sent.nominator_email]
    ask(staff, sent, "take-up", why="It was another one that advertised.")
    read(staff, "The nominator is told that we look at it again.")
    confirm(staff)
    assert [to for to, _words in told("nomination_taken_up")] == [sent.nominator_email]
    ask(staff, sent, "accept")
    done(staff)
    assert [to for to, _words in told("consent_asked")] == [waiting.email]
    assert nobody_knows(outside) == before
    return waiting


def before_the_jury(edition, runs_it) -> list[Candidacy]:
    """Two whom the jury has read about, in a round that is open still."""
    plan_jury(edition=fresh(edition), due_at=now() + timedelta(days=20), min_reviews=1, by=runs_it, at=now())
    both = []
    for name, email in ((CHOSEN, "maret@example.org"), (MISTAKEN, "johann@example.org")):
        candidacy = CandidacyFactory(edition=edition, accepted=True, name=name, email=email)
        show(candidacy.nominee, shown_as="name", shows_place=True)
        NominationFactory(edition=edition, screened=True, candidacy=candidacy, nominator__email=f"nominated-{email}")
        both.append(candidacy)
    open_judging(edition=fresh(edition), by=runs_it, at=now())
    for entry in Entry.objects.filter(round=round_of(edition)):
        ReviewFactory(entry=entry, state="submitted", points=70_000, submitted_at=now())
        Entry.objects.filter(pk=entry.pk).update(submitted=1, points=70_000, spread=0)
    return both


def concluded_wrongly(staff, outside, edition, right, wrong):
    """Not while the round is open; then with the wrong laureate, which is taken back; the round stands still after."""
    before = nobody_knows(outside)
    jury = round_of(edition)
    ask(staff, wrong, "choose", reasons_en="He built a bridge.")
    done(staff)
    sees(ask(staff, edition, "conclude"), "The jury’s round is not closed.")
    assert fresh(edition).state == "judging"
    ask(staff, jury, "close")
    done(staff)
    ask(staff, edition, "conclude")
    read(staff, MISTAKEN)
    confirm(staff)
    assert nobody_knows(outside) == before

    refused = ask(staff, jury, "reopen", reasons="One is late.", due_at="30.05.2027 12:00")
    sees(refused, "Open the edition again first.")
    ask(staff, edition, "reopen", why="Two lines of the minutes were mixed up.")
    read(staff, "The choice can be changed again.")
    confirm(staff)
    ask(staff, wrong, "unchoose")
    done(staff)
    ask(staff, right, "choose", reasons_en=REASONS)
    done(staff)
    ask(staff, edition, "conclude")
    read(staff, CHOSEN)
    confirm(staff)
    assert nobody_knows(outside) == before
    assert (fresh(right).state, fresh(wrong).state) == ("laureate", "not_chosen")


def still_waiting_hears_of_it(nominee, waiting, on):
    """Once, although the choice was concluded twice; their page says the same."""
    on(now() + GRACE + timedelta(minutes=1))
    assert [to for to, _words in told("answering_closed")] == [waiting.email]
    page = nominee.go(link_sent_to(waiting.email))
    sees(page, "The choice has been made, so you can’t answer any more.")
    assert page.get_by_role("button", name="Yes, I want to take part").count() == 0
    nominee.check()


def reveal_moved_wrongly(staff, outside, edition, right, on):
    """To a day that is past, which is noticed on the page; to an hour too early, which is held on the night."""
    before = nobody_knows(outside)
    why = "The ministers come later."
    ask(staff, edition, "move-reveal", reason=why, reveal_at="29.06.2027 20:00")
    read(staff, "The choice is public at once: on the site, in its feeds and in its search.")
    send(staff.page)
    sees(staff.page, "That is not this day. Nothing was done yet.")
    assert nobody_knows(outside) == before
    ask(staff, edition, "move-reveal", reason=why, reveal_at="29.07.2027 09:45")
    read(staff, "29 July 2027")
    confirm(staff, typed_day="29.07.2027")
    assert "09:45" in nobody_knows(outside)[CEREMONY].text

    ask(staff, edition, "hold-reveal", reason="It was to be in the evening.")
    read(staff, "Nothing of the choice is public until you release it, whatever the time says.")
    confirm(staff)
    on("2027-07-29T07:50:00Z")
    nobody_knows(outside)
    results(now())
    assert told("result_laureate") == []
    ask(staff, edition, "move-reveal", reason=why, reveal_at="29.07.2027 10:30")
    read(staff, "It stays held: it does not come before you release it.")
    confirm(staff, typed_day="29.07.2027")
    page = staff.go(staff_url(edition, "action", "release-reveal"))
    page.locator("[name=when][value=planned]").check()
    fill_in(page, reason="Everyone is seated.")
    send(page)
    read(staff, "The choice is public from")
    confirm(staff, typed_day="29.07.2027")
    on("2027-07-29T08:20:00Z")
    nobody_knows(outside)
    on("2027-07-29T08:30:01Z")
    seen = outside.crawl()
    assert saying(seen, CHOSEN) == {*SHOWN, place_of(right)}
    assert saying(seen, HOME_TOWN)
    assert not saying(seen, MISTAKEN)


def told_once(on):
    """The laureate and whoever nominated her, however often the clock strikes; nobody who nominated another."""
    for _strike in range(2):
        results(now())
        on(now() + timedelta(minutes=5))
    [(laureate, words)] = told("result_laureate")
    assert laureate == "maret@example.org"
    assert REASONS in words
    assert [to for to, _words in told("result_nominator")] == ["nominated-maret@example.org"]
    assert [to for to, _words in told("result_not_chosen")] == ["johann@example.org"]


def reasons_corrected(staff, outside, right):
    """Everywhere at once, with a note that says so."""
    ask(staff, right, "correct-laureate", reasons_en="She opened two doors.", why="There were two.")
    read(staff, "She opened two doors.")
    confirm(staff)
    seen = outside.crawl()
    assert not saying(seen, REASONS)
    assert "These words were corrected on 29 July 2027." in seen[place_of(right)].text
    assert all("She opened two doors." in seen[feed].text for feed in FEEDS)
    [(_to, words)] = told("laureate_corrected")
    assert "She opened two doors." in words


def withdrawn_and_put_back(staff, outside, right):
    """Gone from everywhere, with a word at her address; then everything is as it was, and she heard of both."""
    own = place_of(right)
    before = outside.crawl()
    assert SITEMAP in saying(before, str(right.uuid))
    ask(staff, right, "withdraw-laureate", public_reasons_en="The jury was misinformed.", why="A neighbour called.")
    read(staff, "The laureate leaves the site at once")
    confirm(staff)
    seen = outside.crawl()
    assert not [secret for secret in (CHOSEN, HOME_TOWN, "two doors") if saying(seen, secret)]
    assert not saying(seen, str(right.uuid))
    assert seen[own].status == 410
    assert "The jury was misinformed." in seen[own].text
    assert [to for to, _words in told("laureate_withdrawn")] == [right.email]
    assert "The jury was misinformed." in as_read(last_letter(right.email))

    ask(staff, right, "restore-laureate", why="The neighbour meant somebody else.")
    read(staff, "The laureate is on the site again at once")
    confirm(staff)
    assert outside.crawl() == before
    assert [to for to, _words in told("laureate_restored")] == [right.email]
