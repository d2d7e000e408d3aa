"""An application of the demo as its applicant writes it, with its attachments."""

import json
from datetime import datetime, timedelta

import typst
from django.core.files.uploadedfile import SimpleUploadedFile

from grants.actions.applications import save_application_draft, start_application
from grants.domain.question_types import Date
from grants.domain.questions import application_form, questions_of
from grants.models import Application, Call
from grants.queries.applications import ATTACHMENT
from portal.cities.models import City, Organisation
from portal.cities.queries.contacts import active_contacts
from portal.cities.states import OrganisationKind
from portal.documents.actions.storing import store_upload
from portal.people.models import User

LETTER = """
#let letter = json(bytes(sys.inputs.letter))
#set page(paper: "a4", margin: 3cm)
#set text(size: 11pt, lang: letter.lang)
#text(weight: "bold", size: 14pt, letter.title)
#v(2em)
#for paragraph in letter.paragraphs [#par(paragraph)]
"""


def begin(call: Call, told: dict, *, at: datetime) -> tuple[Application, User]:
    """The draft, written by whoever acts for the applicant; answers the draft and its writer."""
    body = Organisation.objects.select_related("city").get(name=told["body"])
    holder = _holder(body, at)
    city = City.objects.get(name=told["city"]) if "city" in told else body.city
    application = start_application(
        call=call, organisation=body, city=city, by=holder, at=at, language=told["language"]
    )
    saved = at + timedelta(hours=5)
    save_application_draft(
        application=application, answers=_answers(told, call), city=city, version=0, by=holder, at=saved
    )
    for number, letter in enumerate(told.get("letters", ()), 1):
        attach_letter(application, letter, told["language"], number, by=holder, at=saved)
    application.refresh_from_db()
    return application, holder


def _holder(body: Organisation, at: datetime) -> User:
    if body.kind == OrganisationKind.MUNICIPALITY:
        return User.objects.get(pk=active_contacts(at).get(city=body.city).user_id)
    return body.representatives.get(state="confirmed").user


def _answers(told: dict, call: Call) -> dict:
    """What the story tells of each question; a day as a number counts from the day the call closes."""
    single = {question.id: question.answer_in(told) for question in questions_of(application_form())}
    for question in questions_of(application_form()):
        days = single[question.id]
        if isinstance(question.type, Date) and isinstance(days, int):
            single[question.id] = (call.closing_day() + timedelta(days=days)).isoformat()
    partners = [
        {"id": f"r{number}", "name": name, "role": role} for number, (name, role) in enumerate(told["partners"], 1)
    ]
    budget = [
        {"id": f"r{number}", "kind": kind, "text": text, "sum": sum, "source": source}
        for number, (kind, text, sum, source) in enumerate(told["budget"], 1)
    ]
    return {**single, "partners": partners, "budget": budget}


def attach_letter(application: Application, letter: dict, language: str, number: int, *, by, at: datetime) -> None:
    """A letter of intent as a PDF, as partners send them."""
    data = {"lang": language, "title": letter["title"], "paragraphs": letter["paragraphs"]}
    content = typst.compile(LETTER.encode(), sys_inputs={"letter": json.dumps(data)}, ignore_system_fonts=True)
    upload = SimpleUploadedFile(letter.get("name", f"letter-{number}.pdf"), content, "application/pdf")
    store_upload(upload=upload, purpose=ATTACHMENT, about=application, by=by, at=at)
