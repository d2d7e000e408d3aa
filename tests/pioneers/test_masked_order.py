"""What somebody of staff is a party to betrays nothing in the prize either: whatever their role, however they became
one, and however a list is asked for."""

import pytest
from django.urls import reverse

from pioneers.actions.choosing import choose_laureate
from pioneers.actions.editions import open_judging, plan_jury
from pioneers.letters.nominees import queue_address_corrected_letter
from pioneers.models import Candidacy, ConsentRequest, Nomination, Nominee, PossibleMatch
from pioneers.queries.jury import round_of
from pioneers.queries.staff import edition_panel
from portal.adminkit.addresses import list_url, staff_url
from portal.assessment.models import Entry
from portal.assessment.queries.coverage import coverage, coverage_totals
from portal.assessment.queries.ranking import ranking
from portal.core.clock import now
from portal.mail.models import Letter
from tests.factories.people import AdministratorFactory, ManagerFactory, UserFactory
from tests.factories.pioneers import CandidacyFactory, EditionFactory, NominationFactory, PossibleMatchFactory
from tests.pioneers.test_parties import PARTIES
from tests.support.ways_in import Case

pytestmark = pytest.mark.django_db

ROLES = [ManagerFactory, AdministratorFactory]
SECRET = "Márjá Nordlys"
# What each list can be sorted by, and the filters that ask for what a record says.
LISTS = {
    Nomination: (
        ["nominee_name", "state", "nominee_country", "category", "submitted_at"],
        [{"state": "screened"}, {"nominee_country": "IS"}],
    ),
    Candidacy: (["name", "state", "country", "category", "state_since"], [{"state": "laureate"}, {"country": "IS"}]),
    Nominee: (["name", "state", "state_since"], [{"state": "accepted"}]),
    PossibleMatch: (["state", "found_at"], [{"state": "open"}]),
}


@pytest.fixture
def field(manager):
    """Three before the jury; the one in the middle, by name, country and points, is the case of the tests."""
    edition = EditionFactory(closed=True)
    plan_jury(edition=edition, due_at=now().replace(year=now().year + 1), by=manager, at=now())
    made = []
    for name, country in (("Aili Bjørk", "DK"), (SECRET, "IS"), ("Øystein Vik", "NO")):
        candidacy = CandidacyFactory(edition=edition, accepted=True, name=name, country=country)
        NominationFactory(
            edition=edition,
            screened=True,
            candidacy=candidacy,
            nominator=UserFactory(),
            nominee_name=name,
            nominee_country=country,
        )
        made.append(candidacy)
    open_judging(edition=edition, by=manager, at=now())
    PossibleMatchFactory(earlier=made[0], later=made[1])
    PossibleMatchFactory(earlier=made[0], later=made[2])
    choose_laureate(candidacy=made[1], reasons={"en": "Brave."}, by=ManagerFactory(), at=now())
    return [Candidacy.objects.get(pk=one.pk) for one in made]


def records_of(model, candidacy):
    """What one list has of a candidacy."""
    return {
        Nomination: lambda: list(candidacy.nominations.all()),
        Candidacy: lambda: [candidacy],
        Nominee: lambda: list(candidacy.nominees.all()),
        PossibleMatch: lambda: list(PossibleMatch.objects.filter(later=candidacy)),
    }[model]()


def rows_of(client, model, **asked):
    """The records of a staff list, in the order they are shown, and the page; where a search or a filter asks for them,
    the rows alone, as they come while somebody types."""
    address = list_url(model) if "ordering" in asked else f"{list_url(model)}results/"
    page = client.get(address, asked).content.decode()
    found = [(page.find(staff_url(one)), one) for one in model.objects.all()]
    return [one for at, one in sorted(found, key=lambda row: row[0]) if at >= 0], page


def secrets(candidacy):
    texts = [SECRET, candidacy.email, candidacy.nominees.get().email]
    return [*texts, *candidacy.nominations.values_list("nominator_email", flat=True)]


@pytest.mark.parametrize("become", PARTIES, ids=lambda become: become.__name__)
def test_lists_searches_and_files_say_nothing_of_it(client, field, become):
    """Each way of becoming a party has its turn with a column and a filter of each list; together they have all."""
    turn = list(PARTIES).index(become)
    mine, viewer = field[1], ROLES[turn % 2]()
    asked = {model: [{"q": "Nordlys"}, *filters] for model, (_columns, filters) in LISTS.items()}
    asked = {model: ways[turn % len(ways)] for model, ways in asked.items()}
    client.force_login(viewer)
    for model in LISTS:
        assert records_of(model, mine)[0] in rows_of(client, model, **asked[model])[0], asked[model]
    become(mine, viewer)
    for model, (columns, _filters) in LISTS.items():
        hidden, column = records_of(model, mine), columns[turn % len(columns)]
        for ordering in (column, f"-{column}"):
            shown, page = rows_of(client, model, ordering=ordering)
            assert len(shown) == model.objects.count()
            assert set(shown[-len(hidden) :]) == set(hidden), ordering
            assert not [secret for secret in secrets(mine) if secret in page and secret != viewer.email]
        assert not set(hidden) & set(rows_of(client, model, **asked[model])[0]), asked[model]
        assert client.get(staff_url(hidden[0])).status_code == 403
        if model in (Nomination, Candidacy):
            exported = client.get(list_url(model), {"export": "csv", "ordering": columns[0]})
            table = b"".join(exported.streaming_content).decode()
            assert SECRET not in table
            assert table.strip().splitlines()[-1].split(",")[0] in {one.reference for one in hidden}


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.__name__)
def test_e_mails_about_it_are_found_by_nothing_they_say(client, field, role):
    mine, viewer = field[1], role()
    for one in field:
        queue_address_corrected_letter(ConsentRequest.objects.get(nominee__candidacy=one), one, at=now())
    client.force_login(viewer)
    [letter] = Letter.objects.filter(to_email=mine.email)
    assert letter in rows_of(client, Letter, q=mine.email)[0]
    next(iter(PARTIES))(mine, viewer)
    assert letter not in rows_of(client, Letter, q=mine.email)[0]
    for ordering in ("state", "-state"):
        shown, page = rows_of(client, Letter, ordering=ordering)
        assert shown[-1] == letter
        assert mine.email not in page


def test_the_jurys_round_tells_nothing_of_it(client, field):
    """The three have points, coverage and a place; the viewer's own has none, and is in no sum."""
    cases = [Case(Entry.objects.get(subject_uuid=one.uuid)) for one in field]
    round, viewer, stranger = round_of(field[1].edition), ManagerFactory(), ManagerFactory()
    next(iter(PARTIES))(field[1], viewer)
    reference = cases[1].entry.reference
    assert [line.reference for line in ranking(round, viewer=viewer, at=now())][-1] == reference
    line = list(coverage(round, viewer=viewer, at=now()))[-1]
    assert (line.reference, line.masked, line.assigned, line.submitted) == (reference, True, 0, 0)
    assert coverage_totals(round, viewer=viewer, at=now()).submitted == 2
    assert coverage_totals(round, viewer=stranger, at=now()).submitted == 3
    panel = edition_panel(field[1].edition, viewer, now())
    assert (panel.laureates, dict(panel.candidacies)) == (0, {"with the jury": 2})
    assert edition_panel(field[1].edition, stranger, now()).laureates == 1
    client.force_login(viewer)
    short = client.get(reverse("assessment_round:coverage", args=[round.uuid]), {"short": "1"}).content.decode()
    assert reference not in short


def test_scores_are_exported_without_it(client, field):
    for one in field:
        Case(Entry.objects.get(subject_uuid=one.uuid))
    viewer, round = ManagerFactory(), round_of(field[1].edition)
    client.force_login(viewer)

    def exported() -> str:
        response = client.get(reverse("assessment_round:scores", args=[round.uuid]))
        return b"".join(response.streaming_content).decode()

    assert field[1].reference in exported()
    next(iter(PARTIES))(field[1], viewer)
    assert field[1].reference not in exported()
    assert field[0].reference in exported()
