"""A yes ends by itself: whoever gave it is asked in time, and renews it before or after; nobody else can."""

from datetime import date, timedelta

import pytest

from pioneers.actions.consent import withdraw_consent
from pioneers.actions.renewals import ask_renewal, remind_of_renewals, renew_consent
from pioneers.actions.visibility import set_visibility
from pioneers.errors import NothingToRenew, TooLateToAnswer
from pioneers.models import Consent, ConsentRequest, Nominee
from pioneers.queries.laureates import published
from pioneers.queries.renewals import lapsed
from pioneers.tasks import renewals
from portal.adminkit.addresses import staff_url
from portal.audit.queries.history import history_of
from portal.core.clock import now
from portal.core.errors import NotAllowed
from portal.desk.queries.worklist import worklist_now
from portal.people.models import Person
from tests.factories.people import AdministratorFactory, ManagerFactory, PersonFactory
from tests.factories.pioneers import SECRET_NAME, CandidacyFactory, EditionFactory, NomineeFactory, give_consent, show
from tests.pioneers.support import letters, path_in, text_of
from tests.pioneers.test_consent import open_page

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
PAGE = "/consent/"
GALLERY = "/pioneers/"


@pytest.fixture(autouse=True)
def _today(clock):
    clock("2026-11-23T10:00:00Z")


@pytest.fixture
def laureate():
    """A grown-up laureate shown by name, whose every consent ends in a hundred days."""
    candidacy = CandidacyFactory(edition=EditionFactory(revealed=True, wording_version="2026-2"), laureate=True)
    show(candidacy.nominee, shown_as="name")
    ends(candidacy, now() + 100 * DAY)
    return candidacy


def ends(candidacy, instant, **which):
    Consent.objects.filter(nominee__candidacy=candidacy, **which).update(expires_at=instant)


def end_of(candidacy):
    return Consent.objects.get(nominee__candidacy=candidacy, scope="candidacy", role="nominee").expires_at


def request_of(candidacy, role="nominee"):
    return ConsentRequest.objects.select_related("nominee", "person").get(nominee__candidacy=candidacy, role=role)


def guarded(candidacy, born=date(2010, 9, 1)):
    """The same with a guardian whose yes ends with the nominee's."""
    Person.objects.filter(pk=candidacy.nominee.person_id).update(birth_date=born)
    guardian = PersonFactory(given_name="Mor", email="mor@example.org", language="nb")
    ConsentRequest.objects.create(nominee=candidacy.nominee, person=guardian, role="guardian", asked_at=now())
    give_consent(candidacy.nominee, role="guardian", expires_at=end_of(candidacy))
    return candidacy


def renew(candidacy, role="nominee", at=None):
    return renew_consent(request=request_of(candidacy, role), language="nb", at=at or now())


def asked():
    return [letter.to_email for letter in letters("pioneers.renewal_asked")]


def test_whose_yes_ends_is_asked_sixty_days_before_and_fourteen_once_each(laureate):
    end = end_of(laureate)
    assert remind_of_renewals(at=end - 60 * DAY - timedelta(seconds=1)) == 0
    assert remind_of_renewals(at=end - 60 * DAY) == 1
    for later in (timedelta(0), timedelta(minutes=1), 20 * DAY, 46 * DAY - timedelta(seconds=1)):
        assert remind_of_renewals(at=end - 60 * DAY + later) == 0
    assert remind_of_renewals(at=end - 14 * DAY) == 1
    assert renewals(end - 13 * DAY) == renewals(end) == renewals(end + DAY) == 0
    assert asked() == [laureate.nominee.email] * 2


def test_a_machine_that_slept_through_the_first_reminder_sends_one_letter(laureate):
    assert remind_of_renewals(at=end_of(laureate) - 5 * DAY) == 1
    assert remind_of_renewals(at=end_of(laureate) - 4 * DAY) == 0


def test_the_letter_is_in_the_readers_language_and_opens_their_page(laureate, client, clock):
    Person.objects.update(language="nb")
    clock(end_of(laureate) - 60 * DAY)
    remind_of_renewals(at=now())
    (letter,) = letters("pioneers.renewal_asked")
    assert letter.language == "nb"
    assert path_in(letter).startswith("/nb/consent/")
    page = client.get(path_in(letter), follow=True)
    assert 'value="renew"' in page.content.decode()


@pytest.mark.parametrize("trait", ["not_chosen", "declined", "asked"])
def test_whose_yes_is_of_no_use_any_more_is_left_in_peace(trait):
    candidacy = CandidacyFactory(edition=EditionFactory(revealed=True), **{trait: True})
    ends(candidacy, now() + DAY)
    assert remind_of_renewals(at=now()) == 0


def test_whoever_took_their_yes_back_is_not_asked(laureate):
    withdraw_consent(request=request_of(laureate), at=now())
    assert remind_of_renewals(at=now() + 99 * DAY) == 0


def test_renewed_on_the_page_it_holds_as_long_again_with_everything_that_was_shown(laureate, client, clock):
    clock(end_of(laureate) - DAY)
    remind_of_renewals(at=now())
    client.get(path_in(letters("pioneers.renewal_asked")[0]), follow=True)
    page = client.post(PAGE, {"do": "renew"}, follow=True).content.decode()
    assert "Your consent is renewed." in page
    assert "renewed on" in page
    assert 'value="renew"' not in page
    new = Consent.objects.filter(withdrawn_at=None, replaced_at=None)
    assert sorted(new.values_list("scope", flat=True)) == ["candidacy", "name"]
    assert {consent.wording_version for consent in new} == {"2026-2"}
    assert {consent.expires_at for consent in new} == {now() + 3 * 365 * DAY}
    assert Consent.objects.filter(replaced_at=now()).count() == 2
    clock(now() + 2 * DAY)
    assert SECRET_NAME in client.get(GALLERY).content.decode()
    assert history_of(laureate.nominee)[0].verb == "pioneers.renew_consent"
    assert remind_of_renewals(at=now()) == 0


def test_opening_the_link_renews_nothing(laureate, client, clock):
    clock(end_of(laureate) - DAY)
    remind_of_renewals(at=now())
    for _time in range(2):
        client.get(path_in(letters("pioneers.renewal_asked")[0]), follow=True)
    assert not Consent.objects.exclude(replaced_at=None).exists()


def test_renewing_twice_is_done_once(laureate, clock):
    clock(end_of(laureate) - DAY)
    renew(laureate)
    renew(laureate)
    assert Consent.objects.filter(scope="candidacy").count() == 2


def test_long_before_the_end_there_is_nothing_to_renew(laureate):
    renew(laureate)
    assert Consent.objects.filter(scope="candidacy").count() == 1


def test_what_ran_out_can_be_renewed_afterwards_and_is_seen_again(laureate, client, clock):
    clock(end_of(laureate) + 30 * DAY)
    assert not published(now()).exists()
    renew(laureate)
    assert published(now()).exists()
    assert SECRET_NAME in client.get(GALLERY).content.decode()


def test_after_a_renewal_one_no_ends_everything(laureate, clock):
    clock(end_of(laureate) - DAY)
    renew(laureate)
    withdraw_consent(request=request_of(laureate), at=now())
    assert not published(now()).exists()
    assert not Consent.objects.filter(withdrawn_at=None, replaced_at=None).exists()


def test_only_what_is_switched_on_is_renewed_and_what_ran_out_can_be_switched_on_again(laureate, clock):
    set_visibility(request=request_of(laureate), shown_as="nothing", language="en", at=now())
    clock(end_of(laureate) - DAY)
    renew(laureate)
    assert not Consent.objects.filter(scope="name", withdrawn_at=None).exists()
    set_visibility(request=request_of(laureate), shown_as="name", language="en", at=now())
    ends(laureate, now() + DAY, scope="name", withdrawn_at=None)
    clock(now() + 2 * DAY)
    assert not published(now()).get().faces[0].name_stands
    set_visibility(request=request_of(laureate), shown_as="name", language="en", at=now())
    assert published(now()).get().faces[0].name_stands


def test_somebody_under_age_and_their_guardian_each_renew_their_own(laureate, clock):
    guarded(laureate)
    clock(end_of(laureate) - 14 * DAY)
    assert remind_of_renewals(at=now()) == 2
    assert sorted(asked()) == sorted(["mor@example.org", laureate.nominee.email])
    guardians = next(letter for letter in letters("pioneers.renewal_asked") if letter.to_email == "mor@example.org")
    assert guardians.language == "nb"
    renew(laureate)
    after = now() + 20 * DAY
    assert not published(after).exists()
    renew(laureate, "guardian")
    assert published(after).exists()


def test_the_guardian_renews_on_their_own_page(laureate, client, clock):
    guarded(laureate)
    clock(end_of(laureate) + DAY)
    renew(laureate)
    ask_renewal(nominee=laureate.nominee, by=ManagerFactory(), at=now())
    (letter,) = letters("pioneers.renewal_asked")
    assert letter.to_email == "mor@example.org"
    page = client.get(path_in(letter).removeprefix("/nb"), follow=True).content.decode()
    assert "Your consent ended on" in page
    assert 'value="renew"' in page
    client.post(PAGE, {"do": "renew"}, follow=True)
    assert published(now()).exists()


def test_the_page_of_one_under_age_says_when_the_guardians_yes_is_what_lacks(laureate, client, clock):
    guarded(laureate)
    clock(end_of(laureate) + DAY)
    ask_renewal(nominee=laureate.nominee, by=ManagerFactory(), at=now())
    own = next(one for one in letters("pioneers.renewal_asked") if one.to_email == laureate.nominee.email)
    page = client.get(path_in(own), follow=True).content.decode()
    assert "your guardian has to agree too" in page
    page = client.post(PAGE, {"do": "renew"}, follow=True).content.decode()
    assert "your guardian has to agree too" in page
    assert 'value="renew"' not in page


def test_who_has_come_of_age_answers_alone(laureate, client, clock):
    guarded(laureate, born=date(2009, 1, 1))
    ends(laureate, now() + 100 * DAY)
    clock(now() + 90 * DAY)  # eighteen for some weeks
    assert remind_of_renewals(at=now()) == 1
    assert asked() == [laureate.nominee.email]
    guardian = request_of(laureate, "guardian")
    with pytest.raises(NothingToRenew):
        renew_consent(request=guardian, language="nb", at=now())
    renew(laureate)
    guardian.refresh_from_db()
    assert guardian.ended_at == now()
    assert published(now() + 30 * DAY).exists()
    with pytest.raises(TooLateToAnswer):
        renew_consent(request=guardian, language="nb", at=now())


def test_who_comes_of_age_after_renewing_alone_needs_no_guardian_any_more(laureate, client, clock):
    guarded(laureate, born=date(2009, 3, 1))  # eighteen on the day before the yeses end
    ends(laureate, now() + 99 * DAY)
    clock(now() + 60 * DAY)
    renew(laureate)
    clock(now() + 60 * DAY)
    assert not published(now()).exists()
    assert "Your consent has ended" in open_page(client, laureate).content.decode()
    assert "Your consent is renewed." in client.post(PAGE, {"do": "renew"}, follow=True).content.decode()
    assert published(now()).exists()
    assert not Consent.objects.filter(role="guardian", replaced_at=None).exists()


def test_where_nobody_said_yes_there_is_nothing_to_renew():
    candidacy = CandidacyFactory(asked=True)
    with pytest.raises(NothingToRenew):
        renew(candidacy)


def waiting(viewer, at):
    return [
        row.title for part in worklist_now(viewer, at).values() for row in part.rows if row.kind == "pioneers.lapsed"
    ]


@pytest.mark.both
def test_what_ran_out_waits_for_the_secretariat_until_they_have_asked_once_more(laureate, manager):
    end = end_of(laureate)
    remind_of_renewals(at=end - 14 * DAY)
    assert waiting(manager, end - DAY) == []
    assert waiting(manager, end) == [laureate.nominee.name]
    assert waiting(AdministratorFactory(), end) == []
    with pytest.raises(NotAllowed):
        ask_renewal(nominee=laureate.nominee, by=AdministratorFactory(), at=end)
    ask_renewal(nominee=laureate.nominee, by=manager, at=end)
    ask_renewal(nominee=laureate.nominee, by=manager, at=end + timedelta(minutes=1))
    assert waiting(manager, end + DAY) == []
    first, second = letters("pioneers.renewal_asked")
    assert "is valid until" in text_of(first)
    assert "ended on" in text_of(second)


def test_two_wishes_to_ask_again_within_two_days_are_one(laureate, manager):
    end = end_of(laureate)
    for instant, written in (
        (end, 1),
        (end + 2 * DAY - timedelta(seconds=1), 1),
        (end + 2 * DAY, 2),
    ):
        ask_renewal(nominee=laureate.nominee, by=manager, at=instant)
        assert len(letters("pioneers.renewal_asked")) == written
    assert [line.data for line in history_of(laureate.nominee) if line.verb == "pioneers.ask_renewal"] == [
        {"letters": 1},
        {"letters": 1},
    ]


def test_who_is_asked_again_too_early_is_not_asked(laureate, manager):
    with pytest.raises(NothingToRenew):
        ask_renewal(nominee=laureate.nominee, by=manager, at=now())


def test_a_member_of_a_group_whose_yes_ran_out_waits_though_the_others_are_shown(laureate):
    other = NomineeFactory(candidacy=laureate, state="accepted")
    end = end_of_nominee(laureate.nominee)
    assert published(end).exists()
    assert list(lapsed(end)) == [Nominee.objects.get(pk=laureate.nominee.pk)]
    assert other not in lapsed(end)


def end_of_nominee(nominee):
    return Consent.objects.get(nominee=nominee, scope="candidacy").expires_at


def test_staff_ask_again_on_the_nominees_screen(laureate, manager, client, clock):
    client.force_login(manager)
    nominee = Nominee.objects.get()
    assert "Ask to renew" not in client.get(staff_url(nominee)).content.decode()
    clock(end_of(laureate) + DAY)
    client.force_login(manager)
    page = client.get(staff_url(nominee)).content.decode()
    assert "Ask to renew" in page
    assert "ended" in page
    assert client.post(staff_url(nominee, "action", "ask_renewal")).status_code == 302
    assert asked() == [nominee.email]


def test_reminding_costs_the_same_whoever_is_not_due(laureate, cost):
    at = end_of(laureate) - 90 * DAY
    with cost() as one:
        remind_of_renewals(at=at)
    for _number in range(2):
        CandidacyFactory(edition=laureate.edition, laureate=True)
    with cost() as three:
        remind_of_renewals(at=at)
    assert (one.queries, one.rows) == (three.queries, three.rows)
