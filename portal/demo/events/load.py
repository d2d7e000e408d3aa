"""Events of the demo: every kind and state; a team of five with a sixth who waits; a webinar with those who came."""

import tomllib
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from portal.cities.models import City
from portal.core.zones import instant_of
from portal.events.actions.door import add_door_helper, check_in
from portal.events.actions.events import cancel_event, create_event, publish_event
from portal.events.actions.motions import (
    cast_ballot,
    close_ballot,
    create_motion,
    give_proxy,
    open_ballot,
    write_minutes,
)
from portal.events.actions.programme import create_programme_item
from portal.events.actions.registrations import register_guest, register_oneself, register_team_member
from portal.events.actions.teams import agree_team_limit, invite_city
from portal.events.models import Event
from portal.events.states import EventState
from portal.people.models import User

SOURCE = Path(__file__).parent / "gatherings.toml"
# Days before an event that its registration opens.
WINDOW = 60
# The team of Fjordvik: five with a place, the sixth waits. Name, language, food, access.
TEAM = (
    ("Eskil Brandvold", "nb", "", ""),
    ("Ane Sjøvold", "nb", "Vegetarian", ""),
    ("Torleif Nesheim", "nb", "", "A seat near the door"),
    ("Amina Warsame", "en", "Halal", ""),
    ("Jorunn Eikeland", "nb", "", ""),
    ("Per-Otto Langeland", "nb", "No nuts", ""),
)
MOTIONS = (
    (
        {"en": "Rules of procedure", "nb": "Forretningsorden"},
        {"en": "Ballots may be held before the assembly meets.", "nb": "Det kan stemmes før forsamlingen møtes."},
    ),
    (
        {"en": "Themes of next year", "nb": "Temaer for neste år"},
        {
            "en": "Council meetings under pressure, and the hours after school.",
            "nb": "Kommunestyrer under press, og timene etter skolen.",
        },
    ),
    (
        {"en": "Budget", "nb": "Budsjett"},
        {"en": "Half of it goes to meetings on site.", "nb": "Halvparten går til møter på stedet."},
    ),
)
VIEWERS = ("Yasmin Hedlund", "Oskar Brekke", "Maija Leppänen", "Søren Dalgaard")


def load_events(at: datetime) -> None:
    """Everything goes by the actions, at instants before that of loading."""
    by = User.objects.get(email="manager@demo.test")
    events = {}
    for told in tomllib.loads(SOURCE.read_text(encoding="utf-8"))["event"]:
        events[told["key"]] = _event(told, by, at)
    _team(events["camp"], at)
    agree_team_limit(
        event=events["camp"],
        city=City.objects.get(name="Søndervang"),
        limit=7,
        reason="They bring the youth council’s two spokespeople, as agreed in the spring.",
        by=by,
        at=at - timedelta(days=9),
    )
    add_door_helper(event=events["camp"], email="advisor@demo.test", by=by, at=at - timedelta(days=2))
    _webinar(events["webinar"], by)
    _assembly(events["assembly"], by, at)
    nominator = User.objects.get(email="nominator@demo.test")
    coming = register_oneself(event=events["ceremony"], by=nominator, at=at - timedelta(days=5))
    register_guest(
        registration=coming,
        name="Vilde Brekke",
        email="vilde.brekke@guests.example",
        language="nb",
        by=nominator,
        at=at - timedelta(days=4),
    )


def _event(told: dict, by: User, at: datetime) -> Event:
    days, hour = told["starts"]
    zone = told["zone"]
    day = at.astimezone(ZoneInfo(zone)).date() + timedelta(days=days)
    starts_at = instant_of(datetime.combine(day, time(hour)), zone)
    written = min(starts_at - timedelta(days=WINDOW + 10), at - timedelta(days=20))
    event = create_event(
        kind=told["kind"],
        audience=told["audience"],
        titles=told["titles"],
        introductions=told["introductions"],
        descriptions=told["descriptions"],
        zone=zone,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=told["hours"]),
        places=told["places"],
        address=told.get("address", ""),
        link=told.get("link", ""),
        registration_opens_at=min(starts_at, at) - timedelta(days=WINDOW),
        registration_closes_at=starts_at - timedelta(hours=1),
        capacity=told.get("capacity"),
        team_limit=told.get("team_limit", 5),
        guest_limit=told.get("guest_limit", 0),
        needs_days=14,
        by=by,
        at=written,
    )
    for item in told.get("programme", ()):
        begins = starts_at + timedelta(hours=item["hour"])
        create_programme_item(
            event=event,
            titles={code: item[code] for code in ("en", "nb")},
            descriptions={},
            speakers=item["speakers"],
            starts_at=begins,
            ends_at=begins + timedelta(minutes=item["minutes"]),
            by=by,
            at=written,
        )
    for city in told.get("invited", ()):
        invite_city(event=event, city=City.objects.get(name=city), by=by, at=written)
    if told.get("state") == EventState.DRAFT:
        return event
    event = publish_event(event=event, by=by, at=written + timedelta(days=1))
    if told.get("state") == EventState.CANCELLED:
        event = cancel_event(event=event, reason=told["reason"], by=by, at=at - timedelta(days=3))
    return event


def _team(camp: Event, at: datetime) -> None:
    city, contact = City.objects.get(name="Fjordvik"), User.objects.get(email="contact-no@demo.test")
    for number, (name, language, diet, access) in enumerate(TEAM):
        register_team_member(
            event=camp,
            city=city,
            name=name,
            email=f"{name.split()[0].lower()}@fjordvik.example",
            language=language,
            diet=diet,
            access=access,
            by=contact,
            at=at - timedelta(days=12 - number),
        )


def _webinar(webinar: Event, by: User) -> None:
    for number, name in enumerate(VIEWERS):
        user = User.objects.filter(name=name).first()
        if user is None:
            continue
        seat = register_oneself(event=webinar, by=user, at=webinar.starts_at - timedelta(days=8 + number))
        if number < len(VIEWERS) - 1:
            check_in(registration=seat, by=by, at=webinar.starts_at + timedelta(minutes=number))


def _assembly(assembly: Event, by: User, at: datetime) -> None:
    """Three motions: one decided, one whose ballot is open, one still to come. Kuusilahti votes by proxy."""
    contacts = {
        name: User.objects.get(email=f"contact-{code}@demo.test")
        for name, code in (("Fjordvik", "no"), ("Søndervang", "dk"), ("Kuusilahti", "fi"))
    }
    cities = {name: City.objects.get(name=name) for name in contacts}
    written = at - timedelta(days=8)
    motions = [
        create_motion(event=assembly, number=number, titles=titles, texts=texts, by=by, at=written)
        for number, (titles, texts) in enumerate(MOTIONS, start=1)
    ]
    give_proxy(
        event=assembly,
        city=cities["Kuusilahti"],
        holder=cities["Fjordvik"],
        by=contacts["Kuusilahti"],
        at=at - timedelta(days=6),
    )
    decided, under_way, _later = motions
    open_ballot(motion=decided, by=by, at=at - timedelta(days=5))
    for name, acting, choice in (
        ("Fjordvik", "Fjordvik", "for"),
        ("Kuusilahti", "Fjordvik", "for"),
        ("Søndervang", "Søndervang", "abstain"),
    ):
        cast_ballot(
            motion=decided,
            city=cities[name],
            acting=cities[acting],
            choice=choice,
            by=contacts[acting],
            at=at - timedelta(days=4),
        )
    close_ballot(motion=decided, by=by, at=at - timedelta(days=3))
    write_minutes(
        motion=decided,
        minutes="Adopted in advance by ballot, two for, one abstaining. The rules apply from the day of the assembly.",
        by=by,
        at=at - timedelta(days=2),
    )
    open_ballot(motion=under_way, by=by, at=at - timedelta(days=1))
    cast_ballot(
        motion=under_way,
        city=cities["Søndervang"],
        acting=cities["Søndervang"],
        choice="against",
        by=contacts["Søndervang"],
        at=at - timedelta(hours=20),
    )
