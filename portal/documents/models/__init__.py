from .file import PrivateFile

__all__ = ["PrivateFile"]
