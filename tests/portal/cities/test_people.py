"""Who works for a city: invited, accepted, changed, handed over, standing in, gone."""

from datetime import timedelta

import pytest
from django.urls import reverse

from portal.audit.actions.erasure import erase_person
from portal.audit.retention import Expiry
from portal.cities.actions.contacts import hand_over_contact_person
from portal.cities.actions.seats import accept_seat, end_seat, invite_to_city, update_seat
from portal.cities.actions.stand_ins import appoint_stand_in, end_stand_in
from portal.cities.errors import (
    AccountEnded,
    AlreadyOfCity,
    DutyMissing,
    EndsBeforeItStarts,
    InvitationOver,
    NotAColleague,
    StandInOverlaps,
)
from portal.cities.models import CitySeat, ContactPerson, StandIn
from portal.cities.queries.contacts import active_contacts
from portal.cities.queries.people import (
    cities_acted_for,
    cities_read_by,
    may_act_for,
    may_lead,
    people_acting_for,
    politicians_of,
)
from portal.cities.retention import expire_people_past_term
from portal.cities.states import CityDuty, CityRole, CitySeatState
from portal.core.clock import now, today
from portal.core.errors import NotAllowed
from portal.core.states import TransitionRefused
from portal.mail.models import Letter
from portal.people.models import Tie
from tests.factories.cities import CityFactory, CitySeatFactory, ContactPersonFactory, StandInFactory
from tests.factories.people import AdministratorFactory, ManagerFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact():
    return ContactPersonFactory(city=CityFactory(name="Fjordvik"), user__name="Ingeborg Strand")


def invited(contact, email="ola@fjordvik.test", **options):
    options = {"role": CityRole.COLLEAGUE, "duties": [CityDuty.EVENTS], "name": "Ola Vik", **options}
    return invite_to_city(city=contact.city, email=email, by=contact.user, at=now(), **options)


def letters(kind):
    return Letter.objects.filter(template=f"cities/{kind}")


def test_an_invited_colleague_sees_the_city_once_they_accept_and_may_do_what_they_were_given(client, contact):
    seat = invited(contact)
    letter = letters("invitation").get()
    assert letter.to_email == "ola@fjordvik.test"
    assert "Ingeborg Strand" in letter.text
    assert "Sign up for events" in letter.text
    assert f"/city/invitations/{seat.uuid}/" in letter.text
    assert cities_read_by(seat.user, now()) == []

    client.force_login(seat.user)
    address = reverse("cities:invitation", args=[seat.uuid])
    assert "Fjordvik" in client.get(address).content.decode()
    assert cities_read_by(seat.user, now()) == []  # opening changes nothing
    answered = client.post(address, {"answer": "accept"}, follow=True)

    assert "Welcome to your city" in answered.content.decode()
    assert cities_acted_for(seat.user, now(), CityDuty.EVENTS) == [contact.city]
    assert cities_acted_for(seat.user, now(), CityDuty.INVOICES) == []
    assert not may_lead(seat.user, contact.city, now())
    assert client.post(address, {"answer": "accept"}).status_code == 302  # twice is once


def test_a_declined_invitation_opens_nothing_and_can_be_sent_anew(client, contact):
    seat = invited(contact)
    client.force_login(seat.user)

    client.post(reverse("cities:invitation", args=[seat.uuid]), {"answer": "decline"})

    assert cities_read_by(seat.user, now()) == []
    with pytest.raises(InvitationOver):
        accept_seat(seat=seat, by=seat.user, at=now())
    assert "no longer valid" in client.get(reverse("cities:invitation", args=[seat.uuid])).content.decode()
    assert invited(contact).pk != seat.pk
    assert letters("invitation").count() == 2


def test_nobody_else_reads_or_answers_an_invitation(client, contact):
    seat = invited(contact)
    client.force_login(contact.user)

    assert client.get(reverse("cities:invitation", args=[seat.uuid])).status_code == 404
    with pytest.raises(NotAllowed):
        accept_seat(seat=seat, by=contact.user, at=now())


def test_the_same_invitation_twice_is_sent_once_and_another_one_is_refused(contact):
    assert invited(contact) == invited(contact)
    assert letters("invitation").count() == 1
    with pytest.raises(AlreadyOfCity):
        invited(contact, duties=[CityDuty.ADVICE])
    with pytest.raises(AlreadyOfCity):
        invited(contact, email=contact.user.email)


def test_an_invitation_that_ran_out_is_refused_and_makes_way_for_a_new_one(contact):
    seat = invited(contact)
    late = now() + timedelta(days=31)

    with pytest.raises(InvitationOver):
        accept_seat(seat=seat, by=seat.user, at=late)
    again = invite_to_city(
        city=contact.city, email="ola@fjordvik.test", role=CityRole.COLLEAGUE, duties=["events"], by=None, at=late
    )

    assert again.pk != seat.pk
    assert accept_seat(seat=again, by=again.user, at=late).state == CitySeatState.ACTIVE


def test_a_colleague_has_something_to_do_and_a_politician_has_not(contact):
    with pytest.raises(DutyMissing):
        invited(contact, duties=[])
    mayor = invited(contact, role=CityRole.POLITICIAN, duties=["invoices"], position="Mayor")
    accept_seat(seat=mayor, by=mayor.user, at=now())

    assert cities_read_by(mayor.user, now()) == [contact.city]
    assert cities_acted_for(mayor.user, now()) == []
    assert politicians_of(contact.city) == [mayor.user]


def test_a_closed_account_is_not_invited(contact):
    UserFactory(email="ola@fjordvik.test", ended=True)
    with pytest.raises(AccountEnded):
        invited(contact)


@pytest.mark.parametrize("someone", ["stranger", "colleague", "former"])
def test_only_who_leads_the_city_invites_hands_over_and_names_stand_ins(contact, someone):
    seat = CitySeatFactory(city=contact.city)
    by = {
        "stranger": lambda: ContactPersonFactory().user,
        "colleague": lambda: CitySeatFactory(city=contact.city).user,
        "former": lambda: ContactPersonFactory(city=contact.city, until=now()).user,
    }[someone]()
    with pytest.raises(NotAllowed):
        invite_to_city(city=contact.city, email="a@b.test", role="colleague", duties=["events"], by=by, at=now())
    with pytest.raises(NotAllowed):
        hand_over_contact_person(city=contact.city, seat=seat, by=by, at=now())
    with pytest.raises(NotAllowed):
        appoint_stand_in(city=contact.city, seat=seat, since=today(), until=today(), by=by, at=now())
    with pytest.raises(NotAllowed):
        update_seat(seat=seat, duties=["events"], by=by, at=now())
    with pytest.raises(NotAllowed):
        end_seat(seat=seat, by=by, at=now())


def test_what_a_colleague_may_do_is_changed_and_no_more_once_they_are_gone(contact):
    seat = CitySeatFactory(city=contact.city)

    update_seat(seat=seat, duties=[CityDuty.REPORTS], by=contact.user, at=now())

    assert not may_act_for(seat.user, contact.city, CityDuty.EVENTS, now())
    assert may_act_for(seat.user, contact.city, CityDuty.REPORTS, now())
    end_seat(seat=seat, by=contact.user, at=now())
    with pytest.raises(TransitionRefused):
        update_seat(seat=seat, duties=[CityDuty.EVENTS], by=contact.user, at=now())


def test_who_is_removed_is_told_once_and_who_leaves_is_not(contact):
    removed, leaving, asked = (CitySeatFactory(city=contact.city) for _ in range(3))
    CitySeat.objects.filter(pk=asked.pk).update(state=CitySeatState.INVITED)
    for _twice in range(2):
        end_seat(seat=removed, by=contact.user, at=now())
    end_seat(seat=leaving, by=leaving.user, at=now())
    end_seat(seat=asked, by=contact.user, at=now())

    assert [letter.to_email for letter in letters("seat_ended")] == [removed.user.email]
    assert cities_read_by(removed.user, now()) == cities_read_by(leaving.user, now()) == []


def test_the_city_is_handed_over_without_a_moment_with_two_or_none(contact):
    seat = CitySeatFactory(city=contact.city)
    at = now()

    for _twice in range(2):
        hand_over_contact_person(city=contact.city, seat=seat, by=ManagerFactory(), at=at)

    assert [row.user for row in active_contacts(at)] == [seat.user]
    assert ContactPerson.objects.filter(city=contact.city).count() == 2
    assert may_lead(seat.user, contact.city, at)
    assert not may_lead(contact.user, contact.city, at)
    # Nothing is lost: the one before goes on with every duty, and it can be handed back.
    assert may_act_for(contact.user, contact.city, CityDuty.APPLICATIONS, at)
    assert letters("contact_appointed").get().to_email == seat.user.email
    assert letters("contact_ended").get().to_email == contact.user.email
    own = CitySeat.objects.get(city=contact.city, user=contact.user)
    hand_over_contact_person(city=contact.city, seat=own, by=seat.user, at=at + timedelta(hours=1))
    assert may_lead(contact.user, contact.city, at + timedelta(hours=1))


def test_the_city_is_not_handed_to_whoever_has_not_accepted_sits_elsewhere_or_is_gone(contact):
    for seat in (
        CitySeatFactory(city=contact.city, invited=True),
        CitySeatFactory(city=contact.city, role=CityRole.POLITICIAN),
        CitySeatFactory(),
    ):
        with pytest.raises(NotAColleague):
            hand_over_contact_person(city=contact.city, seat=seat, by=contact.user, at=now())
    closed = CitySeatFactory(city=contact.city, user__ended=True)
    with pytest.raises(AccountEnded):
        hand_over_contact_person(city=contact.city, seat=closed, by=contact.user, at=now())
    assert [row.user for row in active_contacts(now())] == [contact.user]


def test_a_stand_in_leads_from_the_first_to_the_last_day_and_the_contact_person_too(clock):
    clock("2026-03-01T12:00:00Z")
    contact = ContactPersonFactory()
    seat = CitySeatFactory(city=contact.city, duties=[CityDuty.EVENTS])
    since, until = today() + timedelta(days=1), today() + timedelta(days=2)

    for _twice in range(2):
        appoint_stand_in(city=contact.city, seat=seat, since=since, until=until, by=contact.user, at=now())

    assert StandIn.objects.count() == letters("stand_in").count() == 1
    assert "2 March 2026" in letters("stand_in").get().text
    assert "3 March 2026" in letters("stand_in").get().text
    leads = {
        instant: may_lead(seat.user, contact.city, now() + timedelta(hours=hours))
        for instant, hours in {"eve": 10, "first day": 12, "last evening": 58, "day after": 60}.items()
    }
    assert leads == {"eve": False, "first day": True, "last evening": True, "day after": False}
    during = now() + timedelta(days=1)
    assert may_lead(contact.user, contact.city, during)
    assert people_acting_for(contact.city, during, CityDuty.INVOICES) == sorted(
        [contact.user, seat.user], key=lambda user: user.pk
    )


def test_two_never_stand_in_at_once_and_a_time_has_an_order(contact):
    first, second = CitySeatFactory(city=contact.city), CitySeatFactory(city=contact.city)
    day = today()
    given = {"city": contact.city, "by": contact.user, "at": now()}
    standing = appoint_stand_in(seat=first, since=day, until=day + timedelta(days=5), **given)

    with pytest.raises(StandInOverlaps):
        appoint_stand_in(seat=second, since=day + timedelta(days=5), until=day + timedelta(days=9), **given)
    with pytest.raises(EndsBeforeItStarts):
        appoint_stand_in(seat=second, since=day, until=day - timedelta(days=1), **given)
    for _twice in range(2):
        end_stand_in(stand_in=standing, by=contact.user, at=now())
    assert not may_lead(first.user, contact.city, now())
    assert appoint_stand_in(seat=second, since=day + timedelta(days=5), until=day + timedelta(days=9), **given)


def test_whoever_works_or_sits_for_a_city_is_tied_to_it_and_does_not_judge_it(contact):
    people = {role: PersonFactory(with_account=True) for role in CityRole}
    seats = [CitySeatFactory(city=contact.city, user=one.user, role=role, invited=True) for role, one in people.items()]
    for seat in seats:
        accept_seat(seat=seat, by=seat.user, at=now())

    ties = {tie.person: (tie.nature, tie.target) for tie in Tie.objects.all()}
    assert ties == {
        people[CityRole.COLLEAGUE]: ("employment", contact.city.uuid),
        people[CityRole.POLITICIAN]: ("office", contact.city.uuid),
    }
    end_seat(seat=seats[0], by=contact.user, at=now())
    assert Tie.objects.get(person=people[CityRole.COLLEAGUE]).until is not None


def test_someone_erased_leaves_no_name_among_the_people_of_a_city(contact):
    seat = CitySeatFactory(city=contact.city, position="Adviser")
    StandInFactory(city=contact.city, user=seat.user)

    erase_person(person=seat.user, by=AdministratorFactory(), at=now())

    seat.refresh_from_db()
    assert (seat.state, seat.user, seat.position) == (CitySeatState.ENDED, None, "")
    assert not StandIn.objects.exists()


def test_who_worked_for_a_city_is_forgotten_after_the_term_of_its_country(contact):
    long_ago = now() - timedelta(days=900)
    gone = CitySeatFactory(city=contact.city, ended=True, until=long_ago)
    StandInFactory(city=contact.city, since=long_ago, until=long_ago)
    kept = CitySeatFactory(city=CityFactory(country="DK"), ended=True, until=long_ago)
    recent, present = CitySeatFactory(city=contact.city, ended=True), CitySeatFactory(city=contact.city)
    rule = {"noun": "cities.seat", "before": now() - timedelta(days=730), "at": now()}

    assert expire_people_past_term(Expiry(country="", own_rules=("DK",), **rule)) == 2
    assert set(CitySeat.objects.all()) == {kept, recent, present}
    assert gone not in CitySeat.objects.all()
    assert expire_people_past_term(Expiry(country="DK", own_rules=(), **rule)) == 1


def test_the_people_page_shows_everyone_and_offers_steps_to_who_leads_alone(client, contact):
    colleague = CitySeatFactory(city=contact.city, user__name="Ola Vik", duties=[CityDuty.EVENTS])
    CitySeatFactory(city=contact.city, user__name="Kari Aas", role=CityRole.POLITICIAN, position="Mayor")
    CitySeatFactory(city=contact.city, user__name="Not Yet", invited=True)
    StandInFactory(city=contact.city, user=colleague.user)
    address = reverse("cities:people", args=[contact.city.uuid])

    client.force_login(contact.user)
    shown = client.get(address).content.decode()
    for text in (
        "Ingeborg Strand",
        "Ola Vik",
        "Kari Aas, Mayor",
        "Sign up for events",
        "Not Yet",
        "Invite a colleague",
    ):
        assert text in shown
    client.force_login(CitySeatFactory(city=contact.city).user)
    shown = client.get(address).content.decode()
    assert "Ola Vik" in shown
    assert "Not Yet" not in shown
    assert "Invite a colleague" not in shown
    client.force_login(ContactPersonFactory().user)
    assert client.get(address).status_code == 404


def test_the_people_page_costs_the_same_for_one_and_for_three(client, contact, cost):
    client.force_login(contact.user)
    address = reverse("cities:people", args=[contact.city.uuid])
    CitySeatFactory(city=contact.city)
    client.get(address)
    with cost() as one:
        client.get(address)
    CitySeatFactory(city=contact.city)
    CitySeatFactory(city=contact.city)
    with cost() as three:
        client.get(address)
    assert one.queries == three.queries


def test_the_contact_person_does_it_all_by_the_pages(client, contact):
    client.force_login(contact.user)
    city = contact.city.uuid
    page = {"name": "Ola Vik", "email": "ola@fjordvik.test", "role": "colleague", "language": "nb"}

    refused = client.post(reverse("cities:invite", args=[city]), page)
    assert "Choose at least one thing the colleague may do." in refused.content.decode()
    client.post(reverse("cities:invite", args=[city]), {**page, "duties": ["events", "reports"]})
    seat = CitySeat.objects.get(user__email="ola@fjordvik.test")
    assert seat.duties == ["events", "reports"]
    hand_over = reverse("cities:hand_over", args=[city])
    assert "Invite one first" in client.get(hand_over).content.decode()
    accept_seat(seat=seat, by=seat.user, at=now())

    client.post(reverse("cities:edit_seat", args=[city, seat.uuid]), {"duties": ["advice"]})
    seat.refresh_from_db()
    assert seat.duties == ["advice"]
    day = today().isoformat()
    stand_in = {"seat": str(seat.uuid), "since": day, "until": day}
    client.post(reverse("cities:stand_in", args=[city]), stand_in)
    standing = StandIn.objects.get()
    client.post(reverse("cities:end_stand_in", args=[city, standing.uuid]))
    standing.refresh_from_db()
    assert standing.until <= now()
    backwards = {**stand_in, "until": (today() - timedelta(days=1)).isoformat()}
    refused = client.post(reverse("cities:stand_in", args=[city]), backwards).content.decode()
    assert "must not be before the first day" in refused
    assert f'value="{day}"' in refused  # what was typed is still there
    client.post(hand_over, {"seat": str(seat.uuid)})
    assert may_lead(seat.user, contact.city, now())
    assert client.get(hand_over).status_code == 404  # no longer theirs
    client.post(reverse("cities:end_seat", args=[city, CitySeat.objects.get(user=contact.user).uuid]))
    assert cities_read_by(contact.user, now()) == []


def test_staff_invite_a_mayor_where_nobody_leads_and_remove_them(client):
    city = CityFactory(name="Ekvik")
    client.force_login(ManagerFactory())
    wanted = {
        "city": city.pk, "name": "Eva Ek", "email": "mayor@ekvik.test", "role": "politician", "position": "Mayor",
        "language": "en",
    }  # fmt: skip

    client.post(reverse("cities_cityseat:add"), wanted)

    seat = CitySeat.objects.get()
    assert (seat.city, seat.position, seat.state) == (city, "Mayor", CitySeatState.INVITED)
    assert "Eva Ek" in client.get(reverse("cities_cityseat:index")).content.decode()
    client.post(reverse("cities_cityseat:action", args=[seat.uuid, "end"]))
    seat.refresh_from_db()
    assert seat.state == CitySeatState.ENDED
