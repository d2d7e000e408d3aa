"""Staff lists that search more than their own columns."""

from portal.adminkit.views.listing import RecordListView
from portal.core.search import matching


class ContactListView(RecordListView):
    """Finds a contact person by the city's names or by their own."""

    def search_queryset(self, queryset):
        if not self.is_searching:
            return queryset
        typed = self.search_query
        return queryset.filter(matching(typed, "city__search_text") | matching(typed, "user__search_text"))
