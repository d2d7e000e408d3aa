from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSetGroup

from portal.desk.admin.audit_log import AuditEventViewSet, RestrictionViewSet
from portal.desk.admin.retention import RetentionRuleViewSet


class AdministrationGroup(ViewSetGroup):
    """What administrators look after: the record, how long what is kept, what is kept under restriction."""

    menu_label = _("Administration")
    menu_name = "administration"
    menu_icon = "key"
    menu_order = 9500
    items = (AuditEventViewSet, RetentionRuleViewSet, RestrictionViewSet)
