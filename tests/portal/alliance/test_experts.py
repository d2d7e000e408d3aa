"""The expert directory: imported, confirmed by each, searched, asked; no address is ever shown to a city."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from portal.alliance.actions.expert_requests import (
    answer_expert_request,
    ask_expert,
    close_expert_request,
    expire_expert_requests,
)
from portal.alliance.actions.experts import expire_unconfirmed_experts
from portal.alliance.errors import TooManyRequests
from portal.alliance.models import Expert, ExpertField, ExpertRequest
from portal.alliance.states import ExpertRequestState, ExpertState
from portal.audit.actions.erasure import erase_person
from portal.cities.states import CityDuty
from portal.core.clock import now
from portal.core.errors import NotAllowed
from portal.core.states import TransitionRefused
from portal.mail.links import address_of
from portal.mail.models import Letter, Link
from tests.factories.alliance import ExpertFactory, ExpertRequestFactory
from tests.factories.cities import CitySeatFactory
from tests.factories.membership import MembershipFactory
from tests.factories.people import AdministratorFactory, EditorFactory, ManagerFactory, UserFactory
from tests.support.queries import assert_flat

pytestmark = pytest.mark.django_db

HEAD = ["Name", "Email", "Organisation", "Fields", "Languages", "About"]
GOOD = ["Leena Harju", "leena@university.test", "University of Nordvik", "Youth work; Trust", "fi; en", "Asks first."]


@pytest.fixture
def seat():
    """A colleague in a member city who asks for advice."""
    return CitySeatFactory(city=MembershipFactory().city, duties=[CityDuty.ADVICE])


def xlsx(*rows):
    book, out = Workbook(), BytesIO()
    for row in (HEAD, *rows):
        book.active.append(row)
    book.save(out)
    return SimpleUploadedFile("experts.xlsx", out.getvalue())


def csv(*rows, mark=";"):
    lines = [mark.join(f'"{cell}"' for cell in row) for row in (HEAD, *rows)]
    return SimpleUploadedFile("experts.csv", "\r\n".join(lines).encode())


def directory(client, **query):
    return client.get(reverse("alliance:experts"), query).content.decode()


def letters(kind):
    return Letter.objects.filter(template=f"alliance/{kind}")


def opened(client, expert):
    """Opens the latest link to the expert's own page, and lands there."""
    link = Link.objects.filter(about_uuid=expert.uuid).latest("pk")
    return client.get(address_of(link).removeprefix(settings.SITE_URL), follow=True)


def test_a_table_is_looked_at_imported_and_each_is_shown_once_they_agree(client):
    client.force_login(ManagerFactory())
    address = reverse("alliance:import_experts")
    ExpertFactory(email="known@university.test")
    bad = ["", "no address", "", "", "xx", ""]
    again = ["Known", "Known@University.test", "", "Trust", "", ""]

    page = client.post(address, {"file": xlsx(GOOD, bad, again)})
    shown = page.content.decode()
    assert "The name is missing. Name one field at least. Unknown languages: xx This is no e-mail address." in shown
    assert "This address is in the directory or further up already." in shown
    assert Expert.objects.count() == 1, "nothing is imported before it was looked at"
    for _twice in range(2):
        client.post(address, {"looked_at": page.context["looked_at"]})

    expert = Expert.objects.get(email="leena@university.test")
    assert letters("expert_invited").get().to_email == expert.email
    assert (expert.state, expert.languages) == (ExpertState.ASKED, "fi en")
    assert "Leena Harju" not in directory(client)

    visitor = client.__class__()
    landed = opened(visitor, expert)
    assert "Asks first." in landed.content.decode()
    assert Expert.objects.get(pk=expert.pk).state == ExpertState.ASKED, "opening a link answers nothing"
    visitor.post(reverse("alliance:own_expert"), {"step": "show"})
    assert "Leena Harju" in directory(client)
    assert "leena@university.test" not in directory(client)


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (SimpleUploadedFile("a.xlsx", b"PK\x03\x04 broken"), "can’t be read as a table"),
        (SimpleUploadedFile("a.csv", b"\xff\xfe\x00"), "can’t be read as a table"),
        (SimpleUploadedFile("a.csv", b"name,phone\nA,1\n"), "These columns are missing: email, fields"),
        (SimpleUploadedFile("a.csv", b"name,email,fields\n"), "The table is empty."),
    ],
    ids=["broken", "no text", "columns", "empty"],
)
def test_what_is_no_such_table_is_refused_in_words(client, file, told):
    client.force_login(ManagerFactory())
    assert told in client.post(reverse("alliance:import_experts"), {"file": file}).content.decode()


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_table_is_read_however_its_cells_are_parted(client, mark):
    client.force_login(ManagerFactory())
    page = client.post(reverse("alliance:import_experts"), {"file": csv(GOOD, mark=mark)})
    [row] = page.context["rows"]
    assert (row.fields, row.languages, row.errors) == (["Youth work", "Trust"], ["fi", "en"], [])


def test_an_altered_preview_imports_nothing_and_only_those_who_may_import(client):
    client.force_login(ManagerFactory())
    assert client.post(reverse("alliance:import_experts"), {"looked_at": "altered"}).status_code == 400
    client.force_login(EditorFactory())
    assert client.get(reverse("alliance:import_experts")).status_code == 404


def test_members_and_staff_search_it_and_nobody_else(client, seat):
    ExpertFactory(name="Ása Björk", languages="is", fields=["Hate online"])
    ExpertFactory(name="Per Holm", languages="nb sv", fields=["Youth work"])
    ExpertFactory(name="Nina Hidden", state=ExpertState.HIDDEN)
    for reader in (seat.user, EditorFactory()):
        client.force_login(reader)
        everyone = directory(client)
        assert "Ása Björk" in everyone
        assert "Nina Hidden" not in everyone
        assert "university.test" not in everyone
    for query in ({"words": "asa bjork"}, {"field": "Hate online"}, {"language": "is"}):
        found = directory(client, **query)
        assert "Ása Björk" in found, query
        assert "Per Holm" not in found, query
    client.force_login(UserFactory())
    assert client.get(reverse("alliance:experts")).status_code == 404
    client.logout()
    assert client.get(reverse("alliance:experts")).status_code == 302


def test_the_directory_costs_the_same_for_one_expert_as_for_three(client, seat):
    client.force_login(seat.user)
    assert_flat(ExpertFactory, lambda: directory(client))


def test_a_city_asks_the_expert_answers_and_no_address_is_shown(client, seat):
    expert = ExpertFactory(name="Leena Harju")
    client.force_login(seat.user)
    client.post(
        reverse("alliance:ask_expert", args=[expert.uuid]), {"city": seat.city.pk, "question": "How did you begin?"}
    )
    asked = letters("expert_asked").get()
    assert asked.to_email == expert.email
    assert "How did you begin?" in asked.text
    assert seat.user.email not in asked.text

    theirs = client.__class__()
    assert "How did you begin?" in opened(theirs, expert).content.decode()
    request = ExpertRequest.objects.get()
    theirs.post(
        reverse("alliance:own_expert"), {"step": "answer", "question": str(request.uuid), "answer": "With a walk."}
    )
    told = letters("expert_answered").get()
    assert told.to_email == seat.user.email
    assert "With a walk." in told.text
    assert expert.email not in told.text
    page = client.get(reverse("alliance:city_experts", args=[seat.city.uuid])).content.decode()
    assert "With a walk." in page
    assert expert.email not in page


@pytest.mark.parametrize("by_expert", [True, False])
def test_either_side_closes_a_question_and_the_other_is_told(client, seat, by_expert):
    request = ExpertRequestFactory(city=seat.city, expert__email="expert@example.org")
    client.force_login(UserFactory(email="expert@example.org") if by_expert else seat.user)
    for _twice in range(2):
        if by_expert:
            client.post(reverse("alliance:own_expert"), {"step": "close", "question": str(request.uuid)})
        else:
            client.post(reverse("alliance:close_expert_request", args=[seat.city.uuid, request.uuid]))

    assert ExpertRequest.objects.get().state == ExpertRequestState.CLOSED
    assert letters("expert_closed").get().to_email == (seat.user.email if by_expert else "expert@example.org")
    with pytest.raises(TransitionRefused):
        answer_expert_request(request=request, answer="Too late.", at=now())


def test_who_may_not_ask_is_refused(client, seat):
    expert = ExpertFactory()
    address = reverse("alliance:ask_expert", args=[expert.uuid])
    reporter = CitySeatFactory(city=seat.city, duties=[CityDuty.REPORTS]).user
    client.force_login(reporter)
    assert address not in directory(client)
    assert client.get(address).status_code == 404
    assert client.get(reverse("alliance:city_experts", args=[seat.city.uuid])).status_code == 404
    former = CitySeatFactory(city=MembershipFactory(ended=True).city)
    for one in (reporter, former.user):
        with pytest.raises(NotAllowed):
            ask_expert(
                expert=expert, city=former.city if one == former.user else seat.city, question="?", by=one, at=now()
            )


def test_a_city_asks_five_a_week_and_the_same_expert_once(client, seat):
    def ask(expert, at):
        return ask_expert(expert=expert, city=seat.city, question="How?", by=seat.user, at=at)

    first = ExpertFactory()
    assert ask(first, now()) == ask(first, now())
    for _more in range(4):
        ask(ExpertFactory(), now())
    with pytest.raises(TooManyRequests):
        ask(ExpertFactory(), now())
    assert ask(ExpertFactory(), now() + timedelta(days=8))


def test_an_expert_changes_hides_shows_and_erases_their_entry(client):
    expert = ExpertFactory(email="expert@example.org", fields=["Old field"])
    asked = ExpertRequestFactory(expert=expert)
    client.force_login(UserFactory(email="expert@example.org"))
    address = reverse("alliance:own_expert")

    client.post(
        address,
        {"step": "change", "name": "Leena H.", "fields_known": "Trust; Sport", "languages": ["fi"], "about": "A"},
    )
    expert.refresh_from_db()
    assert (expert.name, expert.languages) == ("Leena H.", "fi")
    assert set(ExpertField.objects.values_list("name", flat=True)) == {"Trust", "Sport"}
    for step, state in (("hide", ExpertState.HIDDEN), ("show", ExpertState.SHOWN)):
        client.post(address, {"step": step})
        assert Expert.objects.get().state == state
    assert "Nothing about you is left" in client.post(address, {"step": "erase"}).content.decode()
    assert not Expert.objects.exists()
    assert not ExpertRequest.objects.filter(pk=asked.pk).exists()
    assert client.get(address).status_code == 403


def test_an_expert_answers_their_own_questions_alone(client):
    ExpertFactory(email="expert@example.org")
    other = ExpertRequestFactory()
    client.force_login(UserFactory(email="expert@example.org"))
    answered = {"step": "answer", "question": str(other.uuid), "answer": "Mine."}
    assert client.post(reverse("alliance:own_expert"), answered).status_code == 404
    assert not ExpertRequest.objects.get().answer


def test_staff_see_the_entries_and_remove_one_on_wish(client):
    expert = ExpertFactory()
    client.force_login(EditorFactory())
    assert client.get(reverse("alliance_expert:index")).status_code in (302, 404)
    client.force_login(ManagerFactory())
    assert expert.email in client.get(reverse("alliance_expert:inspect", args=[expert.uuid])).content.decode()
    assert_flat(ExpertFactory, lambda: client.get(reverse("alliance_expert:index")))
    client.post(reverse("alliance_expert:action", args=[expert.uuid, "remove"]))
    assert not Expert.objects.filter(pk=expert.pk).exists()


def test_an_erased_persons_entry_goes_and_so_does_what_is_past_its_term(seat):
    user = UserFactory(email="expert@example.org")
    own, silent, kept = ExpertFactory(email=user.email), ExpertFactory(asked=True), ExpertFactory()
    asked = ExpertRequestFactory(expert=kept, asked_by=user, city=seat.city)
    erase_person(person=user, by=AdministratorFactory(), at=now())
    assert not Expert.objects.filter(pk=own.pk).exists()
    assert ExpertRequest.objects.get(pk=asked.pk).asked_by is None

    later = now() + timedelta(days=10)
    assert expire_unconfirmed_experts(before=later, at=later) == 1
    assert set(Expert.objects.all()) == {kept}
    assert not Expert.objects.filter(pk=silent.pk).exists()
    close_expert_request(request=asked, by=None, at=now())
    assert expire_expert_requests(country="DK", own_rules=(), before=later) == 0
    assert expire_expert_requests(country="", own_rules=(), before=later) == 1
