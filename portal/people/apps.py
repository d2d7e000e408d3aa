from datetime import timedelta

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "portal.people"
    verbose_name = _("People")

    def ready(self):
        from portal.mail.purposes import register_link_purpose
        from portal.people import security_log
        from portal.people.emails import INVITATION
        from portal.people.permissions import ensure_roles
        from portal.people.workspaces import register_workspace

        post_migrate.connect(ensure_roles, sender=self, dispatch_uid="people.ensure_roles")
        security_log.connect()
        register_link_purpose(
            INVITATION,
            url_name="people:invitation",
            page="people:answer_invitation",
            lifetime=timedelta(days=7),
            label=_("Join the secretariat"),
            fresh=lambda about_uuid: False,
        )
        register_workspace(
            _("The secretariat’s desk"),
            "/admin/",
            lambda user: user.is_secretariat,
            note=_("Cases, lists, letters and pages."),
            order=10,
        )
