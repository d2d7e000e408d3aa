"""Letters about accounts: codes, notices of changes, invitations. Who gets which, in which words."""

import uuid
from datetime import datetime, timedelta

from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.mail.actions.queue import queue_letter
from portal.mail.kinds import Audience, LetterKind
from portal.mail.links import issue_link
from portal.mail.models import Letter
from portal.mail.recipients import Recipient, reading_language
from portal.mail.secrets import LinkSecret, SealedSecret
from portal.people.models import Invitation, User
from portal.people.roles import LABELS

HOLDER = Audience(_("The account holder"))
TYPED = Audience(_("The person with the address that was typed"))

SIGN_IN_CODE = LetterKind(
    key="people/sign_in_code",
    label=_("Code for signing in"),
    audience=HOLDER,
    purpose=_("Contains the code they asked for to sign in."),
)
CONFIRM_ADDRESS = LetterKind(
    key="people/confirm_address",
    label=_("Code to confirm an address"),
    audience=TYPED,
    purpose=_("Contains the code that confirms an address is theirs, at sign-up and when it changes."),
)
NEW_PASSWORD_CODE = LetterKind(
    key="people/new_password_code",
    label=_("Code for a new password"),
    audience=HOLDER,
    purpose=_("Contains the code they asked for to choose a new password."),
)
NO_ACCOUNT = LetterKind(
    key="people/no_account",
    label=_("Signing in without an account"),
    audience=TYPED,
    purpose=_("Says that there is no account with this address; the page never does."),
)
ACCOUNT_EXISTS = LetterKind(
    key="people/account_exists",
    label=_("Account already exists"),
    audience=TYPED,
    purpose=_("Says that this address already has an account; the page never does."),
)
CHANGE_NOTICE = LetterKind(
    key="people/change_notice",
    label=_("Change to an account"),
    audience=HOLDER,
    purpose=_("Tells of a change to how they sign in, in case it was not them."),
)
INVITED = LetterKind(
    key="people/invitation",
    label=_("Invitation to the secretariat"),
    audience=Audience(_("The colleague who is invited")),
    purpose=_("Contains the link to join, and the roles they get."),
)
ROLE = LetterKind(
    key="people/role",
    label=_("Role given or removed"),
    audience=HOLDER,
    purpose=_("Says which staff role they were given or no longer have."),
)

# How long a code mailed for signing in or confirming an address works (settings.py gives allauth the same).
CODE_LIFETIME = timedelta(minutes=15)

# Letters that carry a code, by what allauth calls them.
WITH_CODE = {
    "account/email/login_code": SIGN_IN_CODE,
    "account/email/email_confirmation_signup": CONFIRM_ADDRESS,
    "account/email/email_confirmation": CONFIRM_ADDRESS,
    "account/email/password_reset_code": NEW_PASSWORD_CODE,
}

# Letters to an address that turned out to have no account, or to have one already; the page never says which.
WITHOUT_CODE = {
    "account/email/unknown_account": NO_ACCOUNT,
    "account/email/account_already_exists": ACCOUNT_EXISTS,
}

# What a notice of a change says, by what allauth calls it.
CHANGES = {
    "account/email/password_changed": _("The password of your account was changed."),
    "account/email/password_set": _("Your account was given a password."),
    "account/email/password_reset": _("The password of your account was replaced by a new one."),
    "account/email/email_changed": _("The e-mail address of your account was changed. We now write to the new one."),
    "account/email/email_deleted": _("An e-mail address was removed from your account."),
    "account/email/email_confirm": _("An e-mail address of your account was confirmed."),
    "mfa/email/totp_activated": _("An authenticator app was added to your account."),
    "mfa/email/totp_deactivated": _("The authenticator app was removed from your account."),
    "mfa/email/recovery_codes_generated": _("Your account has new recovery codes. The old ones no longer work."),
    "mfa/email/webauthn_added": _("A passkey was added to your account."),
    "mfa/email/webauthn_removed": _("A passkey was removed from your account."),
}

INVITATION = "people.invitation"


def queue_sign_in_letter(*, name: str, email: str, code: str | None, at: datetime) -> Letter | None:
    """The letter allauth wants sent (`name` is what it calls it), in the language of the account or else of the page.

    Raises KeyError for a letter nobody has written words for.
    """
    to = _recipient(email)
    once = f"people.sign_in:{uuid.uuid4()}"
    if name in WITH_CODE:
        context = {"minutes": int(CODE_LIFETIME.total_seconds() // 60)}
        secrets = {"code": SealedSecret(code)}
        return queue_letter(
            reason=once,
            to=to,
            kind=WITH_CODE[name],
            context=context,
            secrets=secrets,
            at=at,
            expires=at + CODE_LIFETIME,
        )
    if name in WITHOUT_CODE:
        kind, holder = WITHOUT_CODE[name], User.objects.of_mailbox(email)
        if holder is not None and holder.is_active and holder.email != to.email:
            kind, to = ACCOUNT_EXISTS, holder.recipient  # the mailbox has one, under another spelling of its address
        context = {"address": to.email}
        return queue_letter(reason=once, to=to, kind=kind, context=context, at=at, expires=at + timedelta(hours=1))
    return _queue_notice(reason=once, to=to, what=CHANGES[name], at=at)


def queue_role_letter(*, user: User, role: str, given: bool, reason: str, at: datetime) -> Letter:
    """Tells somebody that a staff role was given to them or taken from them."""
    with translation.override(reading_language(user.recipient)):
        context = {"role": str(LABELS[role]), "given": given}
    return queue_letter(reason=reason, to=user.recipient, kind=ROLE, context=context, about=user, at=at)


def queue_second_factor_letter(*, user: User, reason: str, at: datetime) -> Letter:
    """Tells somebody that an administrator removed their second factor."""
    what = _("An administrator removed the passkeys, authenticator app and recovery codes of your account.")
    return _queue_notice(reason=reason, to=user.recipient, what=what, at=at)


def queue_invitation_letter(*, invitation: Invitation, at: datetime) -> Letter:
    """The link with which a colleague joins the secretariat."""
    to = Recipient(email=invitation.email, name=invitation.name, language=invitation.language, uuid=invitation.uuid)
    link = issue_link(purpose=INVITATION, about=invitation, to=to, at=at, expires=invitation.expires_at)
    with translation.override(reading_language(to)):
        context = {
            "roles": [str(LABELS[role]) for role in invitation.roles],
            "inviter": invitation.invited_by.name if invitation.invited_by else "",
            "expires": invitation.expires_at.isoformat(),
        }
    return queue_letter(
        reason=f"people.invitation:{invitation.uuid}",
        to=to,
        kind=INVITED,
        context=context,
        secrets={"link": LinkSecret(link)},
        about=invitation,
        at=at,
        expires=invitation.expires_at,
    )


def _queue_notice(*, reason: str, to: Recipient, what, at: datetime) -> Letter:
    with translation.override(reading_language(to)):
        return queue_letter(reason=reason, to=to, kind=CHANGE_NOTICE, context={"what": str(what)}, at=at)


def _recipient(email: str) -> Recipient:
    user = User.objects.filter(email=email.lower()).first()
    if user is not None:
        return user.recipient
    return Recipient(email=email, name="", language=(get_language() or "en"))
