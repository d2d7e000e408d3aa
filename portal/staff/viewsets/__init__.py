from .base import RecordViewSet

__all__ = ["RecordViewSet"]
