"""Stories: written by an editor and approved by a manager, read in two languages, found by searching."""

import re

import pytest
from django.urls import reverse
from wagtail.models import Locale

from portal.content.models import StoryIndexPage, StoryPage
from tests.factories.content import StoryPageFactory, drawn
from tests.factories.people import EditorFactory, ManagerFactory
from tests.journeys.conftest import DESK, acted_at_both_widths


def choose_language(page, name, width):
    """By the language switcher: folded into a menu at a desk, listed in the menu on a phone."""
    if width[0] < 900:
        page.locator(".header__toggle").click()
    else:
        page.locator(".languages__toggle:visible").click()
    page.locator(".languages a:visible", has_text=name).first.click()


def translated(story, **words):
    """The same story as a translator would publish it in Bokmål."""
    page = story.copy_for_translation(Locale.objects.get(language_code="nb"))
    for field, value in words.items():
        setattr(page, field, value)
    page.slug = story.slug
    page.save_revision().publish()
    return page


@acted_at_both_widths
@pytest.mark.django_db(transaction=True)
def test_a_visitor_reads_a_story_in_two_languages_searches_and_takes_a_wrong_turn(visit, width):
    story = StoryPageFactory(title="Four grown-ups and a thermos", slug="thermos")
    translated(
        story,
        title="Fire voksne og en termos",
        summary="Hver fredag går noen voksne der de unge er.",
        body=[("text", "<p>De møtes på busstasjonen klokka ni.</p>")],
    )
    visitor = visit(width)
    page = visitor.go("/")
    visitor.check()
    page.get_by_role("link", name="Four grown-ups and a thermos").click()
    page.wait_for_url("**/stories/thermos/")
    assert page.locator("html").get_attribute("lang") == "en"
    visitor.check()
    choose_language(page, "Norsk", width)
    page.wait_for_url("**/nb/stories/thermos/")
    assert page.inner_text("h1") == "Fire voksne og en termos"
    assert page.locator("html").get_attribute("lang") == "nb"
    visitor.check()
    page = visitor.go("/nb/search/")
    page.fill("[name=q]", "busstasjonen")
    page.locator("form[role=search] button").click()
    page.wait_for_url("**/nb/search/?*")
    visitor.check()
    page.get_by_role("link", name="Fire voksne og en termos").click()
    page.wait_for_url("**/nb/stories/thermos/")
    choose_language(page, "English", width)
    page.wait_for_url(re.compile(r"(?<!nb)/stories/thermos/$"))
    assert page.inner_text("h1") == "Four grown-ups and a thermos"
    missing = page.goto(visitor.site + "/nb/stories/thermoz/")
    assert missing.status == 404
    assert page.locator("html").get_attribute("lang") == "nb"
    visitor.check()
    page.locator("main a").first.click()
    page.wait_for_url("**/nb/")
    visitor.check()


TITLE = "The boat shed opens on Thursdays"
STORY = "Whoever is tired of being alone comes at six, and there is soup."
SHOWN = "Young people mend a boat under a lamp"
CREDIT = "Áila Ørsted"
COMMENT = "Please say which island it is on."


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.STAFF_SECOND_FACTOR_REQUIRED = False


# The editor takes what stands in its form two seconds after it opens as unchanged. Whoever has typed everything by then
# has typed nothing that it would save by itself.
WATCHES = (
    """document.addEventListener("w-unsaved:watch-edits", () => { document.documentElement.dataset.watches = "" })"""
)


def write_story(page):
    """From the card on the staff home: title and summary, which become a draft by themselves, a block of text, and a
    picture uploaded with what it shows and who took it."""
    page.add_init_script(WATCHES)
    page.goto(reverse("wagtailadmin_home"))
    with page.expect_navigation():
        page.get_by_role("link", name="Write a story").click()
    assert str(the_stories().pk) in page.url
    page.wait_for_selector("html[data-watches]", state="attached")
    page.fill("[name=title]", TITLE)
    page.fill("[name=summary]", "A boat shed in the harbour is open to the young. They mend what they find there.")
    page.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"))
    # By its name: the ids of Wagtail's panels are made in the language of whoever opened the form first.
    story = page.get_by_role("region", name="Story*")
    story.get_by_role("button", name="Insert a block").first.click()
    page.get_by_role("option", name="Text", exact=True).click()
    written = story.locator("[contenteditable=true][role=textbox]").first
    written.click()
    written.press_sequentially(STORY)
    # The editor hands what is written to the form a quarter of a second later.
    page.wait_for_function("words => document.querySelector('[name=body-0-value]').value.includes(words)", arg=STORY)
    upload_picture(page)


def upload_picture(page):
    page.get_by_role("button", name="Choose an image").first.click()
    page.get_by_role("tab", name="Upload").click()
    dialog = page.locator(".modal-content")
    dialog.locator("input[type=file]").set_input_files(
        {"name": "shed.jpg", "mimeType": "image/jpeg", "buffer": drawn(size=(1200, 800))}
    )
    dialog.locator("[name$=title]").fill("Boat shed")
    dialog.locator("[name$=alternative_text]").fill(SHOWN)
    dialog.locator("[name$=credit]").fill(CREDIT)
    dialog.get_by_role("button", name="Upload").click()
    dialog.wait_for(state="hidden")


def the_stories():
    return StoryIndexPage.objects.get(locale__language_code="en")


def the_story():
    """What was written; the other languages show it as it stands until it is translated."""
    return StoryPage.objects.get(title=TITLE, locale__language_code="en")


def submit(page):
    """Submitted for approval from the menu at the foot of the editor, once its draft has saved itself. The form looks
    twice a second whether anything changed."""
    page.wait_for_timeout(700)
    page.wait_for_selector("[data-edit-form]:not([data-w-unsaved-has-edits-value=true])", state="attached")
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Submit to Approval before publishing").click()
    page.get_by_text("has been submitted for moderation").first.wait_for()


def open_the_worklist(staff):
    """The manager finds the story among what there is to do on the first page of the admin, and opens it."""
    page = staff.go("/admin/")
    with page.expect_navigation():
        page.locator(".staff-worklist").get_by_role("link", name=TITLE).first.click()
    return page


def previewed(manager) -> str:
    """What the manager reads of the story as it would be published."""
    story = the_story()
    preview = manager.context.new_page()
    address = reverse("wagtailadmin_pages:workflow_preview", args=[story.pk, story.current_workflow_task.pk])
    preview.goto(manager.site + address)
    return preview.inner_text("main")


def decide(page, action: str):
    """What a manager says to a story that waits, from the menu at the foot of the editor."""
    toggle = page.locator("footer [data-w-dropdown-target=toggle]")
    button = page.get_by_role("button", name=action, exact=True)
    if not button.is_visible():
        toggle.click()
    button.click()


@pytest.mark.django_db(transaction=True)
def test_an_editor_writes_a_story_a_manager_approves_it_and_everyone_reads_it(visit):
    editor, approving = visit(DESK).be(EditorFactory()), ManagerFactory()
    write_story(editor.page)
    submit(editor.page)
    reader = visit()
    assert reader.context.request.get("/stories/the-boat-shed-opens-on-thursdays/").status == 404

    manager = visit(DESK).be(approving)
    page = open_the_worklist(manager)
    assert STORY in previewed(manager)
    with page.expect_navigation():
        decide(page, "Approve and Publish")

    page = reader.go("/stories/")
    page.get_by_role("link", name=TITLE).click()
    page.wait_for_url("**/stories/the-boat-shed-opens-on-thursdays/")
    assert STORY in page.inner_text("main")
    assert CREDIT in page.inner_text("main")
    assert page.get_by_role("img", name=SHOWN).is_visible()
    reader.check()
    assert not editor.complaints + manager.complaints


@pytest.mark.django_db(transaction=True)
def test_a_story_sent_back_with_a_comment_is_with_its_editor_again(visit):
    writing = EditorFactory()
    story = StoryPageFactory(title=TITLE, live=False, owner=writing)
    story.save_revision(user=writing)
    story.get_workflow().start(story, writing)
    page = open_the_worklist(visit(DESK).be(ManagerFactory()))
    decide(page, "Request changes")
    page.fill("[name=comment]", COMMENT)
    with page.expect_navigation():
        page.locator(".modal-content").get_by_role("button", name="Request changes").click()
    story.refresh_from_db()
    assert not story.live
    page = visit(DESK).be(writing).go(reverse("wagtailadmin_pages:edit", args=[story.pk]))
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Toggle status").click()
    page.locator("[data-a11y-dialog-show=workflow-status-dialog]").click()
    page.get_by_text(COMMENT).locator("visible=true").first.wait_for()
    assert page.input_value("[name=title]") == TITLE
