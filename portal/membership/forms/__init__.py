from portal.membership.forms.membership import EndingForm, ExtensionForm, MembershipForm, NewMembershipForm

__all__ = ["EndingForm", "ExtensionForm", "MembershipForm", "NewMembershipForm"]
