"""The library: staff publish, members read and are told, nobody else."""

from datetime import timedelta

import pytest
from django.urls import reverse

from portal.adminkit.addresses import staff_url
from portal.alliance.actions.publications import (
    attach_publication_file,
    publish_publication,
    remove_publication_file,
    update_publication,
    withdraw_publication,
)
from portal.alliance.actions.subscriptions import subscribe_to_library
from portal.alliance.errors import NothingToRead
from portal.alliance.models import LibrarySubscription, Publication, Theme, YearlyPromise
from portal.alliance.retention import expire_unused_subscriptions
from portal.alliance.states import PublicationKind, PublicationState
from portal.audit.actions.erasure import erase_person
from portal.audit.retention import Expiry
from portal.core.clock import now
from portal.core.errors import AlreadyDone, NotAllowed
from portal.documents.queries.files import files_of
from portal.mail.models import Letter
from portal.mail.states import LetterState
from tests.factories.alliance import LibrarySubscriptionFactory, PublicationFactory, ThemeFactory
from tests.factories.cities import CityFactory, CitySeatFactory
from tests.factories.membership import MembershipFactory
from tests.factories.people import AdministratorFactory, EditorFactory, FinanceFactory, ManagerFactory, UserFactory
from tests.support.files import pdf, upload
from tests.support.preflight import confirm
from tests.support.queries import assert_flat

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    """A colleague in a member city."""
    return CitySeatFactory(city=MembershipFactory().city, user__name="Ida Berg").user


@pytest.fixture
def editor(client):
    editor = EditorFactory()
    client.force_login(editor)
    return editor


def library(client, **query):
    return client.get(reverse("alliance:library"), query)


def read(client, publication):
    return client.get(reverse("alliance:publication", args=[publication.uuid]))


def told():
    return set(Letter.objects.filter(template="alliance/published").values_list("to_email", flat=True))


def test_staff_add_a_briefing_with_a_file_publish_it_and_a_member_reads_it(client, editor, member):
    theme = Theme.objects.get(slug="a-city-for-all")
    LibrarySubscriptionFactory(user=member)
    client.post(
        reverse("alliance_publication:add"),
        {
            "kind": "briefing", "title_en": "Elections without fear", "summary_en": "What five cities did.",
            "themes": [theme.pk], "language": "en",
        },
    )  # fmt: skip
    publication = Publication.objects.get()
    client.post(staff_url(publication, "action", "attach"), {"file": upload(pdf(), "briefing.pdf")})

    asked = client.post(staff_url(publication, "action", "publish")).content.decode()
    assert member.email in asked, "who is told stands on the page before it"
    assert not told()
    confirm(client, staff_url(publication, "action", "publish"))

    assert told() == {member.email}
    client.force_login(member)
    assert "Elections without fear" in library(client).content.decode()
    shown = read(client, publication).content.decode()
    [file] = files_of(publication)
    assert "What five cities did." in shown
    assert "A City for All" in shown
    assert file.url in shown
    assert client.get(file.url).status_code == 302


def test_members_alone_read_it_visitors_sign_in_others_find_nothing(client, member):
    publication = PublicationFactory()
    [address, *others] = [
        reverse("alliance:publication", args=[publication.uuid]), reverse("alliance:library"),
        reverse("alliance:subscription"),
    ]  # fmt: skip
    for one in (address, *others):
        assert client.get(one)["Location"].startswith(reverse("account_login"))

    closed = CitySeatFactory(city=MembershipFactory(opened_at=None).city).user
    former = CitySeatFactory(city=MembershipFactory(ended=True).city).user
    for stranger in (UserFactory(), closed, former, CitySeatFactory(city=CityFactory()).user):
        client.force_login(stranger)
        assert {client.get(one).status_code for one in (address, *others)} == {404}

    for reader in (member, FinanceFactory()):
        client.force_login(reader)
        assert {client.get(one).status_code for one in (address, *others)} == {200}


@pytest.mark.parametrize("state", [state for state in PublicationState if state != PublicationState.PUBLISHED])
def test_what_is_not_published_is_found_by_nobody_and_its_file_opens_for_staff_alone(client, member, state):
    publication = PublicationFactory(state=state)
    file = attach_publication_file(publication=publication, file=upload(pdf(), "a.pdf"), by=None, at=now())
    address = reverse("documents:open", args=[file.uuid])
    client.force_login(member)

    assert str(publication) not in library(client).content.decode()
    assert read(client, publication).status_code == 404
    assert client.get(address).status_code == 404
    client.force_login(EditorFactory())
    assert client.get(address).status_code == 302


def test_the_library_is_searched_and_filtered(client, member):
    theme = ThemeFactory(names={"en": "Harbours"})
    wanted = PublicationFactory(
        title={"en": "Quays", "nb": "Trygge kaier på Sørøya"}, themes=[theme], kind="guide", language="nb",
        published_at=now().replace(year=2022),
    )  # fmt: skip
    other = PublicationFactory(title={"en": "Squares"})
    client.force_login(member)

    for query in (
        {"words": "soroya TRYGGE"}, {"theme": theme.slug}, {"kind": "guide"}, {"language": "nb"}, {"year": "2022"},
    ):  # fmt: skip
        shown = library(client, **query).content.decode()
        assert str(wanted) in shown, query
        assert str(other) not in shown, query
    assert "No publications match." in library(client, words="nowhere").content.decode()


def test_the_library_goes_on_over_pages(client, member):
    for _number in range(21):
        PublicationFactory()
    client.force_login(member)

    assert library(client).content.decode().count("row-list__title") == 20
    assert library(client, page=2).content.decode().count("row-list__title") == 1


def test_the_library_costs_the_same_for_one_publication_as_for_three(client, member):
    client.force_login(member)
    assert_flat(lambda: PublicationFactory(themes=[ThemeFactory()]), lambda: library(client))


def test_a_publication_without_file_and_link_is_not_published(client, editor):
    publication = PublicationFactory(draft=True, link="")

    with pytest.raises(NothingToRead):
        publish_publication(publication=publication, by=editor, at=now())
    assert "There is nothing to read yet." in client.post(staff_url(publication, "action", "publish")).content.decode()


def test_what_members_read_never_loses_its_last_file_or_link(editor):
    publication = PublicationFactory(draft=True, link="")
    file = attach_publication_file(publication=publication, file=upload(pdf(), "a.pdf"), by=editor, at=now())
    publish_publication(publication=publication, by=editor, at=now())

    with pytest.raises(NothingToRead):
        remove_publication_file(publication=publication, file=str(file.uuid), by=editor, at=now())
    assert files_of(publication)
    kept = {"kind": "webinar", "title": {"en": "A"}, "language": "en"}
    linked = PublicationFactory()
    with pytest.raises(NothingToRead):
        update_publication(publication=linked, link="", by=editor, at=now(), **kept)


def test_a_file_is_removed_while_it_is_a_draft(client, editor):
    publication = PublicationFactory(draft=True)
    file = attach_publication_file(publication=publication, file=upload(pdf(), "a.pdf"), by=editor, at=now())

    client.post(staff_url(publication, "action", "remove-file"), {"file": str(file.uuid)})

    assert not files_of(publication)


def test_withdrawn_it_is_gone_its_waiting_e_mails_are_stopped_and_it_tells_nobody_twice(client, editor, member):
    LibrarySubscriptionFactory(user=member)
    publication = PublicationFactory(draft=True)
    publish_publication(publication=publication, by=editor, at=now())
    first = Publication.objects.get().published_at

    confirm(client, staff_url(publication, "action", "withdraw"), {"reason": "A wrong figure."})

    assert Letter.objects.get(template="alliance/published").state == LetterState.DROPPED
    assert read(client, publication).status_code == 404
    with pytest.raises(AlreadyDone):
        withdraw_publication(publication=publication, reason="Another.", by=editor, at=now())
    publish_publication(publication=publication, by=editor, at=now() + timedelta(days=1))
    assert Publication.objects.get().published_at == first
    assert Letter.objects.filter(template="alliance/published").count() == 1


def test_a_subscriber_hears_of_their_themes_alone_and_only_while_they_may_read(editor, member):
    harbour, street = ThemeFactory(), ThemeFactory()
    LibrarySubscriptionFactory(user=member, themes=[harbour])
    staff = LibrarySubscriptionFactory(user=ManagerFactory()).user
    LibrarySubscriptionFactory(user=CitySeatFactory(city=MembershipFactory(ended=True).city).user)
    LibrarySubscriptionFactory()

    publish_publication(publication=PublicationFactory(draft=True, themes=[street]), by=editor, at=now())
    assert told() == {staff.email}
    publish_publication(publication=PublicationFactory(draft=True, themes=[harbour, street]), by=editor, at=now())
    assert told() == {staff.email, member.email}


def test_a_member_subscribes_changes_and_stops(client, member):
    theme = ThemeFactory(names={"en": "Harbours"})
    client.force_login(member)
    address = reverse("alliance:subscription")

    client.post(address, {})
    assert LibrarySubscription.objects.get().everything
    client.post(address, {"themes": [theme.pk]})
    assert "Harbours" in library(client).content.decode()
    own = LibrarySubscription.objects.get()
    assert (own.everything, list(own.themes.all())) == (False, [theme])
    client.post(reverse("alliance:unsubscribe"))
    client.post(reverse("alliance:unsubscribe"))
    assert not LibrarySubscription.objects.exists()


def test_whoever_may_no_longer_read_can_still_stop_the_e_mails_and_nothing_else(client):
    former = LibrarySubscriptionFactory().user
    client.force_login(former)
    address = reverse("alliance:subscription")

    assert "Stop these e-mails" in client.get(address).content.decode()
    assert client.post(address, {}).status_code == 404
    with pytest.raises(NotAllowed):
        subscribe_to_library(themes=[], by=former, at=now())
    assert client.post(reverse("alliance:unsubscribe"))["Location"] == reverse("people:account")
    assert client.get(address).status_code == 404


def test_a_city_with_open_pages_finds_the_way_to_the_library(client, member):
    city = member.city_seats.get().city
    client.force_login(member)
    address = reverse("alliance:city_library", args=[city.uuid])
    assert address in client.get(reverse("membership:home", args=[city.uuid])).content.decode()
    assert client.get(address)["Location"] == reverse("alliance:library")

    closed = CitySeatFactory(city=MembershipFactory(opened_at=None).city)
    client.force_login(closed.user)
    home = client.get(reverse("membership:home", args=[closed.city.uuid])).content.decode()
    assert reverse("alliance:city_library", args=[closed.city.uuid]) not in home


def test_briefings_and_webinars_are_counted_against_what_was_promised(client):
    client.force_login(ManagerFactory())
    assert {one.kind: one.number for one in YearlyPromise.objects.all()} == {"briefing": 5, "webinar": 6}
    for _number in range(3):
        PublicationFactory(kind=PublicationKind.BRIEFING, published_at=now())
    PublicationFactory(kind=PublicationKind.BRIEFING, state=PublicationState.WITHDRAWN, published_at=now())
    PublicationFactory(kind=PublicationKind.BRIEFING, published_at=now().replace(year=now().year - 1, day=3))

    [briefing, _webinar] = client.get(reverse("alliance_yearlypromise:index")).context["object_list"]
    assert (briefing.number, briefing.published, briefing.published_before) == (5, 3, 1)
    client.post(staff_url(briefing, "edit"), {"number": 4})
    assert YearlyPromise.objects.get(kind="briefing").number == 4


def test_themes_are_the_staffs(client, editor):
    client.post(reverse("alliance_theme:add"), {"names_en": "Harbours", "slug": "harbours", "position": 4})
    theme = Theme.objects.get(slug="harbours")
    client.post(staff_url(theme, "edit"), {"names_en": "Ports", "slug": "harbours", "position": 4})

    assert Theme.objects.get(slug="harbours").name == "Ports"
    taken = {"names_en": "Other", "slug": "harbours", "position": 4}
    assert "Another theme has this short name." in client.post(reverse("alliance_theme:add"), taken).content.decode()


@pytest.mark.parametrize("noun", ["publication", "theme", "yearlypromise"])
def test_staff_see_each_list_others_none_and_finance_changes_nothing(client, noun):
    PublicationFactory()
    address = reverse(f"alliance_{noun}:index")
    client.force_login(UserFactory())
    assert client.get(address).status_code in (302, 404)
    client.force_login(FinanceFactory())
    row = client.get(address).context["object_list"][0]
    assert client.get(staff_url(row)).status_code == 200
    assert client.get(staff_url(row, "edit")).status_code == 404


@pytest.mark.parametrize(("noun", "make"), [("publication", PublicationFactory), ("theme", ThemeFactory)])
def test_a_list_of_staff_costs_the_same_for_one_row_as_for_three(client, editor, noun, make):
    assert_flat(make, lambda: client.get(reverse(f"alliance_{noun}:index")))


def test_an_erased_persons_subscription_goes_and_one_unused_for_its_term():
    own, old, used = (LibrarySubscriptionFactory() for _number in range(3))
    erase_person(person=own.user, by=AdministratorFactory(), at=now())
    assert not LibrarySubscription.objects.filter(pk=own.pk).exists()

    LibrarySubscription.objects.filter(pk=old.pk).update(used_at=now() - timedelta(days=900))
    rule = {"noun": "alliance.subscription", "before": now() - timedelta(days=730), "at": now()}
    assert expire_unused_subscriptions(Expiry(country="", own_rules=(), **rule)) == 1
    assert list(LibrarySubscription.objects.all()) == [used]
