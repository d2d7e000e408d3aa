from portal.desk.models.case import Case

__all__ = ["Case"]
