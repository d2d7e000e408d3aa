from django.apps import AppConfig
from django.db.models.signals import post_delete, post_init, post_migrate, post_save, pre_save
from django.utils.translation import gettext_lazy as _

# What bootstrap_site writes to. Migrated half-way, or back to nothing, the ground is not laid.
NEEDED = {
    "content_homepage",
    "content_menu",
    "content_sitetexts",
    "wagtailcore_workflowpage",
    "wagtailcore_referenceindex",
    "wagtailcore_uploadedfile",
    "wagtail_localize_localesynchronization",
    "wagtailredirects_redirect",
    "wagtailsearch_indexentry",
    "django_tasks_database_dbtaskresult",
    "auth_permission",
}


def _bootstrap_site(sender, using, **kwargs):
    from django.db import connections

    if connections[using].introspection.table_names() and using == "default":
        if set(connections[using].introspection.table_names()) >= NEEDED:
            from portal.content.actions.bootstrap import bootstrap_site

            bootstrap_site()


def _clear(sender, **kwargs):
    from portal.content.caching import clear_cached_pages

    clear_cached_pages()


class ContentConfig(AppConfig):
    name = "portal.content"
    verbose_name = _("Content")

    def ready(self):
        from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

        from portal.content.models.approval import keep_name_in_english, translate_name
        from portal.content.models.media import draw_waiting_picture_anew

        post_migrate.connect(_bootstrap_site, sender=self)
        pre_save.connect(
            draw_waiting_picture_anew, sender="wagtailcore.UploadedFile", dispatch_uid="content.draw_waiting_picture"
        )
        for label in ("Workflow", "Task", "GroupApprovalTask"):
            model = f"wagtailcore.{label}"
            post_init.connect(translate_name, sender=model, dispatch_uid=f"content.translate_name.{label}")
            pre_save.connect(keep_name_in_english, sender=model, dispatch_uid=f"content.keep_name.{label}")
        for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
            signal.connect(_clear, dispatch_uid=f"content.forget.{id(signal)}")
        for label in ("Menu", "MenuItem", "SiteTexts", "SiteSettings", "EditorialImage"):
            model = self.get_model(label)
            post_save.connect(_clear, sender=model, dispatch_uid=f"content.saved.{label}")
            post_delete.connect(_clear, sender=model, dispatch_uid=f"content.deleted.{label}")
        # Every action writes one entry in the record: whatever it changed, no kept page outlives it.
        from portal.audit.models import AuditEvent

        post_save.connect(_clear, sender=AuditEvent, dispatch_uid="content.recorded")
