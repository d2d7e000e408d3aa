"""Editors at work: who may publish, what a page may be called, what happens to a picture, what machines are told."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.forms import get_image_form
from wagtail.models import GroupPagePermission, Locale, Page, Site, Workflow
from wagtail_localize.models import LocaleSynchronization

from portal.content import apps, tasks
from portal.content.actions.bootstrap import bootstrap_site
from portal.content.models import (
    EditorialDocument,
    EditorialImage,
    HomePage,
    Menu,
    MenuItem,
    SiteSettings,
    SiteTexts,
    StandardPage,
    StoryPage,
)
from portal.content.models.blocks import LinkBlock
from portal.content.reserved import PROMISED, reserved_slugs
from portal.content.views.errors import server_error
from portal.core import clock as the_clock
from portal.people.roles import EDITOR, MANAGER
from tests.factories.content import EditorialImageFactory, StandardPageFactory, StoryPageFactory, drawn
from tests.factories.people import EditorFactory, ManagerFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("committed")]


def test_bootstrapping_again_changes_nothing():
    HomePage.objects.filter(locale__language_code="da").update(headline="Vores egne ord")
    counts = [model.objects.count() for model in (Page, Menu, MenuItem, Workflow, GroupPagePermission, Locale)]
    bootstrap_site()
    assert [model.objects.count() for model in (Page, Menu, MenuItem, Workflow, GroupPagePermission, Locale)] == counts
    assert HomePage.objects.get(locale__language_code="da").headline == "Vores egne ord"


@pytest.mark.usefixtures("every_language")
def test_a_bare_site_is_bootstrapped(client):
    for home in HomePage.objects.all():
        home.delete()
    welcome = Page.get_first_root_node().add_child(instance=Page(title="Welcome", slug="home"))
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=welcome, is_default_site=True)
    for model in (Menu, SiteTexts, Workflow):
        model.objects.all().delete()
    bootstrap_site()
    assert not Page.objects.filter(pk=welcome.pk).exists()
    for prefix, stories in (("", "Stories"), ("/sv", "Berättelser"), ("/is", "Sögur")):
        page = client.get(f"{prefix}/")
        assert page.status_code == 200
        assert stories in page.content.decode()
        assert client.get(f"{prefix}/stories/").status_code == 200
    assert HomePage.objects.first().get_workflow() is not None


def test_nothing_is_bootstrapped_on_half_a_database(monkeypatch):
    laid = []
    monkeypatch.setattr("portal.content.actions.bootstrap.bootstrap_site", lambda: laid.append(1))
    apps._bootstrap_site(sender=None, using="default")
    monkeypatch.setattr(apps, "NEEDED", {"a_table_still_to_come"})
    apps._bootstrap_site(sender=None, using="default")
    assert laid == [1]


def test_an_editor_making_a_page_is_told_beside_the_slug():
    home = HomePage.objects.get(locale__language_code="en")
    form = StandardPage.get_edit_handler().get_form_class()
    asked = {"title": "Ours", "slug": "grants", "body-count": 0, "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
    refused = form(asked, instance=StandardPage(locale=home.locale), parent_page=home, for_user=EditorFactory())
    assert not refused.is_valid()
    assert "already used by the site" in refused.errors["slug"][0]


def test_every_language_follows_english_until_translated():
    assert set(Locale.objects.values_list("language_code", flat=True)) == {"en", "da", "nb", "sv", "fi", "is"}
    assert LocaleSynchronization.objects.filter(sync_from__language_code="en").count() == 5


def test_editors_submit_and_managers_publish():
    story = StoryPageFactory(draft=True)
    editor, manager = EditorFactory(), ManagerFactory()
    assert story.permissions_for_user(editor).can_edit()
    assert not story.permissions_for_user(editor).can_publish()
    assert story.permissions_for_user(editor).can_submit_for_moderation()
    assert story.permissions_for_user(manager).can_publish()


def test_a_story_is_published_once_a_manager_approves():
    story = StoryPageFactory(draft=True)
    editor, manager = EditorFactory(), ManagerFactory()
    state = story.get_workflow().start(story, editor)
    assert story.permissions_for_user(editor).can_publish() is False
    assert Group.objects.get(name=MANAGER) in state.current_task_state.task.specific.groups.all()
    state.current_task_state.approve(user=manager)
    assert StoryPage.objects.get(pk=story.pk).live


def test_wagtails_own_groups_give_way_to_our_roles():
    assert set(
        Group.objects.filter(name__in=("Editors", "Moderators", EDITOR, MANAGER)).values_list("name", flat=True)
    ) == {
        EDITOR,
        MANAGER,
    }


@pytest.mark.parametrize("slug", sorted(PROMISED) + ["da", "_util", "robots", "stories"])
def test_no_page_takes_a_fixed_address(slug):
    home = HomePage.objects.get(locale__language_code="en")
    page = StandardPage(title="Ours", slug=slug, locale=home.locale)
    if slug == "robots":
        home.add_child(instance=page)
        return
    with pytest.raises(ValidationError) as refused:
        home.add_child(instance=page)
    assert "slug" in refused.value.message_dict


def test_deeper_down_a_page_may_be_called_what_it_likes():
    assert StandardPageFactory(parent=StandardPageFactory(), slug="grants").pk


def test_the_fixed_addresses_are_read_from_the_site_itself():
    assert {"search", "stories", "account", "files"} <= reserved_slugs()


def test_an_editor_is_told_in_the_form_that_a_slug_is_taken(client):
    page = StandardPageFactory(slug="about")
    client.force_login(ManagerFactory())
    page.slug = "pioneers"
    with pytest.raises(ValidationError):
        page.full_clean()


def test_a_picture_needs_its_alternative_text():
    picture = EditorialImage(title="Walkers", file=ContentFile(drawn(), name="walkers.jpg"))
    with pytest.raises(ValidationError) as refused:
        picture.full_clean()
    assert "alternative_text" in refused.value.message_dict


def photograph() -> bytes:
    """A photograph that says where it was taken and lies on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Leica"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (55.0, 40.0, 34.0)
    return drawn(size=(80, 40), exif=exif)


def test_a_photograph_forgets_where_it_was_taken_and_stands_upright():
    picture = EditorialImageFactory(file=SimpleUploadedFile("walk.jpg", photograph(), "image/jpeg"))
    with EditorialImage.objects.get(pk=picture.pk).file.open() as file:
        kept = Image.open(BytesIO(file.read()))
    assert len(kept.getexif()) == 0
    assert kept.size == (40, 80)
    assert (picture.width, picture.height) == (40, 80)


def test_saving_words_leaves_the_picture_alone():
    picture = EditorialImage.objects.get(pk=EditorialImageFactory().pk)
    before = picture.file.name
    picture.alternative_text = "Others"
    picture.save()
    assert picture.file.name == before


def test_what_is_no_picture_is_refused_beside_the_field():
    upload = SimpleUploadedFile("x.jpg", b"not a picture", "image/jpeg")
    form = get_image_form(EditorialImage)({"title": "x", "alternative_text": "x"}, {"file": upload})
    assert "file" in form.errors


def test_sizes_of_a_picture_go_when_its_consent_has_ended():
    picture = EditorialImageFactory()
    kept = EditorialImageFactory(consent_until=the_clock.today())
    for one in (picture, kept):
        one.get_rendition("fill-20x20")
    stored = picture.renditions.get().file
    EditorialImage.objects.filter(pk=picture.pk).update(consent_until=the_clock.today() - timedelta(days=1))
    tasks.delete_expired_renditions_nightly(the_clock.now())
    assert not picture.renditions.exists()
    assert not stored.storage.exists(stored.name)
    assert kept.renditions.count() == 1
    tasks.delete_expired_renditions_nightly(the_clock.now())


def test_a_page_appears_when_its_time_has_come(client, clock):
    clock("2026-06-01T10:00:00Z")
    story = StoryPageFactory(draft=True, slug="later")
    story.go_live_at = the_clock.now() + timedelta(hours=1)
    story.save_revision().publish()
    tasks.publish_scheduled_pages(the_clock.now())
    assert client.get("/stories/later/").status_code == 404
    clock("2026-06-01T11:00:01Z")
    tasks.publish_scheduled_pages(the_clock.now())
    assert client.get("/stories/later/").status_code == 200


@pytest.mark.parametrize(
    ("value", "right"),
    [
        ({"page": None, "address": "/grants/"}, True),
        ({"page": None, "address": "https://example.org/"}, True),
        ({"page": None, "address": ""}, False),
        ({"page": None, "address": "javascript:alert(1)"}, False),
        ({"page": None, "address": "example.org"}, False),
    ],
)
def test_a_button_leads_to_one_place(value, right):
    block = LinkBlock()
    if right:
        assert block.clean(block.to_python(value))
        return
    with pytest.raises((StructBlockValidationError, StreamBlockValidationError)):
        block.clean(block.to_python(value))


def test_a_menu_link_leads_to_one_place():
    menu = Menu.objects.first()
    page = HomePage.objects.first()
    MenuItem(menu=menu, label="x", address="/grants/").clean()
    for wrong in ({}, {"page": page, "address": "/grants/"}, {"address": "javascript:alert(1)"}):
        with pytest.raises(ValidationError):
            MenuItem(menu=menu, label="x", **wrong).clean()


def test_menus_and_contact_stand_on_every_page_at_once(client):
    client.get("/")
    menu = Menu.objects.get(place="footer", locale__language_code="en")
    about = StandardPageFactory(title="About us", slug="about")
    hidden = StandardPageFactory(draft=True)
    MenuItem.objects.create(menu=menu, label="Who we are", page=about, column="The alliance", sort_order=90)
    MenuItem.objects.create(menu=menu, label="In the drawer", page=hidden, sort_order=91)
    MenuItem.objects.create(menu=menu, label="Elsewhere", address="https://example.org/", sort_order=92)
    known = SiteSettings.for_site(about.get_site())
    known.email, known.linkedin, known.registration = "post@example.org", "https://www.linkedin.com/x", "CVR 1"
    known.postal_address, known.telephone = "Vester Voldgade 1", "+45 1"
    known.save()
    page = client.get("/search/").content.decode()
    for seen in ("Who we are", "The alliance", "https://example.org/", "mailto:post@example.org", "LinkedIn", "CVR 1"):
        assert seen in page
    assert "In the drawer" not in page


@pytest.mark.usefixtures("every_language")
def test_menus_lead_into_the_readers_language(client):
    page = client.get("/sv/search/").content.decode()
    assert 'href="/sv/pioneers/"' in page
    assert 'href="/sv/stories/"' in page


def test_a_page_that_moved_leads_on(client):
    Redirect.objects.create(old_path="/old-about", redirect_link="/stories/")
    assert client.get("/old-about/").headers["Location"] == "/stories/"


def test_a_new_slug_leaves_a_way_from_the_old_one(client):
    story = StoryPageFactory(slug="before")
    story.slug = "after"
    story.save_revision().publish()
    assert client.get("/stories/before/", follow=True).redirect_chain[0][0].endswith("/stories/after/")


@pytest.mark.usefixtures("every_language")
def test_the_feed_tells_of_the_newest_stories_in_each_language(client):
    StoryPageFactory(title="Lanterns <on> the bridge", date=date(2026, 5, 1))
    StoryPageFactory(title="Lyktor", language="sv")
    feed = client.get("/stories/feed/")
    assert feed["Content-Type"].startswith("application/rss+xml")
    assert "Lanterns &lt;on&gt; the bridge" in feed.content.decode()
    assert "Lyktor" not in feed.content.decode()
    assert "Lyktor" in client.get("/sv/stories/feed/").content.decode()


@pytest.mark.usefixtures("every_language")
def test_the_sitemap_knows_public_pages_and_their_translations(client):
    story, draft = StoryPageFactory(), StoryPageFactory(draft=True)
    danish = story.copy_for_translation(Locale.objects.get(language_code="da"))
    danish.slug = "natteravne"
    danish.save_revision().publish()
    stand_in = story.copy_for_translation(Locale.objects.get(language_code="fi"), alias=True)
    site = client.get("/sitemap.xml").content.decode()
    assert f"<loc>http://localhost:8000{story.url}</loc>" in site
    assert 'hreflang="da" href="http://localhost:8000/da/stories/natteravne/"' in site
    assert draft.slug not in site
    assert f"<loc>http://localhost:8000{stand_in.url}</loc>" not in site


@pytest.mark.usefixtures("every_language")
def test_robots_are_kept_out_of_workspaces_in_every_language(client):
    robots = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in robots
    assert "Disallow: /is/consent/" in robots
    assert "Sitemap: http://localhost:8000/sitemap.xml" in robots


@pytest.mark.usefixtures("every_language")
def test_a_wrong_address_says_so_in_the_readers_language(client):
    page = client.get("/da/nothing/")
    assert page.status_code == 404
    assert 'lang="da"' in page.content.decode()


def test_a_form_that_cannot_be_checked_keeps_what_was_typed(client):
    strict = Client(enforce_csrf_checks=True)
    page = strict.post(reverse("account_login"), {"login": "x"})
    assert page.status_code == 403
    assert "nothing you typed is lost" in page.content.decode()


def test_our_own_failure_needs_nothing_and_speaks_six_languages(rf):
    page = server_error(rf.get("/")).content.decode()
    for code in ("da", "nb", "sv", "fi", "is"):
        assert f'lang="{code}"' in page


def test_an_editor_sees_a_page_before_it_is_published(client):
    story = StoryPageFactory(draft=True, title="In the making")
    client.force_login(EditorFactory())
    preview = story.make_preview_request(preview_mode="")
    assert (
        "In the making" in preview.render().content.decode() if hasattr(preview, "render") else preview.content.decode()
    )


@pytest.mark.parametrize("name", ["page.html", "picture.svg", "code.js", "PAGE.XHTML"])
def test_a_document_a_browser_would_run_is_not_taken(client, name):
    """Where files lie on disk they are served from our own origin: a script in one would act as whoever opens it."""
    client.force_login(ManagerFactory())
    file = SimpleUploadedFile(name, b"<script src='/media/documents/code.js'></script>")
    answer = client.post(reverse("wagtaildocs:add"), {"title": "Guide", "file": file})
    assert answer.status_code == 200
    assert not EditorialDocument.objects.exists()
