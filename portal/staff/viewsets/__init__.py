from portal.staff.viewsets.base import RecordViewSet

__all__ = ["RecordViewSet"]
