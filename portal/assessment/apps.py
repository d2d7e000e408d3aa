from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentConfig(AppConfig):
    name = "portal.assessment"
    verbose_name = _("Assessment")

    def ready(self):
        from portal.assessment import keeping, labels, waiting
        from portal.people.workspaces import register_workspace

        register_workspace(
            _("Reviews"),
            "assessment:queue",
            lambda user: user.has_perm("assessment.review"),
            note=_("Read what was given to you, and judge it."),
            order=20,
        )
        keeping.register()
        labels.register()
        waiting.register()
