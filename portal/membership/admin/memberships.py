from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from portal.adminkit.details import DetailField, RecordAction
from portal.adminkit.views.listing import RecordListView
from portal.core.formats import day
from portal.core.search import matching
from portal.desk.viewset import CaseViewSet
from portal.membership.actions.memberships import (
    end_membership,
    extend_membership,
    open_member_pages,
    start_membership,
    update_membership,
)
from portal.membership.filters import MembershipFilterSet
from portal.membership.forms.membership import EndingForm, ExtensionForm, MembershipForm, NewMembershipForm
from portal.membership.models import Membership
from portal.membership.queries.staff import memberships_visible_to


class MembershipListView(RecordListView):
    """Finds a membership by any of its city's names."""

    def search_queryset(self, queryset):
        if not self.is_searching:
            return queryset
        return queryset.filter(matching(self.search_query, "city__search_text"))


class MembershipViewSet(CaseViewSet):
    """Which city is a member from when until when, what was agreed, and who approved it."""

    model = Membership
    icon = "calendar-check"
    menu_label = _("Memberships")
    visible_to = memberships_visible_to
    view_permission = "membership.see_memberships"
    create_permission, create_action = "membership.start_membership", start_membership
    update_permission, update_action = "membership.update_membership", update_membership
    form_class = NewMembershipForm
    edit_form_class = MembershipForm
    list_display = [
        "city",
        Column("country", label=_("Country"), accessor="city.country"),
        "starts",
        "ends",
        "approved_on",
    ]
    list_related = ["city__country"]
    filterset_class = MembershipFilterSet
    search_fields = ["city__search_text"]
    index_view_class = MembershipListView
    ordering = "-starts"
    list_export = ["city", "city.country_id", "starts", "ends", "minimum_years", "approved_on", "approved_by"]
    detail_fields = [
        DetailField(_("City"), lambda membership: membership.city),
        DetailField(_("First day"), lambda membership: membership.starts),
        DetailField(_("Last day"), lambda membership: membership.last_day or _("no end is set")),
        DetailField(_("Agreed at least until"), lambda membership: membership.agreed_until),
        DetailField(_("Politically approved on"), lambda membership: membership.approved_on),
        DetailField(_("Approved by"), lambda membership: membership.approved_by),
        DetailField(_("Pages for members opened"), lambda membership: membership.opened_at),
        DetailField(_("Why it ends before the agreed years"), lambda membership: membership.ending_reason),
    ]
    record_actions = [
        RecordAction(
            "extend",
            _("Extend the membership"),
            extend_membership,
            "membership.end_membership",
            form_class=ExtensionForm,
            shown=lambda membership, at: membership.ends is not None,
        ),
        RecordAction(
            "end",
            _("End the membership"),
            end_membership,
            "membership.end_membership",
            explanation=_("From the day it ends, the city can't apply to calls for member cities."),
            form_class=EndingForm,
            initial=lambda membership: {"ends": membership.ends, "reason": membership.ending_reason},
            danger=True,
        ),
        RecordAction(
            "open_pages",
            _("Open the pages for members"),
            open_member_pages,
            "membership.start_membership",
            explanation=_(
                "They open by themselves once the first contribution is paid. Opened now, the people of the city read "
                "what is for members before that."
            ),
            shown=lambda membership, at: membership.opened_at is None,
        ),
    ]

    def get_title(self, record):
        return _("%(city)s, member from %(day)s") % {"city": record.city, "day": day(record.starts)}
