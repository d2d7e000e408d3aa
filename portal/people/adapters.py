"""Where django-allauth meets the portal: letters through our outbox, our words, our redirects, sealed secrets."""

from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from portal.core import clock
from portal.mail.keys import seal, unseal
from portal.people.letters import queue_sign_in_letter
from portal.people.second_factor import required_of, second_factors

TOO_OFTEN = _("There were too many attempts. Wait a few minutes, then try again.")

ERRORS = {
    "account_inactive": _("This account has been closed."),
    "duplicate_email": _("That is already the address of your account."),
    "email_password_mismatch": _("The e-mail address or the password is wrong. Check both, or ask for a code instead."),
    "email_taken": _("This address can't be used for your account."),
    "enter_current_password": _("That is not your current password."),
    "incorrect_code": _("That is not the right code. Check it and try again."),
    "incorrect_password": _("That is not your password."),
    "invalid_login": _("Write the e-mail address of your account."),
    "invalid_password_reset": _("That no longer works. Ask for a new code."),
    "max_email_addresses": _("An account has %d address."),
    "too_many_login_attempts": TOO_OFTEN,
    "unverified_primary_email": _("Confirm your address first."),
    "same_as_current": _("That is already the address of your account."),
    "rate_limited": TOO_OFTEN,
}

MESSAGES = {
    "account/messages/email_confirmation_failed.txt": _("%(email)s can't be used for your account."),
    "account/messages/email_confirmed.txt": _("%(email)s is confirmed."),
    "account/messages/email_deleted.txt": _("%(email)s was removed from your account."),
    "account/messages/logged_out.txt": _("You are signed out."),
    "account/messages/password_changed.txt": _("Your password was changed."),
    "account/messages/password_set.txt": _("Your password was set."),
    "account/messages/primary_email_set.txt": _("We now send e-mail to the new address."),
    "account/messages/unverified_primary_email.txt": _("Confirm your address first."),
    "mfa/messages/recovery_codes_generated.txt": _("You have new recovery codes. Keep them somewhere safe."),
    "mfa/messages/totp_activated.txt": _("The authenticator app was added."),
    "mfa/messages/totp_deactivated.txt": _("The authenticator app was removed."),
    "mfa/messages/webauthn_added.txt": _("The passkey was added."),
    "mfa/messages/webauthn_removed.txt": _("The passkey was removed."),
    "usersessions/messages/sessions_logged_out.txt": _("You are signed out everywhere else."),
}


class AccountAdapter(DefaultAccountAdapter):
    """Signing in, as the portal wants it."""

    error_messages = DefaultAccountAdapter.error_messages | ERRORS

    def send_mail(self, template_prefix, email, context):
        """Every letter goes through the outbox; a code is sealed there until the letter is sent."""
        queue_sign_in_letter(name=template_prefix, email=email, code=context.get("code"), at=clock.now())

    def add_message(self, request, level, message_template=None, message_context=None, extra_tags="", message=None):
        """Our words for what allauth reports, or none where the page itself says it."""
        if message is None:
            if message_template not in MESSAGES:
                return
            message = MESSAGES[message_template] % (message_context or {})
        super().add_message(request, level, message=str(message), extra_tags=extra_tags)

    def save_user(self, request, user, form, commit=True):
        """Letters to a new account are in the language of the page it signed up on."""
        user.language = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
        return super().save_user(request, user, form, commit)

    def clean_email(self, email):
        if "\x00" in email:
            raise ValidationError(self.error_messages["invalid_login"])
        return email.strip().lower()

    def confirm_email(self, request, email_address):
        """Another account's mailbox is nobody's new address, under whatever spelling. Said after the code, so only to
        whoever reads its mail."""
        holder = get_user_model().objects.of_mailbox(email_address.email)
        if holder is not None and holder.pk != email_address.user_id:
            told = {"email": email_address.email}
            self.add_message(request, messages.ERROR, "account/messages/email_confirmation_failed.txt", told)
            return False
        return super().confirm_email(request, email_address)

    def get_login_redirect_url(self, request):
        """Staff go on to the admin, everybody else to their own page."""
        return reverse("wagtailadmin_home" if request.user.is_secretariat else "people:account")

    def get_password_change_redirect_url(self, request):
        return reverse("people:account")

    def get_email_verification_redirect_url(self, email_address):
        return reverse("people:account")

    def is_safe_url(self, url):
        """Only addresses of this site. The default allows every host the server may be called by."""
        request = context.request
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )

    def get_reauthentication_methods(self, user):
        """Ways to show again that it is you, the safest first; with a second factor a password is not enough."""
        words = {
            "mfa_reauthenticate:webauthn": gettext("Use a passkey"),
            "mfa_reauthenticate": gettext("Use your authenticator app or a recovery code"),
            "reauthenticate": gettext("Use your password"),
        }
        offered = {method["id"]: method for method in super().get_reauthentication_methods(user)}
        if len(offered) > 1:
            offered.pop("reauthenticate", None)
        return [offered[way] | {"description": words[way]} for way in words if way in offered]


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors, with what they keep sealed by the key of the site."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": ERRORS["incorrect_code"],
        "cannot_delete_authenticator": _(
            "Staff must have a second factor. Add another one first, then you can remove this one."
        ),
        "cannot_generate_recovery_codes": _("Add a passkey or an authenticator app first."),
        "unverified_email": _("Confirm the address of your account first."),
        "rate_limited": TOO_OFTEN,
    }

    def encrypt(self, text):
        return seal(text)

    def decrypt(self, encrypted_text):
        return unseal(encrypted_text) or ""

    def can_delete_authenticator(self, authenticator):
        """A member of staff who must have a second factor keeps at least one."""
        if not required_of(authenticator.user):
            return True
        return second_factors(authenticator.user).exclude(pk=authenticator.pk).exists()

    def generate_authenticator_name(self, user, type):
        number = user.authenticator_set.filter(type=type).count() + 1
        return gettext("Passkey %(number)d") % {"number": number}

    def get_public_key_credential_rp_entity(self):
        """Passkeys belong to the site's own name, whatever name a request came by."""
        return {"id": urlsplit(settings.SITE_URL).hostname, "name": settings.SITE_NAME}

    def get_public_key_credential_user_entity(self, user):
        entity = super().get_public_key_credential_user_entity(user)
        return entity | {"display_name": user.get_full_name()}

    def get_totp_issuer(self):
        return settings.SITE_NAME


def display_name(user) -> str:
    """What allauth calls an account on a page."""
    return user.get_full_name() if isinstance(user, get_user_model()) else str(user)
