"""What the staff roles may do in the Wagtail admin with Wagtail's own things: enter it, and look after pictures,
documents and how the site is set up. Pages, menus and approval are the content app's; everything else is django-rules.

Applied after every `migrate`. Only adds: a permission that someone gave by hand stays.
"""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions

from portal.people.roles import ADMINISTRATOR, EDITOR, MANAGER, ROLES

# Wagtail's own models, given whole (view, add, change, delete).
MODELS = {ADMINISTRATOR: ("locale", "site", "collection", "workflow", "task", "groupapprovaltask")}

# Pictures and documents of the site, in every collection. Wagtail asks for the permissions of its own two models even
# where the site has models of its own.
LIBRARY = ("add_image", "choose_image", "change_image", "add_document", "choose_document", "change_document")
LIBRARIANS = (EDITOR, MANAGER, ADMINISTRATOR)


def ensure_roles(apps, using="default", **_signal):
    """Makes the groups of the roles and gives them their permissions. Safe to run again."""
    try:
        group_model = apps.get_model("auth", "Group")
        permissions = apps.get_model("auth", "Permission").objects.using(using)
        for label, model in (("wagtailcore", "Collection"), ("wagtailimages", "Image"), ("wagtaildocs", "Document")):
            apps.get_model(label, model)
    except LookupError:
        return  # migrating only a part: the next whole migrate does it
    groups = {role: group_model.objects.using(using).get_or_create(name=role)[0] for role in ROLES}
    for label in ("wagtailcore", "wagtailadmin", "wagtailimages", "wagtaildocs"):
        create_permissions(installed.get_app_config(label), verbosity=0, using=using)
    access = permissions.get(content_type__app_label="wagtailadmin", codename="access_admin")
    for role, group in groups.items():
        wanted = permissions.filter(content_type__app_label="wagtailcore", content_type__model__in=MODELS.get(role, ()))
        group.permissions.add(access, *wanted)
    _give_library(apps, groups, permissions, using)


def _give_library(apps, groups, permissions, using):
    root = apps.get_model("wagtailcore", "Collection").objects.using(using).filter(depth=1).first()
    granted = apps.get_model("wagtailcore", "GroupCollectionPermission").objects.using(using)
    wanted = permissions.filter(content_type__app_label__in=("wagtailimages", "wagtaildocs"), codename__in=LIBRARY)
    for permission in wanted:
        for role in LIBRARIANS:
            granted.get_or_create(group_id=groups[role].pk, collection_id=root.pk, permission_id=permission.pk)
