"""Accounts and signing in (django-allauth): a code by mail, a password or a passkey, and a second factor for staff.

Letters go through portal.people.adapters.
"""

from portal.config.settings.env import SITE_URL

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "people:account"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
]
SESSION_ENGINE = "portal.people.sessions"
STAFF_SECOND_FACTOR_REQUIRED = True
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_ADAPTER = "portal.people.adapters.AccountAdapter"
ACCOUNT_USER_DISPLAY = "portal.people.adapters.display_name"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    "login": "portal.people.forms.sign_in.SignInForm",
    "signup": "portal.people.forms.sign_in.SignUpForm",
    "confirm_login_code": "portal.people.forms.sign_in.SignInCodeForm",
    "confirm_email_verification_code": "portal.people.forms.sign_in.ConfirmAddressForm",
    "confirm_password_reset_code": "portal.people.forms.sign_in.NewPasswordCodeForm",
    "reset_password": "portal.people.forms.sign_in.AskNewPasswordForm",
    "reset_password_from_key": "portal.people.forms.sign_in.ReplacePasswordForm",
    "change_password": "portal.people.forms.sign_in.ChangePasswordForm",
    "set_password": "portal.people.forms.sign_in.SetPasswordForm",
    "add_email": "portal.people.forms.sign_in.ChangeAddressForm",
    "reauthenticate": "portal.people.forms.sign_in.ConfirmPasswordForm",
}
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "20/m/ip,3/m/key,10/h/key",
    "signup": "20/m/ip,60/h/ip",
    # Without an account: a whole class at one address may nominate, a script may not fill the disk or try codes.
    "begin_nomination": "60/h/ip,200/d/ip",
    "reopen_nomination": "10/m/ip,60/h/ip",
}
MFA_ADAPTER = "portal.people.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = SITE_URL.startswith("http://localhost")
MFA_FORMS = {
    "authenticate": "portal.people.forms.second_factor.ShowCodeForm",
    "reauthenticate": "portal.people.forms.second_factor.ShowCodeAgainForm",
    "activate_totp": "portal.people.forms.second_factor.AddAppForm",
    "login_webauthn": "portal.people.forms.second_factor.SignInWithPasskeyForm",
    "authenticate_webauthn": "portal.people.forms.second_factor.ShowPasskeyForm",
    "reauthenticate_webauthn": "portal.people.forms.second_factor.ShowPasskeyAgainForm",
    "add_webauthn": "portal.people.forms.second_factor.AddPasskeyForm",
    "edit_webauthn": "portal.people.forms.second_factor.RenamePasskeyForm",
}
USERSESSIONS_TRACK_ACTIVITY = True
