"""The accounts of the demo, each with the role it shows. What each may try is in `things_to_try.py`."""

from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password

from portal.people.actions.accounts import open_account
from portal.people.actions.roles import grant_role
from portal.people.models import User
from portal.people.roles import ADMINISTRATOR, EDITOR, FINANCE, MANAGER

PASSWORD = "demo"  # noqa: S105 (known to all, under the local settings only)
ADMIN = "admin@demo.test"

STAFF = {
    ADMIN: ("Solveig Brandt", "en", ADMINISTRATOR),
    "manager@demo.test": ("Mikkel Aagaard", "da", MANAGER),
    "editor@demo.test": ("Elina Korpela", "en", EDITOR),
    "finance@demo.test": ("Tuva Lindqvist", "sv", FINANCE),
}
OTHERS = {
    "funder@demo.test": ("Henrik Falkenberg", "nb"),
    "reviewer1@demo.test": ("Ragnhild Moe", "nb"),
    "reviewer2@demo.test": ("Per Ekholm", "sv"),
    "reviewer3@demo.test": ("Anna Sigurjónsdóttir", "is"),
    "reviewer4@demo.test": ("Jens Overgaard", "da"),
    "reviewer5@demo.test": ("Outi Rantala", "fi"),
    "reviewer6@demo.test": ("Birte Hauge", "nb"),
    "juror1@demo.test": ("Karen Lyngby", "da"),
    "juror2@demo.test": ("Erik Nordmark", "sv"),
    "juror3@demo.test": ("Liv Haugland", "nb"),
    "juror4@demo.test": ("Kalle Virtasalo", "fi"),
    "juror5@demo.test": ("Þórunn Eldjárn", "is"),
    "contact-no@demo.test": ("Ingeborg Strand", "nb"),
    "contact-dk@demo.test": ("Søren Dalgaard", "da"),
    "contact-fi@demo.test": ("Maija Leppänen", "fi"),
    "mayor-no@demo.test": ("Turid Nygård", "nb"),
    "advisor@demo.test": ("Jonas Ravnholt", "da"),
    "expert@demo.test": ("Leena Harju", "fi"),
    "applicant@demo.test": ("Yasmin Hedlund", "sv"),
    "nominator@demo.test": ("Oskar Brekke", "nb"),
}


def open_accounts(at: datetime) -> None:
    """Opens them three years ago, when the secretariat began to use the portal."""
    began = at - timedelta(days=1100)
    for email, (name, language, role) in STAFF.items():
        account = open_account(email=email, name=name, language=language, confirmed=True, at=began)
        grant_role(account=account, role=role, by=None, at=began)
    for email, (name, language) in OTHERS.items():
        open_account(email=email, name=name, language=language, confirmed=True, at=began)
    User.objects.filter(email__endswith="@demo.test").update(password=make_password(PASSWORD))
