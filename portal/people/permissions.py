"""What each staff role may do in the Wagtail admin with Wagtail's own things. Everything else is django-rules.

Applied after every `migrate`, so that a new model of the content app is the editors' at once. Only adds: a permission
that someone gave by hand stays.
"""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions

from portal.people.roles import ADMINISTRATOR, EDITOR, FINANCE, MANAGER, ROLES

# Models by app label, given whole (view, add, change, delete) to the roles named; None is every model of the app.
MODELS = {
    "content": {EDITOR: None, ADMINISTRATOR: None},
    "wagtailredirects": {EDITOR: None, ADMINISTRATOR: None},
    "wagtail_localize": {EDITOR: None, ADMINISTRATOR: None},
    "wagtailcore": {
        EDITOR: ("locale",),
        ADMINISTRATOR: ("locale", "site", "collection", "workflow", "task", "groupapprovaltask"),
    },
}

# Pages below the root. Managers write and hand in; editors publish and moderate.
_WRITE = ("add_page", "change_page")
_PUBLISH = (*_WRITE, "publish_page", "lock_page", "unlock_page", "bulk_delete_page")
PAGES = {MANAGER: _WRITE, EDITOR: _PUBLISH, ADMINISTRATOR: _PUBLISH}

# Pictures and documents of the site, in every collection.
_ADD = ("add_image", "choose_image", "add_document", "choose_document")
_CHANGE = (*_ADD, "change_image", "change_document")
COLLECTIONS = {MANAGER: _ADD, EDITOR: _CHANGE, ADMINISTRATOR: _CHANGE}

# Who approves a page that was handed in (Wagtail's task of this name comes with its first migration).
APPROVAL_TASK = "Moderators approval"
MODERATORS = (EDITOR, ADMINISTRATOR)


def ensure_roles(apps, using="default", **_signal):
    """Makes the groups of the roles and gives them their permissions. Safe to run again."""
    try:
        group_model = apps.get_model("auth", "Group")
        apps.get_model("wagtailcore", "Page")
        apps.get_model("content", "EditorialImage")
    except LookupError:
        return  # migrating only a part: the next whole migrate does it
    groups = {role: group_model.objects.using(using).get_or_create(name=role)[0] for role in ROLES}
    for label in (*MODELS, "wagtailadmin", "wagtailimages", "wagtaildocs"):
        create_permissions(installed.get_app_config(label), verbosity=0, using=using)
    _give_models(apps, groups, using)
    _give_pages(apps, groups, using)
    _give_collections(apps, groups, using)
    _make_moderators(apps, groups, using)


def _give_models(apps, groups, using):
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    access = permissions.get(content_type__app_label="wagtailadmin", codename="access_admin")
    for role in (MANAGER, EDITOR, FINANCE, ADMINISTRATOR):
        given = [access]
        for label, roles in MODELS.items():
            if role in roles:
                of_app = permissions.filter(content_type__app_label=label)
                models = roles[role]
                given += of_app if models is None else of_app.filter(content_type__model__in=models)
        groups[role].permissions.add(*given)


def _give_pages(apps, groups, using):
    root = apps.get_model("wagtailcore", "Page").objects.using(using).filter(depth=1).first()
    granted = apps.get_model("wagtailcore", "GroupPagePermission").objects.using(using)
    for permission in _named(apps, using, "wagtailcore", PAGES):
        for role, codenames in PAGES.items():
            if root and permission.codename in codenames:
                granted.get_or_create(group_id=groups[role].pk, page_id=root.pk, permission_id=permission.pk)


def _give_collections(apps, groups, using):
    root = apps.get_model("wagtailcore", "Collection").objects.using(using).filter(depth=1).first()
    granted = apps.get_model("wagtailcore", "GroupCollectionPermission").objects.using(using)
    for label in ("wagtailimages", "wagtaildocs"):
        for permission in _named(apps, using, label, COLLECTIONS):
            for role, codenames in COLLECTIONS.items():
                if root and permission.codename in codenames:
                    granted.get_or_create(group_id=groups[role].pk, collection_id=root.pk, permission_id=permission.pk)


def _named(apps, using, label, given):
    codenames = {codename for of_role in given.values() for codename in of_role}
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    return permissions.filter(
        content_type__app_label=label, content_type__model__in=("page", "image", "document"), codename__in=codenames
    )


def _make_moderators(apps, groups, using):
    task = apps.get_model("wagtailcore", "GroupApprovalTask").objects.using(using).filter(name=APPROVAL_TASK).first()
    if task is not None:
        task.groups.add(*(groups[role] for role in MODERATORS))
