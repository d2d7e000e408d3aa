from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StaffConfig(AppConfig):
    name = "portal.staff"
    verbose_name = _("Secretariat")

    def ready(self):
        from portal.records.labels import register_verbs
        from portal.staff import standing

        register_verbs(
            {
                "staff.assign_case": _("Owner and stand-in set"),
                "staff.export_list": _("List exported"),
                "staff.run_job_soon": _("Job asked for out of turn"),
            }
        )
        standing.register()
