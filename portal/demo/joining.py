"""Cities that ask to join: an application in every state. All of them are invented."""

import json
from datetime import datetime, timedelta

import typst
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.cities.actions.cities import add_city
from portal.cities.models import Country
from portal.documents.actions.storing import store_upload
from portal.membership.actions.applications import (
    approve_membership_application,
    confirm_political_decision,
    decline_membership_application,
    save_membership_draft,
    start_membership_application,
    submit_membership_application,
    withdraw_membership_application,
)
from portal.membership.files import DECISION
from portal.membership.models import MembershipApplication
from portal.people.actions.accounts import open_account
from portal.people.models import User

# City, country, who writes, who confirms as what, how far it came.
CITIES = (
    ("Steinvåg", "NO", "Marius Tangen", "Gunhild Aase", "Ordfører", "confirmed"),
    ("Kaldvoll", "NO", "Silje Hauan", "Torstein Lie", "Ordfører", "approved"),
    ("Mosebakke", "DK", "Trine Bjerre", "Niels Vang", "Borgmester", "declined"),
    ("Älvkulla", "SE", "Jonas Forsell", "Eva Lindmark", "Kommunalråd", "submitted"),
    ("Hiekkaniemi", "FI", "Pia Salmela", "Risto Kangas", "Kaupunginjohtaja", "withdrawn"),
    ("Skarholt", "IS", "Birna Hallsdóttir", "Ari Kolbeinsson", "Bæjarstjóri", "draft"),
)
LANGUAGES = {"DK": "da", "NO": "nb", "SE": "sv", "FI": "fi", "IS": "is"}
LETTER = """
#let letter = json(bytes(sys.inputs.letter))
#set text(lang: "en", size: 11pt)
= #letter.title
#letter.text
"""


def load_joining(at: datetime) -> None:
    """Six cities apply; the secretariat has answered two of them."""
    manager = User.objects.get(email="manager@demo.test")
    for name, code, writer, politician, position, wanted in CITIES:
        city = add_city(country=Country.objects.get(code=code), name=name, by=manager, at=at - timedelta(days=90))
        email = f"{city.slug}.contact@demo.test"
        account = open_account(email=email, name=writer, language=LANGUAGES[code], confirmed=True, at=at)
        began = at - timedelta(days=30)
        draft = start_membership_application(city=city, by=account, at=began)
        answers = {
            "contact_name": writer,
            "contact_email": account.email,
            "politician_name": politician,
            "politician_email": f"{city.slug}.mayor@demo.test",
            "politician_position": position,
            "politician_language": "en",
            "decided_by": "City council",
            "decided_on": (began - timedelta(days=20)).date(),
            "starts": (at + timedelta(days=20)).date(),
            "years": 3,
        }
        if wanted == "draft":
            kept = {key: str(value) for key, value in answers.items()}
            save_membership_draft(application=draft, answers=kept, revision=0, by=account, at=began)
            continue
        attach_decision(draft, name, by=account, at=began)
        submit_membership_application(application=draft, by=account, at=at - timedelta(days=20), **answers)
        _go_on(MembershipApplication.objects.get(pk=draft.pk), wanted, manager, at)


def _go_on(application: MembershipApplication, wanted: str, manager: User, at: datetime) -> None:
    writer, politician = application.writer, application.politician
    assert writer is not None
    assert politician is not None
    if wanted == "withdrawn":
        withdraw_membership_application(application=application, by=writer, at=at - timedelta(days=10))
    if wanted not in ("confirmed", "approved", "declined"):
        return
    confirm_political_decision(application=application, by=politician, at=at - timedelta(days=15))
    if wanted == "approved":
        starts = (at - timedelta(days=5)).date()
        approve_membership_application(
            application=application, starts=starts, minimum_years=3, by=manager, at=at - timedelta(days=6)
        )
    if wanted == "declined":
        reasons = "We take in new cities twice a year. Please apply again in spring: we would like to have you."
        decline_membership_application(application=application, reasons=reasons, by=manager, at=at - timedelta(days=4))


def attach_decision(application: MembershipApplication, city: str, *, by: User, at: datetime) -> None:
    """The council's decision as a PDF, as cities send it."""
    text = f"The city council of {city} decided to apply for membership of Nordic Safe Cities."
    data = json.dumps({"title": "Decision", "text": text})
    content = typst.compile(LETTER.encode(), sys_inputs={"letter": data}, ignore_system_fonts=True)
    upload = SimpleUploadedFile("decision.pdf", content, "application/pdf")
    store_upload(upload=upload, purpose=DECISION, about=application, by=by, at=at)
