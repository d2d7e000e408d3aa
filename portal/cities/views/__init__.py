from .listing import ContactListView

__all__ = ["ContactListView"]
