from portal.staff.models.case import Case

__all__ = ["Case"]
