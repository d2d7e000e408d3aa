"""The ground editors stand on: languages, first pages, menus, who may do what, and approval before publishing.

Laid after migrating. Each part is made where it is missing and left alone where editors have been at work.
"""

from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)
from wagtail_localize.models import LocaleSynchronization

from portal.content.initial_texts import FOOT, HOME, LINKS, STORIES
from portal.content.models import HomePage, Menu, MenuItem, SiteTexts, StoryIndexPage
from portal.content.models.approval import APPROVAL
from portal.people.roles import ADMINISTRATOR, EDITOR, MANAGER

# What Wagtail calls the page above all others, and what it is here.
ROOT, ALL_LANGUAGES = "Root", "All languages"
PAGE_RIGHTS = {
    EDITOR: ("add_page", "change_page"),
    MANAGER: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page"),
    ADMINISTRATOR: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page"),
}
MEDIA_RIGHTS = tuple(
    f"{verb}_editorial{noun}" for verb in ("add", "change", "choose") for noun in ("image", "document")
)
RIGHTS = {
    EDITOR: ("access_admin", "submit_translation", "change_menu", "change_sitetexts"),
    MANAGER: ("access_admin", "submit_translation", "change_menu", "change_sitetexts", "change_sitesettings"),
    ADMINISTRATOR: ("access_admin", "submit_translation", "change_menu", "change_sitetexts", "change_sitesettings"),
}
REDIRECT_RIGHTS = ("add_redirect", "change_redirect", "delete_redirect")


def bootstrap_site() -> None:
    """Everything below, in order. Asked again, it changes nothing that is there."""
    locales = ensure_locales()
    homes = ensure_first_pages(locales)
    name_the_root()
    ensure_menus(locales, homes)
    ensure_rights()
    ensure_approval()
    ensure_synchronised(locales)


def ensure_locales() -> dict[str, Locale]:
    """A locale for each language of the site."""
    return {code: Locale.objects.get_or_create(language_code=code)[0] for code, _name in settings.LANGUAGES}


def ensure_first_pages(locales: dict[str, Locale]) -> dict[str, HomePage]:
    """A home page and a story index for each language; the site's root is the English one."""
    main = locales[settings.LANGUAGE_CODE]
    home = HomePage.objects.filter(locale=main).first() or _first_home(main)
    stories = StoryIndexPage.objects.filter(locale=main).first() or _first_stories(home)
    homes = {main.language_code: home}
    for code, locale in locales.items():
        if locale == main:
            continue
        homes[code] = HomePage.objects.filter(locale=locale).first() or _translated_home(home, locale)
        if not StoryIndexPage.objects.filter(locale=locale).exists():
            page = stories.copy_for_translation(locale)
            page.title, page.introduction = STORIES[code]
            page.slug = "stories"
            _publish(page)
    return homes


def name_the_root() -> None:
    """What stands above the six first pages is called by what it holds: editors see it on the way to every page."""
    Page.objects.filter(depth=1, title=ROOT).update(title=ALL_LANGUAGES, draft_title=ALL_LANGUAGES)


def _first_home(locale: Locale) -> HomePage:
    root = Page.get_first_root_node()
    home = root.add_child(
        instance=HomePage(locale=locale, slug="start", action_address="/pioneers/", live=True, **HOME["en"])
    )
    home.save_revision().publish()
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    welcome = site.root_page if site.pk else None
    address = urlsplit(settings.SITE_URL)
    site.hostname, site.root_page, site.site_name = address.hostname, home, settings.SITE_NAME
    site.port = address.port or (443 if address.scheme == "https" else 80)
    site.save()
    if welcome is not None and welcome.specific_class is Page and welcome.slug == "home":
        Page.objects.get(pk=welcome.pk).delete()
    return HomePage.objects.get(pk=home.pk)


def _first_stories(home: HomePage) -> StoryIndexPage:
    title, introduction = STORIES["en"]
    page = home.add_child(
        instance=StoryIndexPage(title=title, introduction=introduction, slug="stories", locale=home.locale)
    )
    page.save_revision().publish()
    return page


def _translated_home(home: HomePage, locale: Locale) -> HomePage:
    page = home.copy_for_translation(locale)
    for name, words in HOME[locale.language_code].items():
        setattr(page, name, words)
    page.slug = f"start-{locale.language_code}"
    _publish(page)
    return page


def _publish(page: Page) -> None:
    page.draft_title = page.title
    page.save_revision().publish()


def ensure_menus(locales: dict[str, Locale], homes: dict[str, HomePage]) -> None:
    """A header, a footer and the texts at the foot for each language."""
    for place in ("header", "footer"):
        first: Menu | None = None
        for code, locale in locales.items():
            menu = Menu.objects.filter(place=place, locale=locale).first()
            if menu is None:
                key = {"translation_key": first.translation_key} if first else {}
                menu = Menu.objects.create(place=place, locale=locale, **key)
                _fill(menu, code, homes[code])
            first = first or menu
    key = {}
    for code, locale in locales.items():
        texts, _made = SiteTexts.objects.get_or_create(locale=locale, defaults={"about": FOOT[code], **key})
        key = {"translation_key": texts.translation_key}


def _fill(menu: Menu, code: str, home: HomePage) -> None:
    stories = StoryIndexPage.objects.child_of(home).first()
    for order, (place, target, words) in enumerate(LINKS):
        if place == menu.place:
            where = {"page": stories} if target == "stories" else {"address": target}
            MenuItem.objects.create(menu=menu, sort_order=order, label=words[code], **where)


def ensure_rights() -> None:
    """Editors write and submit; managers approve and publish. Wagtail's own two groups go, unless in use."""
    for label in ("content", "wagtailcore", "wagtailadmin", "wagtail_localize", "wagtailredirects"):
        create_permissions(apps.get_app_config(label), verbosity=0)
    root, collection = Page.get_first_root_node(), Collection.get_first_root_node()
    known = {permission.codename: permission for permission in Permission.objects.all()}
    for role, rights in PAGE_RIGHTS.items():
        group, _made = Group.objects.get_or_create(name=role)
        for codename in rights:
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=known[codename])
        for codename in MEDIA_RIGHTS:
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=collection, permission=known[codename]
            )
        extra = REDIRECT_RIGHTS if role != EDITOR else ()
        group.permissions.add(*(known[codename] for codename in (*RIGHTS[role], *extra)))
    Group.objects.filter(name__in=("Editors", "Moderators"), user=None).delete()


def ensure_approval() -> None:
    """One step before publishing, by a manager, for every page. Wagtail's own workflow gives way."""
    root = Page.get_first_root_node()
    workflow, made = Workflow.objects.get_or_create(name=APPROVAL)
    if made:
        task = GroupApprovalTask.objects.create(name=APPROVAL)
        task.groups.set(Group.objects.filter(name__in=(MANAGER, ADMINISTRATOR)))
        WorkflowTask.objects.create(workflow=workflow, task=task)
        Workflow.objects.exclude(pk=workflow.pk).update(active=False)
        WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})


def ensure_synchronised(locales: dict[str, Locale]) -> None:
    """A story written in English stands in, in every other language, until somebody translates it."""
    main = locales[settings.LANGUAGE_CODE]
    for locale in locales.values():
        if locale != main:
            LocaleSynchronization.objects.get_or_create(locale=locale, defaults={"sync_from": main})
