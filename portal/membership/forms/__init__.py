from .membership import EndingForm, ExtensionForm, MembershipForm, NewMembershipForm

__all__ = ["EndingForm", "ExtensionForm", "MembershipForm", "NewMembershipForm"]
