from datetime import timedelta

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "portal.people"
    verbose_name = _("People")

    def ready(self):
        from portal.mail.labels import register_letters
        from portal.mail.purposes import register_link_purpose
        from portal.people import erasure, home_actions, security_log
        from portal.people.emails import INVITATION
        from portal.people.labels import LETTERS, VERBS, account_names, person_names
        from portal.people.permissions import ensure_roles
        from portal.people.workspaces import register_workspace
        from portal.records.erasure import register_erasure
        from portal.records.labels import register_actor_labels, register_verbs
        from portal.records.retention import register_retention

        post_migrate.connect(ensure_roles, sender=self, dispatch_uid="people.ensure_roles")
        security_log.connect()
        register_erasure(erasure.AccountErasure())
        register_erasure(erasure.PersonErasure())
        register_retention(erasure.ACCOUNTS)
        register_retention(erasure.INVITATIONS)
        register_verbs(VERBS)
        register_letters(LETTERS)
        register_actor_labels("people.user", account_names)
        register_actor_labels("people.person", person_names)
        register_link_purpose(
            INVITATION,
            url_name="people:invitation",
            page="people:answer_invitation",
            lifetime=timedelta(days=7),
            label=_("Join the secretariat"),
            fresh=lambda about_uuid: False,
        )
        home_actions.register()
        register_workspace(
            _("The secretariat’s desk"),
            "/admin/",
            lambda user: user.is_secretariat,
            note=_("Cases, lists, letters and pages."),
            order=10,
        )
