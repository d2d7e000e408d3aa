from portal.documents.forms.fields import PrivateFileField, PrivateFileInput, limits_text
from portal.documents.forms.refusal import RefusalForm
from portal.documents.forms.taking import take_each

__all__ = ["PrivateFileField", "PrivateFileInput", "RefusalForm", "limits_text", "take_each"]
