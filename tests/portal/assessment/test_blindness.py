"""Who reads whose review, and when. The others' words are always there to leak."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from portal.assessment.actions.reviews import reopen_review, save_review_draft
from portal.assessment.actions.rounds import close_round
from portal.assessment.queries.entries import assigned_entries
from portal.assessment.queries.reviews import reviews_of
from portal.assessment.states import OthersReviews
from portal.core.clock import now
from tests.factories.assessment import PanelMemberFactory
from tests.factories.people import AdministratorFactory, EditorFactory, FinanceFactory, UserFactory

SECRET = "Overrated, says the other juror"


@pytest.fixture
def entry(scene):
    entry = scene.entry("Ljósið í bænum", *scene.panel)
    scene.submit(entry, scene.panel[1], 5, 5, comment=SECRET)
    save_review_draft(
        entry=entry, answers=scene.answers(1, comment="Third's unfinished"), version=0, by=scene.panel[2], at=now()
    )
    return entry


@pytest.fixture
def rule(scene):
    def ruled(**settings):
        type(scene.round).objects.filter(pk=scene.round.pk).update(**settings)

    return ruled


def seen(entry, viewer):
    entry = type(entry).objects.get(pk=entry.pk)
    return [review.comment for review in reviews_of(entry, viewer, now())]


@pytest.mark.parametrize(
    ("when", "before", "after"),
    [
        (OthersReviews.NEVER, False, False),
        (OthersReviews.AFTER_OWN, False, True),
        (OthersReviews.AFTER_CLOSE, False, False),
        (OthersReviews.ALWAYS, True, True),
    ],
)
def test_the_others_are_read_when_the_round_says_so(scene, entry, rule, client, when, before, after):
    rule(others_reviews=when)
    juror = scene.panel[0]
    client.force_login(juror)
    address = reverse("assessment:review", args=[entry.uuid])
    assert (SECRET in seen(entry, juror)) is before
    assert (SECRET in client.get(address).content.decode()) is before
    scene.submit(entry, juror, 3, 3, comment="Mine")
    assert (SECRET in seen(entry, juror)) is after
    assert (SECRET in client.get(address).content.decode()) is after
    assert seen(entry, juror)[0] == "Mine"


def test_after_the_close_they_are_read_if_the_round_says_so(scene, entry, rule, manager):
    rule(others_reviews=OthersReviews.AFTER_CLOSE)
    assert SECRET not in seen(entry, scene.panel[0])
    close_round(round=scene.round, by=manager, at=now())
    assert SECRET in seen(entry, scene.panel[0])


def test_a_draft_is_nobodys_but_its_writers(scene, entry, rule, manager):
    rule(others_reviews=OthersReviews.ALWAYS)
    assert "Third's unfinished" not in seen(entry, scene.panel[0])
    assert "Third's unfinished" not in seen(entry, manager)
    assert "Third's unfinished" in seen(entry, scene.panel[2])


def test_who_opens_their_own_again_no_longer_reads_the_others(scene, entry):
    review = scene.submit(entry, scene.panel[0], 3, 3)
    reopen_review(review=review, by=scene.panel[0], at=now())
    assert SECRET not in seen(entry, scene.panel[0])


def test_names_are_hidden_from_one_another_but_not_from_the_secretariat(scene, entry, rule, manager):
    rule(others_reviews=OthersReviews.ALWAYS, names_hidden=True)
    entry = type(entry).objects.get(pk=entry.pk)
    name = scene.panel[1].name
    assert [review.reviewer for review in reviews_of(entry, scene.panel[0], now())] == ["Reviewer 1"]
    assert [review.reviewer for review in reviews_of(entry, manager, now())] == [name]


def test_a_reviewer_without_a_name_is_a_number_never_an_address(scene, entry, rule):
    rule(others_reviews=OthersReviews.ALWAYS)
    scene.panel[1].name = ""
    scene.panel[1].save()
    entry = type(entry).objects.get(pk=entry.pk)
    assert [review.reviewer for review in reviews_of(entry, scene.panel[0], now())] == ["Reviewer 1"]


@pytest.mark.parametrize("factory", [UserFactory, EditorFactory, FinanceFactory])
def test_who_has_no_part_in_it_reads_nothing(entry, factory):
    assert seen(entry, factory()) == []


def test_a_member_of_the_panel_who_was_not_given_it_reads_nothing(scene, rule):
    rule(others_reviews=OthersReviews.ALWAYS)
    entry = scene.entry("Another", scene.panel[1])
    scene.submit(entry, scene.panel[1], 5, 5, comment=SECRET)
    assert seen(entry, scene.panel[0]) == []


def test_the_secretariat_reads_what_was_submitted(entry, manager):
    assert seen(entry, manager) == [SECRET]
    assert seen(entry, AdministratorFactory()) == [SECRET]


def test_a_manager_who_judges_the_entry_is_as_blind_as_the_others(scene, entry, manager):
    PanelMemberFactory(round=scene.round, user=manager)
    scene.give(entry, manager)
    assert seen(entry, manager) == []
    scene.submit(entry, manager, 2, 2, comment="Mine")
    assert seen(entry, manager) == ["Mine", SECRET]


def test_reviews_cost_the_same_however_many(scene, cost, manager):
    one, three = scene.entry("One", *scene.panel), scene.entry("Three", *scene.panel)
    scene.submit(one, scene.panel[0], 1, 1)
    for juror in scene.panel:
        scene.submit(three, juror, 1, 1)

    def spent(entry):
        entry = type(entry).objects.select_related("round").get(pk=entry.pk)
        with cost() as spending:
            reviews_of(entry, manager, now())
        return spending.queries

    spent(one)
    assert spent(one) == spent(three)


def test_a_visitor_reads_no_review_and_is_given_no_entry(scene):
    entry = scene.entry("A", scene.panel[0])
    scene.submit(entry, scene.panel[0], 3, 3)
    assert reviews_of(entry, AnonymousUser(), now()) == []
    assert not assigned_entries(AnonymousUser(), now()).exists()
