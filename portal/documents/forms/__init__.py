from .fields import PrivateFileField, PrivateFileInput, limits_text

__all__ = ["PrivateFileField", "PrivateFileInput", "limits_text"]
