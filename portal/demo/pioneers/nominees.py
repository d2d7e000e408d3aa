"""How the demo puts someone forward and lets them answer: the steps real people take, at instants in the past."""

from datetime import date, datetime, timedelta
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from pioneers.actions.consent import accept_nomination
from pioneers.actions.drafts import save_draft
from pioneers.actions.files import store_portrait
from pioneers.actions.nominations import screen_nomination, submit_nomination
from pioneers.actions.visibility import set_visibility
from pioneers.models import Candidacy, ConsentRequest, Edition, Nomination
from portal.demo.pioneers.stories import Story, address_of
from portal.people.actions.accounts import open_account
from portal.people.models import User

PICTURES = Path(__file__).resolve().parents[1] / "pictures"


def draft(edition: Edition, story: Story, *, at: datetime) -> Nomination:
    """Begun and saved with the nominator's account."""
    nominator = open_account(email=address_of(story.by), name=story.by, language=story.language, confirmed=True, at=at)
    return save_draft(
        edition=edition,
        values=story.values(edition, nominator),
        version=0,
        by=nominator,
        language=story.language,
        at=at,
    ).draft


def nominate(edition: Edition, story: Story, *, at: datetime) -> Nomination:
    """Written in a quarter of an hour, and sent."""
    begun = draft(edition, story, at=at)
    return submit_nomination(nomination=begun, by=begun.nominator, at=at + timedelta(minutes=14))


def ask(edition: Edition, story: Story, *, by: User, at: datetime) -> Candidacy:
    """Sent, and two days later read by the secretariat: the nominee is asked."""
    nomination = nominate(edition, story, at=at)
    screen_nomination(nomination=nomination, accept=True, by=by, at=at + timedelta(days=2))
    return Candidacy.objects.select_related("edition").get(pk=nomination.candidacy_id)


def requests_of(candidacy: Candidacy, role: str = "nominee") -> list[ConsentRequest]:
    """The open questions put to a candidacy's nominees, or to their guardians."""
    return list(
        ConsentRequest.objects.filter(nominee__candidacy=candidacy, role=role, ended_at=None)
        .select_related("person", "nominee__candidacy__edition")
        .order_by("nominee__position")
    )


def birth_date(edition: Edition, age: int) -> date:
    """A day of birth that makes somebody that old on the edition's day of reference."""
    return edition.age_on - timedelta(days=round(365.25 * age) + 100)


def accept_request(request: ConsentRequest, story: Story, *, at: datetime) -> None:
    """The nominee's own yes, with their date of birth."""
    edition = request.nominee.candidacy.edition
    accept_nomination(request=request, birth_date=birth_date(edition, story.age), language=story.language, at=at)


def choose(request: ConsentRequest, story: Story, *, at: datetime) -> None:
    """The portrait, where there is one, and what may be shown."""
    if story.picture:
        name = f"portrait-{story.picture:02d}.jpg"
        upload = SimpleUploadedFile(name, (PICTURES / name).read_bytes(), "image/jpeg")
        store_portrait(request=request, upload=upload, at=at)
    set_visibility(
        request=request, language=story.language, at=at, **{"shows_picture": bool(story.picture), **story.shown}
    )


def enter(edition: Edition, story: Story, *, by: User, at: datetime) -> Candidacy:
    """Nominated, read, asked; said yes four days later and chose what may be shown."""
    candidacy = ask(edition, story, by=by, at=at)
    for hours, request in enumerate(requests_of(candidacy)):
        answered = at + timedelta(days=6, hours=hours)
        accept_request(request, story, at=answered)
        choose(request, story, at=answered + timedelta(minutes=5))
    return candidacy
