"""What an editor can begin from the staff home, on the pages of their own language."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.permissions import page_permission_policy

from portal.content.models import StoryIndexPage
from portal.content.queries.pages import home_for
from portal.people.roles import EDITOR, MANAGER
from portal.staff.home_actions import HomeAction, register_home_actions


def write_story(viewer) -> str:
    """The form of a new story, among those of the viewer's language."""
    home = home_for(viewer)
    stories = StoryIndexPage.objects.child_of(home).first() if home else None
    if stories is None or not page_permission_policy.user_has_permission_for_instance(viewer, "add", stories):
        return ""
    return reverse("wagtailadmin_pages:add", args=["content", "storypage", stories.pk])


def edit_front_page(viewer) -> str:
    home = home_for(viewer)
    if home is None or not page_permission_policy.user_has_permission_for_instance(viewer, "change", home):
        return ""
    return reverse("wagtailadmin_pages:edit", args=[home.pk])


def register() -> None:
    """Called when the app is ready."""
    register_home_actions(
        HomeAction(
            name="content.write_story",
            label=_("Write a story"),
            note=_("With a picture, in your own language"),
            icon="edit",
            url=write_story,
            roles=(EDITOR, MANAGER),
            order=50,
        ),
        HomeAction(
            name="content.edit_front_page",
            label=_("Edit the front page"),
            note=_("Headline, picture and what is shown first"),
            icon="home",
            url=edit_front_page,
            roles=(EDITOR,),
            order=60,
        ),
        HomeAction(
            name="content.add_picture",
            label=_("Add a picture"),
            note=_("With what it shows and who took it"),
            icon="image",
            url="wagtailimages:add_multiple",
            roles=(EDITOR,),
            order=70,
        ),
        HomeAction(
            name="content.change_menus",
            label=_("Change the menus"),
            note=_("Links in the header and the footer"),
            icon="list-ul",
            url="wagtailsnippets_content_menu:list",
            permission="content.change_menu",
            roles=(EDITOR,),
            order=80,
        ),
    )
