"""What a file really is, and whether it may come in: by its content, never by its name or what the browser claims."""

from portal.documents.inspection.check import check_upload

__all__ = ["check_upload"]
