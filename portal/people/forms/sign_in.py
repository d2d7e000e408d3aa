"""Forms for signing in, signing up, and keeping one's address and password; drawn as fields of ours."""

from allauth.account import forms as allauth
from django.utils.translation import gettext_lazy as _

from portal.people.forms.plain import CodeField, PlainFields
from portal.people.models import User

EMAIL = _("E-mail address")
CODE = _("Code")
FROM_LETTER = _("Six digits from the e-mail we have just sent.")
NEW_PASSWORD = _("New password")
AGAIN = _("The new password again")
LONG_ENOUGH = _("At least twelve characters. A few words you can remember work well.")


class Twice:
    """The new password is typed twice alike."""

    def clean(self):
        cleaned = super(allauth.PasswordVerificationMixin, self).clean()
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("The two passwords are not the same."))
        return cleaned


class SignInForm(PlainFields, allauth.LoginForm):
    """An address, and a password for those who have one; without it a code is sent."""

    labels = {"login": EMAIL, "password": _("Password")}
    hints = {"password": _("Leave this empty and we send you a code instead.")}

    def _setup_password_field(self):
        self.fields["password"].required = False
        self.fields["password"].widget.attrs["data-optional"] = ""

    def clean(self):
        if "code" in self.data:
            self.cleaned_data.pop("password", None)
        return super().clean()


class SignUpForm(PlainFields, allauth.SignupForm):
    """A mailbox that has an account gets no second one under another spelling of its address. The page says the same
    either way; the e-mail names the address of the account."""

    labels = {"email": EMAIL}
    hints = {"email": _("We send a code there, so that nobody can sign up with your address.")}

    def validate_unique_email(self, value):
        email = super().validate_unique_email(value)
        self.account_already_exists = self.account_already_exists or User.objects.of_mailbox(value) is not None
        return email


class SignInCodeForm(CodeField, allauth.ConfirmLoginCodeForm):
    labels = {"code": CODE}
    hints = {"code": FROM_LETTER}


class ConfirmAddressForm(CodeField, allauth.ConfirmEmailVerificationCodeForm):
    labels = {"code": CODE}
    hints = {"code": FROM_LETTER}


class NewPasswordCodeForm(CodeField, allauth.ConfirmPasswordResetCodeForm):
    labels = {"code": CODE}
    hints = {"code": FROM_LETTER}


class AskNewPasswordForm(PlainFields, allauth.ResetPasswordForm):
    labels = {"email": EMAIL}


class ReplacePasswordForm(PlainFields, Twice, allauth.ResetPasswordKeyForm):
    labels = {"password1": NEW_PASSWORD, "password2": AGAIN}
    hints = {"password1": LONG_ENOUGH}


class ChangePasswordForm(PlainFields, Twice, allauth.ChangePasswordForm):
    labels = {"oldpassword": _("Current password"), "password1": NEW_PASSWORD, "password2": AGAIN}
    hints = {"password1": LONG_ENOUGH}


class SetPasswordForm(PlainFields, Twice, allauth.SetPasswordForm):
    labels = {"password1": NEW_PASSWORD, "password2": AGAIN}
    hints = {"password1": LONG_ENOUGH}


class ChangeAddressForm(PlainFields, allauth.AddEmailForm):
    labels = {"email": _("New e-mail address")}
    hints = {"email": _("We send a code there. Your address changes once you have typed it.")}


class ConfirmPasswordForm(PlainFields, allauth.ReauthenticateForm):
    labels = {"password": _("Password")}
