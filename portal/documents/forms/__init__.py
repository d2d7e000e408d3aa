from .fields import PrivateFileField, PrivateFileInput, limits_text
from .refusal import RefusalForm

__all__ = ["PrivateFileField", "PrivateFileInput", "RefusalForm", "limits_text"]
