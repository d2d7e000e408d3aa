from portal.cities.views.listing import ContactListView

__all__ = ["ContactListView"]
