"""What the public sees: laureates from the instant of the reveal, and nothing of anyone that they did not choose."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from pioneers.actions.consent import withdraw_consent
from pioneers.actions.files import remove_portrait, store_portrait
from pioneers.actions.visibility import set_visibility
from pioneers.errors import TooLateToAnswer
from pioneers.models import Consent, ConsentRequest, Nominee, Scope
from pioneers.queries.laureates import next_change, published
from pioneers.queries.site import PrizeOnSite
from portal.cities.models import Country
from portal.core.clock import now
from portal.people.models import Person
from tests.factories.cities import CityFactory
from tests.factories.people import ManagerFactory, UserFactory
from tests.factories.pioneers import (
    HOME_TOWN,
    SCHOOL,
    SECRET_NAME,
    CandidacyFactory,
    CeremonyFactory,
    EditionFactory,
    NominationFactory,
    NomineeFactory,
    give_consent,
    show,
)
from tests.pioneers.test_consent import open_page
from tests.support.files import jpeg, upload

pytestmark = [pytest.mark.django_db, pytest.mark.both]

GALLERY = "/pioneers/"
FEEDS = ("/pioneers/feed.atom", "/pioneers/feed.rss", "/pioneers/feed.json")


def text(response):
    return response.content.decode()


def laureate(edition=None, **shown):
    candidacy = CandidacyFactory(edition=edition or EditionFactory(revealed=True), laureate=True)
    show(candidacy.nominee, **shown)
    return candidacy


def public_pages(candidacy):
    return [
        GALLERY,
        reverse("pioneers:pioneer", args=[candidacy.uuid]),
        reverse("pioneers:ceremony", args=[candidacy.edition.year]),
        *FEEDS,
    ]


def test_before_there_is_anyone_the_gallery_says_so(client):
    assert "The first Pioneers have not been chosen yet" in text(client.get(GALLERY))


def test_the_reveal_is_an_instant(client, clock):
    edition = EditionFactory(decided=True)
    CeremonyFactory(edition=edition)
    candidacy = laureate(edition, shown_as="name")
    clock(edition.reveal_at - timedelta(seconds=1))
    for page in public_pages(candidacy):
        response = client.get(page)
        assert SECRET_NAME not in text(response)
        assert "They opened a door" not in text(response)
    assert client.get(reverse("pioneers:pioneer", args=[candidacy.uuid])).status_code == 404
    clock(edition.reveal_at)
    for page in public_pages(candidacy):
        assert SECRET_NAME in text(client.get(page))


def test_a_reveal_whose_choice_is_not_concluded_shows_nothing(client):
    edition = EditionFactory(judging=True, reveal_at=now() - timedelta(minutes=1))
    laureate(edition, shown_as="name")
    assert SECRET_NAME not in text(client.get(GALLERY))


def test_only_laureates_are_shown(client):
    edition = EditionFactory(revealed=True)
    laureate(edition)
    for trait in ("asked", "accepted", "in_field", "not_chosen", "declined"):
        hidden = CandidacyFactory(edition=edition, **{trait: True})
        show(hidden.nominee, shown_as="name")
        assert client.get(reverse("pioneers:pioneer", args=[hidden.uuid])).status_code == 404
    assert published(now()).count() == 1


def test_nothing_is_shown_that_was_not_chosen(client):
    candidacy = laureate()
    nominee = candidacy.nominee
    NominationFactory(edition=candidacy.edition, screened=True, candidacy=candidacy, did="Words for the jury alone")
    CeremonyFactory(edition=candidacy.edition)
    secrets = (SECRET_NAME, HOME_TOWN, SCHOOL, nominee.email, "2004", "17 March", "Words for the jury", "Åse Nomin")
    for page in public_pages(candidacy):
        shown = text(client.get(page))
        for secret in secrets:
            assert secret not in shown, (page, secret)
    assert "A Nordic Pioneer" in text(client.get(GALLERY))


def test_a_pen_name_hides_the_name_everywhere(client):
    candidacy = laureate(shown_as="pen_name", pen_name="Nordlys")
    CeremonyFactory(edition=candidacy.edition)
    for page in public_pages(candidacy):
        assert SECRET_NAME not in text(client.get(page))
        assert "Nordlys" in text(client.get(page))


def test_place_and_school_are_shown_where_chosen(client):
    candidacy = laureate(shown_as="name", shows_place=True)
    page = text(client.get(reverse("pioneers:pioneer", args=[candidacy.uuid])))
    assert HOME_TOWN in page
    assert SCHOOL not in page


def test_the_search_finds_only_what_is_shown(client):
    laureate()
    laureate(shown_as="pen_name", pen_name="Nordlys", shows_school=True)
    found = lambda q: client.get(GALLERY, {"q": q}).context["page"].paginator.count  # noqa: E731
    assert found("Šeavnnjis") == 0
    assert found(HOME_TOWN) == 0
    assert found("nordlys") == 1
    assert found("ytterste") == 1
    assert found("opened a DOOR") == 2


def test_who_is_protected_looks_like_everyone_else(client):
    open_, protected = laureate(), laureate()
    Person.objects.filter(pk=protected.nominee.person.pk).update(is_protected=True)

    def page(candidacy):
        return text(client.get(reverse("pioneers:pioneer", args=[candidacy.uuid]))).replace(str(candidacy.uuid), "")

    strip = lambda words: words.split('class="pioneer__words')[1].split("</article>")[0]  # noqa: E731
    assert strip(page(open_)).replace(str(open_.edition.year), "") == strip(page(protected)).replace(
        str(protected.edition.year), ""
    )


def test_taking_consent_back_counts_at_once(client, django_capture_on_commit_callbacks):
    candidacy = laureate(shown_as="name")
    pages = (GALLERY, *FEEDS)
    for page in pages:
        client.get(page)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_consent(request=ConsentRequest.objects.get(), at=now())
    for page in pages:
        assert SECRET_NAME not in text(client.get(page))
        assert candidacy.reasons["en"] not in text(client.get(page))
    assert client.get(reverse("pioneers:pioneer", args=[candidacy.uuid])).status_code == 404


def test_switching_the_name_off_counts_at_once(client, django_capture_on_commit_callbacks):
    laureate(shown_as="name")
    assert SECRET_NAME in text(client.get(GALLERY))
    with django_capture_on_commit_callbacks(execute=True):
        set_visibility(request=ConsentRequest.objects.get(), shown_as="nothing", language="en", at=now())
    assert SECRET_NAME not in text(client.get(GALLERY))


def test_a_consent_that_ran_out_hides_a_laureate(client, clock):
    laureate(shown_as="name")
    ends = Consent.objects.get(scope="candidacy").expires_at
    clock(ends - timedelta(seconds=1))
    assert SECRET_NAME in text(client.get(GALLERY))
    clock(ends)
    assert SECRET_NAME not in text(client.get(GALLERY))


def found(client, words):
    return client.get(GALLERY, {"q": words}).context["page"].paginator.count


def test_what_ran_out_is_gone_at_that_instant_with_nobody_doing_anything(client, clock):
    """Of a group of two one consent runs out: their name, place and school are nowhere, the other's stay."""
    edition = EditionFactory(revealed=True)
    CeremonyFactory(edition=edition)
    candidacy = CandidacyFactory(edition=edition, laureate=True, kind="group", name="Lyktebrua")
    show(candidacy.nominee, name="Máret Eira", shown_as="name", shows_place=False, place="")
    ends = now() + timedelta(days=9)
    leaving = NomineeFactory(candidacy=candidacy, state="accepted", name="Jóhann Þór", with_consent=False)
    give_consent(leaving, expires_at=ends)
    show(leaving, shown_as="name", shows_place=True, shows_school=True)
    gone = ("Jóhann", HOME_TOWN, SCHOOL)
    clock(ends - timedelta(seconds=1))
    detail = text(client.get(reverse("pioneers:pioneer", args=[candidacy.uuid])))
    assert all(words in detail for words in gone)
    assert all(found(client, words) == 1 for words in (*gone, "Máret", "Lyktebrua", "Jóhann Máret"))
    clock(ends)
    for page in (*public_pages(candidacy), "/"):
        shown = text(client.get(page))
        assert not any(words in shown for words in gone), page
    assert not any(found(client, words) for words in (*gone, "Jóhann Máret", "ytterste opened"))
    assert found(client, "Máret") == 1
    assert "Máret Eira" in text(client.get(reverse("pioneers:pioneer", args=[candidacy.uuid])))


@pytest.mark.parametrize(
    ("scope", "words"), [("name", SECRET_NAME), ("place", HOME_TOWN), ("school", SCHOOL), ("picture", "<img")]
)
def test_each_thing_shown_runs_out_on_its_own(client, clock, scope, words):
    candidacy = laureate(shown_as="name", shows_place=True, shows_school=True, shows_picture=True)
    Nominee.objects.update(picture=candidacy.uuid)
    ends = now() + timedelta(days=9)
    Consent.objects.filter(scope=scope).update(expires_at=ends)
    address = reverse("pioneers:pioneer", args=[candidacy.uuid])
    clock(ends - timedelta(seconds=1))
    assert words in text(client.get(address)).split('class="pioneer"')[1]
    clock(ends)
    page = client.get(address)
    assert page.status_code == 200
    assert words not in text(page)
    assert scope == "picture" or not found(client, words)


def test_a_group_is_found_by_its_name_only_while_everyone_shown_is_named(client, clock):
    candidacy = CandidacyFactory(edition=EditionFactory(revealed=True), laureate=True, kind="group", name="Lyktebrua")
    show(candidacy.nominee, shown_as="name")
    ends = now() + timedelta(days=9)
    Consent.objects.filter(scope="name").update(expires_at=ends)
    assert found(client, "lyktebrua") == 1
    clock(ends)
    assert found(client, "lyktebrua") == 0
    assert "Lyktebrua" not in text(client.get(GALLERY))


def test_a_laureate_whose_guardians_yes_ran_out_is_hidden(client, clock):
    candidacy = laureate(shown_as="name")
    ends = now() + timedelta(days=9)
    give_consent(candidacy.nominee, role="guardian", expires_at=ends)
    assert SECRET_NAME in text(client.get(GALLERY))
    clock(ends)
    assert SECRET_NAME not in text(client.get(GALLERY))
    assert found(client, SECRET_NAME) == 0


def test_pages_are_kept_but_asked_for_each_time(client):
    laureate(shown_as="name")
    for page in (GALLERY, *FEEDS):
        client.get(page)
        response = client.get(page)
        assert response["Cache-Control"] == "no-cache"
        assert client.get(page, headers={"if-none-match": response["ETag"]}).status_code == 304


def test_what_is_kept_is_kept_no_longer_than_the_next_change():
    assert next_change(now()) is None
    edition = EditionFactory(decided=True)
    assert next_change(edition.reveal_at - timedelta(seconds=40)) == edition.reveal_at
    assert next_change(edition.reveal_at) is None
    laureate(edition)
    assert next_change(edition.reveal_at) == Consent.objects.get().expires_at  # of being judged: nothing is shown
    EditionFactory(draft=True)
    coming = EditionFactory(coming=True)
    assert next_change(edition.reveal_at) == coming.opens_at
    assert next_change(coming.opens_at) == coming.closes_at


def test_a_group_is_named_only_when_everyone_in_it_lets_themself_be_named(client):
    candidacy = CandidacyFactory(
        edition=EditionFactory(revealed=True), laureate=True, kind="group", name="Hemmeligvåg ungdomsråd"
    )
    show(candidacy.nominee, name="Máret Eira", shown_as="name")
    other = NomineeFactory(candidacy=candidacy, state="accepted", name="Jóhann Þór")
    page = text(client.get(reverse("pioneers:pioneer", args=[candidacy.uuid])))
    caches["pages"].clear()
    assert "A group of Nordic Pioneers" in page
    assert "Máret Eira" in page
    assert "Jóhann" not in page
    assert "Hemmeligvåg" not in page
    assert client.get(GALLERY, {"q": "ungdomsråd"}).context["page"].paginator.count == 0
    show(other, shown_as="pen_name", pen_name="Stjerna")
    caches["pages"].clear()
    assert "Hemmeligvåg ungdomsråd" in text(client.get(reverse("pioneers:pioneer", args=[candidacy.uuid])))
    assert client.get(GALLERY, {"q": "ungdomsråd"}).context["page"].paginator.count == 1


def test_a_group_is_shown_and_found_without_the_name_a_pen_name_stands_for(client):
    candidacy = CandidacyFactory(
        edition=EditionFactory(revealed=True), laureate=True, kind="group", name="Jóhann og vennerne"
    )
    show(candidacy.nominee, name="Jóhann Þór", shown_as="pen_name", pen_name="Stjerna")
    page = text(client.get(reverse("pioneers:pioneer", args=[candidacy.uuid])))
    assert "Stjerna og vennerne" in page
    assert "Jóhann" not in page
    for typed, number in (("johann", 0), ("Jóhann", 0), ("vennerne", 1), ("stjerna", 1)):
        assert client.get(GALLERY, {"q": typed}).context["page"].paginator.count == number, typed


def test_filters_narrow_and_say_what_is_filtered(client):
    old, new = EditionFactory(revealed=True), EditionFactory(revealed=True)
    laureate(old, shown_as="pen_name", pen_name="Gammel")
    CandidacyFactory(edition=new, laureate=True, country="DK", category=new.categories.last())
    page = client.get(GALLERY, {"year": old.year})
    assert page.context["page"].paginator.count == 1
    assert "Remove the filter" in text(page)
    assert client.get(GALLERY, {"country": "DK"}).context["page"].paginator.count == 1
    assert client.get(GALLERY, {"category": "a-city-for-all"}).context["page"].paginator.count == 1
    empty = client.get(GALLERY, {"country": "DK", "year": old.year})
    assert "No matches" in text(empty)
    nonsense = client.get(GALLERY, {"year": "x", "country": "<script>", "category": "none", "q": "<script>"})
    assert nonsense.status_code == 200
    assert '<script>"' not in text(nonsense)


def test_past_years_and_other_languages_work(client):
    laureate(shown_as="name")
    page = text(client.get("/nb/pioneers/"))
    assert 'lang="nb"' in page
    assert SECRET_NAME in page


@pytest.mark.parametrize("page", ["/", GALLERY, *FEEDS])
def test_each_list_costs_the_same_for_one_and_for_three(client, page, cost):
    edition = EditionFactory(revealed=True)
    laureate(edition, shown_as="name")
    client.get(page)
    caches["pages"].clear()
    with cost() as one:
        client.get(page)
    caches["pages"].clear()
    for _number in range(2):
        laureate(edition, shown_as="name")
    with cost() as three:
        client.get(page)
    assert one.queries == three.queries
    assert three.rows - one.rows == 4  # two more laureates with their faces, and nothing for each


def test_the_calling_card_follows_the_window(client):
    EditionFactory()
    assert "Nominate somebody" in text(client.get(GALLERY))


def test_before_the_window_the_gallery_says_when_it_opens(client):
    edition = EditionFactory(coming=True)
    assert "Nominations open" in text(client.get(GALLERY))
    assert edition.title in text(client.get(GALLERY))


def test_the_ceremony_page_stands_before_the_reveal_and_not_before_the_announcement(client):
    ceremony = CeremonyFactory(edition=EditionFactory(judging=True))
    page = text(client.get(reverse("pioneers:ceremony", args=[ceremony.edition.year])))
    assert "The embassy, Copenhagen" in page
    assert "We announce the winners on stage and here at the same time." in page
    draft = CeremonyFactory(edition=EditionFactory(draft=True))
    assert client.get(reverse("pioneers:ceremony", args=[draft.edition.year])).status_code == 404
    assert client.get(reverse("pioneers:ceremony", args=[1999])).status_code == 404


def test_a_ceremony_of_people_who_show_nothing(client):
    ceremony = CeremonyFactory(edition=EditionFactory(revealed=True))
    assert "No Pioneer of this year is shown here." in text(
        client.get(reverse("pioneers:ceremony", args=[ceremony.edition.year]))
    )


# Portraits


@pytest.fixture
def portrayed():
    candidacy = laureate(shown_as="name")
    request = ConsentRequest.objects.get(nominee=candidacy.nominee)
    candidacy.nominee = store_portrait(request=request, upload=upload(jpeg(), "me.jpg"), at=now())
    candidacy.request = request
    return candidacy


def picture_url(candidacy):
    return reverse("documents:open", args=[Nominee.objects.get(pk=candidacy.nominee.pk).picture])


def test_a_picture_is_private_until_it_is_switched_on(client, portrayed):
    assert client.get(picture_url(portrayed))["Location"].startswith("/account/")
    client.force_login(UserFactory())
    assert client.get(picture_url(portrayed)).status_code == 404
    assert "<img" not in text(client.get(GALLERY)).split('id="pioneers"')[1].split("</ul>")[0]
    caches["pages"].clear()
    Nominee.objects.update(shows_picture=True)
    assert client.get(picture_url(portrayed)).status_code == 404  # no consent for it yet
    give_consent(portrayed.nominee, Scope.PICTURE)
    assert client.get(picture_url(portrayed)).status_code == 302
    assert str(portrayed.nominee.picture) in text(client.get(GALLERY))
    Consent.objects.filter(scope=Scope.PICTURE).update(withdrawn_at=now())
    assert client.get(picture_url(portrayed)).status_code == 404


def test_a_picture_is_not_seen_before_the_reveal(client, portrayed, clock):
    Nominee.objects.update(shows_picture=True)
    give_consent(portrayed.nominee, Scope.PICTURE)
    clock(portrayed.edition.reveal_at - timedelta(seconds=1))
    assert client.get(picture_url(portrayed))["Location"].startswith("/account/")


def test_staff_see_a_picture_and_its_owner_on_their_page(client, portrayed):
    client.force_login(ManagerFactory())
    owner = Client()
    open_page(owner, portrayed)
    for reader in (client, owner):
        served = client.get(reader.get(picture_url(portrayed)).url)
        assert served.headers["Content-Type"].startswith("image/")
        assert b"".join(served.streaming_content).startswith(b"\xff\xd8")


def test_a_new_picture_takes_the_place_of_the_old_and_can_be_deleted(portrayed):
    first = portrayed.nominee.picture
    second = store_portrait(request=portrayed.request, upload=upload(jpeg(320, 200), "other.jpg"), at=now()).picture
    assert first != second
    nominee = remove_portrait(request=portrayed.request, at=now())
    remove_portrait(request=portrayed.request, at=now())
    assert nominee.picture is None
    assert not nominee.shows_picture


def test_a_picture_is_taken_only_from_whoever_said_yes():
    candidacy = CandidacyFactory(asked=True)
    request = ConsentRequest.objects.get(nominee=candidacy.nominee)
    with pytest.raises(TooLateToAnswer):
        store_portrait(request=request, upload=upload(jpeg(), "me.jpg"), at=now())
    request.role = "guardian"
    with pytest.raises(TooLateToAnswer):
        remove_portrait(request=request, at=now())


def test_a_long_name_is_one_word_that_may_break_and_markup_in_it_stays_text(client):
    candidacy = laureate(name="Sóley <b> Ingibjargardóttir", shown_as="name")
    for page in (GALLERY, reverse("pioneers:pioneer", args=[candidacy.uuid])):
        shown = text(client.get(page))
        assert 'Sóley &lt;b&gt; <span class="name-part">Ingibjargar\u00addóttir</span>' in shown
        assert "<b>" not in shown


def of_city(name, **fields):
    part = PrizeOnSite().of_city(CityFactory(name=name, **fields), now())
    return [person.name for person in part.people] if part else []


def test_a_pioneer_is_on_the_page_of_their_city_only_where_they_chose_to_show_it():
    candidacy = laureate(shown_as="name", shows_place=True)
    assert of_city(HOME_TOWN) == [candidacy.nominee.name]
    show(candidacy.nominee, shown_as="name", shows_place=False)
    assert of_city(f"{HOME_TOWN} 2", names={"nb": HOME_TOWN}) == []


def test_a_pioneer_is_on_no_other_citys_page():
    laureate(shown_as="name", shows_place=True)
    assert of_city("Ekvik") == []
    assert of_city(HOME_TOWN, country=Country.objects.get(pk="DK")) == []


def test_a_city_is_known_by_what_other_languages_call_it():
    candidacy = laureate(shown_as="name", shows_place=True)
    assert of_city("Ekvik", names={"sv": HOME_TOWN.upper()}) == [candidacy.nominee.name]


def test_a_city_page_keeps_the_embargo_and_the_consent(clock):
    edition = EditionFactory(decided=True)
    candidacy = laureate(edition, shown_as="name", shows_place=True)
    city = CityFactory(name=HOME_TOWN)
    before, after = edition.reveal_at - timedelta(seconds=1), edition.reveal_at
    assert PrizeOnSite().of_city(city, before) is None
    assert PrizeOnSite().of_city(city, after) is not None
    Consent.objects.filter(nominee=candidacy.nominee, scope=Scope.PLACE).update(expires_at=after)
    assert PrizeOnSite().of_city(city, after) is None
