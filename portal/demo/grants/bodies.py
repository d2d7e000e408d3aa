"""Who applies: contact persons of the invented cities, and people who represent voluntary organisations."""

from datetime import datetime, timedelta

from grants.actions.seats import ask_to_represent, confirm_representative, end_representative
from portal.cities.actions.contacts import appoint_contact_person
from portal.cities.models import City, Organisation
from portal.people.actions.accounts import open_account
from portal.people.models import User

# City: address, name and language of its contact person. They sign in by a code; the letter is at /dev/mail/.
CONTACTS = {
    "Havnsund": ("sigrid.aune@havnsund.demo.test", "Sigrid Aune", "nb"),
    "Granelv": ("torbjorn.lie@granelv.demo.test", "Torbjørn Lie", "nb"),
    "Åsmyr": ("marte.elvebakk@asmyr.demo.test", "Marte Elvebakk", "nb"),
    "Norrhamn": ("linnea.sjoberg@norrhamn.demo.test", "Linnéa Sjöberg", "sv"),
    "Nørrelund": ("kirsten.holm@norrelund.demo.test", "Kirsten Holm", "da"),
    "Hraunvík": ("gudrun.arnadottir@hraunvik.demo.test", "Guðrún Árnadóttir", "is"),
}
# Organisation: address, name and language of whom it sends.
REPRESENTATIVES = {
    "Nattljus Norrhamn": ("applicant@demo.test", "Yasmin Hedlund", "sv"),
    "Fjordvik Fritidsforum": ("amund@fritidsforum.demo.test", "Amund Vik", "nb"),
    "Havneklubben Søndervang": ("ida@havneklubben.demo.test", "Ida Friis", "da"),
    "Kuusilahden Nuorisoverstas": ("aino@nuorisoverstas.demo.test", "Aino Lehto", "fi"),
}


def load_bodies(manager: User, at: datetime) -> None:
    """All were settled long ago, but for one who waits for the secretariat and one who has moved on."""
    began = at - timedelta(days=700)
    for city, (email, name, language) in CONTACTS.items():
        appoint_contact_person(
            city=City.objects.get(name=city), email=email, name=name, language=language, by=manager, at=began
        )
    for body, (email, name, language) in REPRESENTATIVES.items():
        _confirmed(body, open_account(email=email, name=name, language=language, confirmed=True, at=began), manager, at)
    _waiting(at)
    _moved_on(manager, at)


def _confirmed(body: str, user: User, manager: User, at: datetime):
    seat = ask_to_represent(organisation=Organisation.objects.get(name=body), by=user, at=at - timedelta(days=690))
    return confirm_representative(seat=seat, by=manager, at=at - timedelta(days=688))


def _waiting(at: datetime) -> None:
    asked = at - timedelta(days=2)
    user = open_account(email="jonas@nattljus.demo.test", name="Jonas Wallin", language="sv", confirmed=True, at=asked)
    ask_to_represent(organisation=Organisation.objects.get(name="Nattljus Norrhamn"), by=user, at=asked)


def _moved_on(manager: User, at: datetime) -> None:
    before = at - timedelta(days=695)
    user = open_account(
        email="bjorn@fritidsforum.demo.test", name="Bjørn Haugen", language="nb", confirmed=True, at=before
    )
    seat = _confirmed("Fjordvik Fritidsforum", user, manager, at)
    end_representative(seat=seat, by=manager, at=at - timedelta(days=300))
