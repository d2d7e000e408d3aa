"""What a nominee switches on has a consent of its own, and what is empty is never switched on."""

import pytest

from pioneers.actions.visibility import set_visibility
from pioneers.models import Consent, ConsentRequest
from portal.audit.queries.history import history_of
from portal.core.clock import now
from tests.factories.pioneers import CandidacyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(edition):
    return ConsentRequest.objects.get(nominee=CandidacyFactory(edition=edition, accepted=True).nominee)


def show(asked, shown_as="nothing", **switched):
    nominee = set_visibility(request=asked, shown_as=shown_as, language="nb", at=now(), **switched)
    nominee.refresh_from_db()
    return nominee


def consented(**fields):
    return set(Consent.objects.filter(withdrawn_at=None, **fields).values_list("scope", flat=True))


def test_each_thing_switched_on_is_consented_to_by_the_nominee_in_the_language_of_the_page(asked):
    show(asked, "pen_name", pen_name=" Lys ", place=" Vik ", school=" Vik skole ", shows_place=True, shows_school=True)
    assert consented(language="nb", given_by=asked.person, role="nominee") == {"name", "place", "school"}
    assert consented() == {"candidacy", "name", "place", "school"}
    assert history_of(asked.nominee)[0].data == {"shown": ["name", "place", "school"]}


def test_words_are_kept_without_the_space_around_them(asked):
    nominee = show(asked, "pen_name", pen_name=" Lys ", place=" Vik ", school=" Vik skole ")
    assert (nominee.shown_as, nominee.pen_name, nominee.place, nominee.school) == (
        "pen_name",
        "Lys",
        "Vik",
        "Vik skole",
    )


@pytest.mark.parametrize("what", ["place", "school"])
def test_one_thing_alone_shows_nothing_else(asked, what):
    nominee = show(asked, place="Vik", school="Vik skole", **{f"shows_{what}": True})
    assert {name for name in ("place", "school", "picture") if getattr(nominee, f"shows_{name}")} == {what}
    assert consented() == {"candidacy", what}


@pytest.mark.parametrize("what", ["place", "school", "picture"])
def test_what_is_empty_is_not_switched_on(asked, what):
    nominee = show(asked, place=" ", school=" ", **{f"shows_{what}": True})
    assert not getattr(nominee, f"shows_{what}")
    assert consented() == {"candidacy"}


def test_what_is_switched_off_is_withdrawn_and_the_yes_stays(asked):
    show(asked, "name", place="Vik", shows_place=True)
    show(asked, "nothing", place="Vik", shows_place=True)
    assert consented() == {"candidacy", "place"}
    show(asked)
    assert consented() == {"candidacy"}
