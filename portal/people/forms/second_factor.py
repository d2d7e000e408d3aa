"""Forms for passkeys, the authenticator app and recovery codes; drawn as fields of ours."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.utils.translation import gettext_lazy as _

from portal.people.forms.plain import CodeField, PlainFields

CODE = _("Code")
FROM_APP = _("Six digits from your authenticator app, or one of your recovery codes.")


class ShowCodeForm(CodeField, base.AuthenticateForm):
    labels = {"code": CODE}
    hints = {"code": FROM_APP}


class ShowCodeAgainForm(CodeField, base.ReauthenticateForm):
    labels = {"code": CODE}
    hints = {"code": FROM_APP}


class AddAppForm(CodeField, totp.ActivateTOTPForm):
    labels = {"code": _("Code from the app")}
    hints = {"code": _("Six digits, new every half minute.")}


class Understood:
    """Answers of browsers are JSON of a certain shape; of any other they are refused like a wrong code."""

    def clean_credential(self):
        try:
            return super().clean_credential()
        except (AttributeError, KeyError, TypeError):
            raise get_adapter().validation_error("incorrect_code") from None


class SignInWithPasskeyForm(Understood, webauthn.LoginWebAuthnForm):
    pass


class ShowPasskeyForm(Understood, webauthn.AuthenticateWebAuthnForm):
    pass


class ShowPasskeyAgainForm(Understood, webauthn.ReauthenticateWebAuthnForm):
    pass


class AddPasskeyForm(PlainFields, webauthn.AddWebAuthnForm):
    """Every passkey may sign in by itself: it stays on the device or in a password manager, behind a finger, a face or
    a PIN, and so is two factors at once."""

    labels = {"name": _("Name of this passkey")}
    hints = {"name": _("A name you will recognise, for example “my phone”.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].max_length = 80
        self.fields.pop("passwordless", None)

    def clean_name(self):
        return super().clean_name()[:80]

    def clean(self):
        self.cleaned_data["passwordless"] = True
        if not isinstance(self.cleaned_data.get("credential", {}), dict):
            raise get_adapter().validation_error("incorrect_code")
        return super().clean()


class RenamePasskeyForm(PlainFields, webauthn.EditWebAuthnForm):
    labels = {"name": _("Name of this passkey")}

    def clean_name(self):
        return self.cleaned_data["name"][:80]
