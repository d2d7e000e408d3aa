"""Cities, memberships, contact persons and organisations of the demo.

Member cities without anything unflattering carry real names; whoever is refused, dismissed or late is invented, and so
are all organisations and their registration numbers (from ranges that no register hands out).
"""

from datetime import date, datetime, timedelta

from portal.cities.actions.cities import add_city
from portal.cities.actions.contacts import appoint_contact_person
from portal.cities.actions.organisations import register_organisation
from portal.cities.actions.seats import accept_seat, end_seat, invite_to_city
from portal.cities.actions.stand_ins import appoint_stand_in
from portal.cities.models import City, Country
from portal.cities.states import CityDuty, CityRole, CitySeatState, OrganisationKind
from portal.core.texts import fold
from portal.membership.actions.memberships import end_membership, start_membership
from portal.membership.models import Membership
from portal.people.models import User

COPENHAGEN = {"en": "Copenhagen", "sv": "Köpenhamn", "fi": "Kööpenhamina", "is": "Kaupmannahöfn"}
# name, country, names in other languages, years a member (None: not one), coordinates
CITIES = (
    ("København", "DK", COPENHAGEN, 8, (55.68, 12.57)),
    ("Stockholm", "SE", {"fi": "Tukholma", "is": "Stokkhólmur"}, 7, (59.33, 18.07)),
    ("Helsinki", "FI", {"sv": "Helsingfors", "da": "Helsingfors", "nb": "Helsingfors"}, 6, (60.17, 24.94)),
    ("Vantaa", "FI", {"sv": "Vanda"}, 4, (60.29, 25.04)),
    ("Oslo", "NO", {}, 8, (59.91, 10.75)),
    ("Bærum", "NO", {}, 5, (59.89, 10.52)),
    ("Stavanger", "NO", {}, 6, (58.97, 5.73)),
    ("Kristiansand", "NO", {}, 6, (58.15, 8.00)),
    ("Tromsø", "NO", {}, 5, (69.65, 18.96)),
    ("Bodø", "NO", {}, 3, (67.28, 14.40)),
    ("Reykjavík", "IS", dict.fromkeys(("da", "nb", "sv", "fi"), "Reykjavik"), 5, (64.15, -21.94)),
    ("Fjordvik", "NO", {}, 4, None),
    ("Søndervang", "DK", {}, 3, None),
    ("Kuusilahti", "FI", {"sv": "Granviken"}, 2, None),
    ("Norrhamn", "SE", {}, 3, None),
    ("Ekvik", "SE", {}, 1, None),
    ("Havnsund", "NO", {}, 6, None),
    ("Granelv", "NO", {}, 5, None),
    ("Åsmyr", "NO", {}, 4, None),
    ("Nørrelund", "DK", {}, 4, None),
    ("Hraunvík", "IS", {}, 3, None),
    ("Lilleseter", "NO", {}, None, None),
    ("Vesterby", "DK", {}, None, None),
)  # fmt: skip
UNAPPROVED = ("Ekvik",)
CONTACTS = {
    "Fjordvik": "contact-no@demo.test",
    "Søndervang": "contact-dk@demo.test",
    "Kuusilahti": "contact-fi@demo.test",
}
# Invented people, who sign in by a code.
OTHER_CONTACTS = {
    "København": "Mette Ravn",
    "Stockholm": "Karin Ståhlberg",
    "Helsinki": "Sanna Koivula",
    "Vantaa": "Petri Lahtela",
    "Oslo": "Hedda Myklebust",
    "Bærum": "Anders Teigland",
    "Stavanger": "Silje Rossavik",
    "Kristiansand": "Gaute Heddeland",
    "Tromsø": "Ellinor Kvaløy",
    "Bodø": "Trygve Saltnes",
    "Reykjavík": "Sóley Bergdal",
}
# city, address (None: an account of its own), name, role, position, what they may do, state
PEOPLE = (
    ("Fjordvik", "mayor-no@demo.test", "Turid Nygård", CityRole.POLITICIAN, "Ordfører", (), CitySeatState.ACTIVE),
    ("Fjordvik", None, "Eskil Brandvold", CityRole.COLLEAGUE, "", ("applications", "events"), CitySeatState.ACTIVE),
    ("Fjordvik", None, "Randi Solbakk", CityRole.COLLEAGUE, "", ("invoices",), CitySeatState.INVITED),
    ("Søndervang", None, "Birgit Holmgaard", CityRole.COLLEAGUE, "", ("reports", "events"), CitySeatState.ACTIVE),
    ("Kuusilahti", None, "Arvo Mäkelin", CityRole.COLLEAGUE, "", ("invoices", "advice"), CitySeatState.ENDED),
    ("Kuusilahti", None, "Saara Vuorela", CityRole.COLLEAGUE, "", tuple(CityDuty.values), CitySeatState.ACTIVE),
)
STANDS_IN = ("Kuusilahti", "Saara Vuorela")
LANGUAGES = {"DK": "da", "NO": "nb", "SE": "sv", "FI": "fi", "IS": "is"}
# kind, name, country, number, city
ORGANISATIONS = (
    (OrganisationKind.VOLUNTARY, "Nattljus Norrhamn", "SE", "9920100204", "Norrhamn"),
    (OrganisationKind.VOLUNTARY, "Fjordvik Fritidsforum", "NO", "100200309", "Fjordvik"),
    (OrganisationKind.VOLUNTARY, "Havneklubben Søndervang", "DK", "99001003", "Søndervang"),
    (OrganisationKind.VOLUNTARY, "Kuusilahden Nuorisoverstas", "FI", "99900008", "Kuusilahti"),
    (OrganisationKind.FOUNDATION, "Lysvakt-stiftelsen", "NO", "100200317", None),
    (OrganisationKind.FOUNDATION, "Fonden for Byens Unge", "DK", "99001011", None),
)


def load_cities(at: datetime) -> None:
    """Members joined over the past eight years; one left, one leaves this week, one has neither a contact person nor an
    approval on file, which staff see."""
    by = User.objects.get(email="manager@demo.test")
    began = at - timedelta(days=729)
    for name, country, names, years, place in CITIES:
        latitude, longitude = place or (None, None)
        city = add_city(
            country=Country.objects.get(code=country),
            name=name,
            names=names,
            latitude=latitude,
            longitude=longitude,
            by=by,
            at=began,
        )
        register_organisation(
            kind=OrganisationKind.MUNICIPALITY,
            name=_municipality(name, country),
            country=country,
            city=city,
            by=by,
            at=began,
        )
        if years is not None:
            start_membership(
                city=city,
                starts=date(at.year - years, 1, 1),
                **({} if name in UNAPPROVED else _approved(at.year - years - 1)),
                by=by,
                at=began,
            )
    _former_member(by, at)
    _leaving_member(by, at)
    for city, email in CONTACTS.items():
        appoint_contact_person(city=City.objects.get(name=city), email=email, by=by, at=began)
    _other_contacts(by, began)
    _people(at)
    for kind, name, country, number, city in ORGANISATIONS:
        register_organisation(
            kind=kind,
            name=name,
            country=country,
            registration_number=number,
            city=City.objects.get(name=city) if city else None,
            by=by,
            at=began,
        )


def _other_contacts(by: User, at: datetime) -> None:
    """Someone in each city of a real name; of the invented members, Ekvik has nobody yet."""
    for name, person in OTHER_CONTACTS.items():
        city = City.objects.get(name=name)
        email, language = f"contact@{city.slug}.demo.test", LANGUAGES[city.country_id]
        appoint_contact_person(city=city, email=email, name=person, language=language, by=by, at=at)


def _people(at: datetime) -> None:
    """Colleagues and a mayor, each state once; in Kuusilahti somebody stands in for the contact person this month."""
    for name, email, person, role, position, may, state in PEOPLE:
        city = City.objects.select_related("country").get(name=name)
        invited = at - timedelta(days=3 if state == CitySeatState.INVITED else 200)
        local = fold(person).replace(" ", ".")
        seat = invite_to_city(
            city=city,
            email=email or f"{local}@{city.slug}.demo.test",
            name=person,
            role=role,
            position=position,
            duties=may,
            language=LANGUAGES[city.country_id],
            by=city.contact_persons.get(until=None).user,
            at=invited,
        )
        if state != CitySeatState.INVITED:
            accept_seat(seat=seat, by=seat.user, at=invited + timedelta(days=1))
        if state == CitySeatState.ENDED:
            end_seat(seat=seat, by=seat.user, at=at - timedelta(days=40))
        if (name, person) == STANDS_IN:
            lead = city.contact_persons.get(until=None).user
            since, until = at.date() - timedelta(days=10), at.date() + timedelta(days=20)
            appoint_stand_in(city=city, seat=seat, since=since, until=until, by=lead, at=at - timedelta(days=12))


def _former_member(by: User, at: datetime) -> None:
    city = City.objects.get(name="Vesterby")
    membership = start_membership(city=city, starts=date(at.year - 5, 1, 1), by=by, at=at - timedelta(days=728))
    end_membership(membership=membership, ends=date(at.year - 1, 1, 1), by=by, at=at - timedelta(days=500))


def _leaving_member(by: User, at: datetime) -> None:
    """Ends within the week, and nothing follows it yet."""
    membership = Membership.objects.get(city__name="Åsmyr")
    end_membership(membership=membership, ends=at.date() + timedelta(days=5), by=by, at=at - timedelta(days=60))


def _approved(year: int) -> dict:
    return {"approved_on": date(year, 11, 20), "approved_by": "City council"}


def _municipality(city: str, country: str) -> str:
    return {"NO": f"{city} kommune", "DK": f"{city} Kommune", "SE": f"{city}s kommun", "FI": city}.get(country, city)
