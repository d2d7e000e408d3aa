from portal.documents.models.file import PrivateFile

__all__ = ["PrivateFile"]
