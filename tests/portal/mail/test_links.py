"""Links in letters: opening them changes nothing, and an old or altered one opens nothing."""

from datetime import timedelta

import pytest
from django.test import Client

from portal.audit.models import AuditEvent
from portal.core.clock import now
from portal.mail import keys
from portal.mail.actions.fresh_link import A_DAY, AN_HOUR, send_fresh_link
from portal.mail.errors import TooManyLinks
from portal.mail.links import MAX_OPENED, LinkUnknown, address_of, close_links, issue_link, revoke_links
from portal.mail.models import Code, Letter, Link
from portal.mail.purposes import register_link_purpose
from portal.mail.recipients import Recipient
from tests.factories.mail import LinkFactory
from tests.factories.people import PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("link_purposes")]


def path_of(link):
    return address_of(link).removeprefix("http://localhost:8000")


def everything():
    """What the portal holds, apart from who has a browser open."""
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in (Letter, Link, Code, AuditEvent)}


def test_a_link_is_issued_under_the_readers_language_and_for_as_long_as_its_purpose_says():
    at, person = now(), PersonFactory()
    link = issue_link(purpose="tests.answer", about=person, to=Recipient("A@B.no", "A", "nb"), at=at)
    assert address_of(link).startswith("http://localhost:8000/nb/answer/")
    assert link.expires_at == at + timedelta(days=14)
    assert link.email == "a@b.no"


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_mail_scanner_may_open_a_link_as_often_as_it_likes(client, method):
    link = LinkFactory()
    before = everything()
    for _ in range(3):
        response = getattr(client, method)(path_of(link))
        assert response.status_code == 302
    assert everything() == before


def test_a_head_request_leaves_no_trace_even_in_the_session(client):
    client.head(path_of(LinkFactory()))
    assert client.get("/answer/").status_code == 403


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_the_address_with_the_token_answers_to_opening_only(client, method):
    assert getattr(client, method)(path_of(LinkFactory())).status_code == 405


def test_the_reader_is_sent_on_to_an_address_without_the_token(client):
    link = LinkFactory()
    response = client.get(path_of(link))
    assert response["Location"] == f"/nb/answer/?about={link.about_uuid}"
    assert keys.token_for(link.uuid) not in response["Location"]
    assert response["Referrer-Policy"] == "strict-origin"
    assert "no-store" in response["Cache-Control"]
    page = client.get(response["Location"])
    assert page.content.decode() == f"asked about {link.about_uuid}"
    assert "no-store" in page["Cache-Control"]
    assert client.post(response["Location"]).content.decode() == f"answered about {link.about_uuid}"


def test_without_having_opened_the_link_the_page_says_how_to_get_there(client):
    response = client.get("/answer/")
    assert response.status_code == 403
    assert "Open the link in your e-mail again" in response.content.decode()


def test_another_browser_does_not_see_what_this_one_opened(client):
    client.get(path_of(LinkFactory()))
    assert Client().get("/answer/").status_code == 403


def test_who_planted_a_session_does_not_get_in_by_someone_elses_click(client):
    client.get("/answer/")
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["sessionid"] = session.session_key
    client.get(path_of(LinkFactory()))
    assert client.cookies["sessionid"].value != session.session_key


def test_an_opened_link_rests_a_day_and_no_longer(client, clock):
    clock("2026-09-01T08:00:00Z")
    client.get(path_of(LinkFactory()))
    clock.shift(timedelta(hours=20))
    assert client.get("/answer/").status_code == 200
    clock.shift(timedelta(hours=20))
    assert client.get("/answer/").status_code == 200
    clock.shift(timedelta(hours=25))
    assert client.get("/answer/").status_code == 403


def test_a_guardian_of_two_answers_for_the_child_of_the_tab_they_are_in(client):
    first, second = LinkFactory(), LinkFactory()
    tab = client.get(path_of(first))["Location"]
    other_tab = client.get(path_of(second))["Location"]
    assert client.post(tab).content.decode() == f"answered about {first.about_uuid}"
    assert client.post(other_tab).content.decode() == f"answered about {second.about_uuid}"
    assert str(second.about_uuid) in client.get("/answer/").content.decode()
    assert str(first.about_uuid) in client.get(f"/answer/{first.about_uuid}/").content.decode()


@pytest.mark.parametrize("about", ["nonsense", "00000000-0000-4000-8000-000000000000"])
def test_asking_for_what_was_not_opened_shows_nothing(client, about):
    client.get(path_of(LinkFactory()))
    assert client.get(f"/answer/?about={about}").status_code == 403


def test_a_browser_keeps_a_handful_of_links(client):
    links = [LinkFactory() for _ in range(MAX_OPENED + 1)]
    for link in links:
        client.get(path_of(link))
    assert client.get(f"/answer/{links[0].about_uuid}/").status_code == 403
    assert client.get(f"/answer/{links[1].about_uuid}/").status_code == 200


def test_clearing_this_device_closes_them(client, rf):
    client.get(path_of(LinkFactory()))
    request = rf.get("/")
    request.session = client.session
    close_links(request)
    request.session.save()
    assert client.get("/answer/").status_code == 403


def test_every_altered_character_is_noticed(client):
    token = keys.token_for(LinkFactory().uuid)
    assert keys.link_of(token)
    for place in range(len(token)):
        other = "A" if token[place] != "A" else "B"
        assert keys.link_of(token[:place] + other + token[place + 1 :]) is None
    assert keys.link_of(token[:-1] + chr(ord(token[-1]) + 1)) is None
    assert keys.link_of(token + "A") is None
    assert keys.link_of(token[:20]) is None
    assert keys.link_of("þ" * 43) is None


def test_an_altered_link_gets_a_plain_page_that_betrays_nothing(client):
    token = keys.token_for(LinkFactory().uuid)
    response = client.get(f"/answer/{token[:-3]}AAA/")
    never_issued = client.get(f"/answer/{keys.token_for(LinkFactory.build().uuid)}/")
    assert response.status_code == never_issued.status_code == 404
    assert "This link does not work" in response.content.decode()
    assert response["Referrer-Policy"] == "strict-origin"


def test_a_link_of_one_purpose_opens_nothing_of_another(client):
    assert client.get(f"/own/{keys.token_for(LinkFactory().uuid)}/").status_code == 404


def test_a_link_signed_under_an_earlier_key_still_opens(client, settings):
    path = path_of(LinkFactory())
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another-key-entirely"
    assert client.get(path).status_code == 302
    settings.SECRET_KEY_FALLBACKS = []
    assert client.get(path).status_code == 404


def test_a_revoked_link_opens_nothing_and_closes_where_it_was_open(client):
    person = PersonFactory()
    link = LinkFactory(about_uuid=person.uuid)
    other = LinkFactory(about_uuid=person.uuid, purpose="tests.own")
    client.get(path_of(link))
    assert revoke_links(about=person, at=now(), purpose="tests.answer") == 1
    assert client.get("/answer/").status_code == 403
    assert client.get(path_of(link)).status_code == 404
    assert client.get(path_of(other)).status_code == 302
    assert revoke_links(about=person, at=now()) == 1


def test_an_expired_link_offers_a_fresh_one_and_opens_nothing(client):
    link = LinkFactory(expired=True)
    before = everything()
    response = client.get(path_of(link))
    assert response.status_code == 410
    assert "Send me a new link" in response.content.decode() or "lenke" in response.content.decode()
    assert link.email not in response.content.decode()
    assert everything() == before
    assert client.get("/answer/").status_code == 403


def test_a_lasting_link_stays_the_persons_own_page(client):
    link = issue_link(
        purpose="tests.own", about=PersonFactory(), to=Recipient("a@b.no", "A", "en"), at=now(), expires=now()
    )
    assert link.expires_at is None
    Link.objects.update(expires_at=now() - timedelta(days=400))
    assert client.get(path_of(link)).status_code == 302


def ask(client, link, **changes):
    token = keys.token_for(link.uuid)
    return client.post("/links/fresh/", {"purpose": link.purpose, "token": token, **changes}, follow=True)


def test_a_fresh_link_goes_to_the_same_address_and_opens(client):
    link = LinkFactory(expired=True, language="en")
    response = ask(client, link)
    assert response.status_code == 200
    assert "A new link is on its way" in response.content.decode()
    letter = Letter.objects.get()
    assert letter.to_email == link.email
    fresh = Link.objects.get(replaces=link)
    assert client.get(path_of(fresh)).status_code == 302
    assert "Your answer" in letter.subject


def test_asked_twice_for_a_fresh_link_one_letter_goes(client):
    link = LinkFactory(expired=True)
    ask(client, link)
    ask(client, link)
    assert Letter.objects.count() == 1


def test_fresh_links_are_not_a_way_to_plague_someone(clock):
    clock("2026-09-01T08:00:00Z")
    link = LinkFactory(expired=True)
    token = keys.token_for(link.uuid)

    def again():
        clock.shift(timedelta(minutes=3))
        return send_fresh_link(purpose="tests.answer", token=token, at=now())

    for _ in range(AN_HOUR):
        again()
    with pytest.raises(TooManyLinks):
        again()
    clock.shift(timedelta(hours=1))
    for _ in range(A_DAY - AN_HOUR):
        again()
    clock.shift(timedelta(hours=1))
    with pytest.raises(TooManyLinks):
        again()
    clock.shift(timedelta(days=1))
    again()


def test_too_many_are_told_so_in_plain_words(client, clock):
    clock("2026-09-01T08:00:00Z")
    link = LinkFactory(expired=True, language="en")
    for _ in range(AN_HOUR):
        clock.shift(timedelta(minutes=3))
        ask(client, link)
    clock.shift(timedelta(minutes=3))
    response = ask(client, link)
    assert response.status_code == 429
    assert "already sent you several links" in response.content.decode()


def test_no_fresh_link_where_the_purpose_gives_none_any_more():
    register_link_purpose("tests.answer", url_name="enter", page="answer", fresh=lambda about_uuid: False)
    link = LinkFactory(expired=True)
    with pytest.raises(LinkUnknown):
        send_fresh_link(purpose="tests.answer", token=keys.token_for(link.uuid), at=now())
    assert not Letter.objects.exists()


@pytest.mark.parametrize("changes", [{"token": "altered"}, {"purpose": "tests.unheard_of"}, {"token": ""}])
def test_a_request_for_a_fresh_link_that_was_tampered_with_gets_the_plain_page(client, changes):
    response = ask(client, LinkFactory(expired=True), **changes)
    assert response.status_code == 404
    assert not Letter.objects.exists()


def test_a_fresh_link_is_only_sent_by_a_post(client):
    assert client.get("/links/fresh/").status_code == 405
