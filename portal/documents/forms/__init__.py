from .fields import PrivateFileField, PrivateFileInput, limits_text
from .refusal import RefusalForm
from .taking import take_each

__all__ = ["PrivateFileField", "PrivateFileInput", "RefusalForm", "limits_text", "take_each"]
