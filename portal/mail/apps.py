from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailConfig(AppConfig):
    name = "portal.mail"
    verbose_name = _("Letters")

    def ready(self):
        from portal.mail import keeping, tasks, waiting  # noqa: F401  tasks: the receiver that sends after a commit
        from portal.records.labels import register_verbs

        keeping.register()
        waiting.register()
        register_verbs(
            {
                "mail.give_up_letter": _("Letter given up"),
                "mail.refuse_letter": _("Letter refused by the receiving server"),
                "mail.release_letter": _("Held letter let go"),
                "mail.drop_letter": _("Letter dropped"),
                "mail.release_batch": _("Batch of letters let go"),
                "mail.drop_batch": _("Batch of letters dropped"),
                "mail.send_again": _("Letter sent again"),
                "mail.send_fresh_link": _("Fresh link sent in place of an expired one"),
            }
        )
