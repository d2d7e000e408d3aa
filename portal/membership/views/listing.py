"""The staff list of memberships."""

from portal.adminkit.views.listing import RecordListView
from portal.core.search import matching


class MembershipListView(RecordListView):
    """Finds a membership by any of its city's names."""

    def search_queryset(self, queryset):
        if not self.is_searching:
            return queryset
        return queryset.filter(matching(self.search_query, "city__search_text"))
