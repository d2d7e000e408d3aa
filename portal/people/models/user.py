import uuid
from functools import cached_property

import rules
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from portal.core.mailbox_field import MailboxField
from portal.core.mailboxes import mailbox_key
from portal.core.search import FoldedField, TrigramIndex
from portal.mail.recipients import Recipient
from portal.people.roles import ADMINISTRATOR, ROLES


class UserManager(BaseUserManager["User"]):
    """Finds and makes accounts by e-mail address, which is kept in lower case."""

    def of_mailbox(self, email: str) -> "User | None":
        """The account of the mailbox an address reaches, however the address is spelt."""
        key = mailbox_key(email)
        return self.filter(mailbox=key).first() if key else None

    def get_by_natural_key(self, username):
        return self.get(email=username.strip().lower())

    def create_user(self, email, password=None, **fields):
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """An account someone signs in with. Who they are in the world is a Person; what they may do follows from staff
    groups (roles.py) and from rows (a round's panel, a fund, a city)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    # One account a mailbox, whatever the spelling of its address: case, punycode, what follows a plus.
    mailbox = MailboxField("email", unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    language = models.CharField(
        _("language"),
        max_length=5,
        choices=settings.LANGUAGES,
        default="en",
        help_text=_("We e-mail you in this language."),
    )
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True, editable=False)
    session_stamp = models.PositiveIntegerField(default=0, editable=False)
    search_text = FoldedField("name", "email")

    # Set by the middleware where a member of staff has not shown a second factor in this session (second_factor.py).
    staff_rights_suspended = False

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="people_user_email_in_lower_case"),
        ]
        indexes = [
            TrigramIndex(fields=["search_text"], name="people_user_search"),
            models.Index(fields=["-created_at"], name="people_user_created"),
        ]

    def __str__(self):
        return str(self.uuid)[:8]

    def clean(self):
        super().clean()
        self.email = self.email.strip().lower()

    def get_full_name(self):
        """What the person is called where they are addressed: their name, else their address."""
        return self.name or self.email

    def get_short_name(self):
        return self.get_full_name()

    @property
    def first_name(self):
        """What the sidebar of the admin calls someone; it would show the address otherwise."""
        return self.name

    def save(self, *args, update_fields=None, **options):
        if update_fields is not None and {"name", "email"} & set(update_fields):
            update_fields = {*update_fields, "search_text", "mailbox"}
        super().save(*args, update_fields=update_fields, **options)

    @cached_property
    def held_roles(self) -> frozenset[str]:
        """Slugs of the staff roles written down for this account, read once per instance, whether they count or not."""
        return frozenset(group.name for group in self.groups.all() if group.name in ROLES)

    @property
    def roles(self) -> frozenset[str]:
        """Slugs of the staff roles that count: an account that was closed has none, nor has one whose second factor
        is missing; a superuser is an administrator."""
        if not self.is_active or self.staff_rights_suspended:
            return frozenset()
        return self.held_roles | {ADMINISTRATOR} if self.is_superuser else self.held_roles

    def has_role(self, *roles: str) -> bool:
        """Whether any of the given staff roles is held."""
        return not self.roles.isdisjoint(roles)

    @property
    def is_secretariat(self) -> bool:
        """Whether any staff role is held."""
        return bool(self.roles)

    def has_perm(self, perm, obj=None):
        if self.staff_rights_suspended:
            return self.is_active and rules.has_perm(perm, self, obj)
        return super().has_perm(perm, obj)

    def suspend_staff_rights(self):
        """Leaves this instance what it may do without any staff role, for as long as it lives."""
        self.staff_rights_suspended = True

    def _get_session_auth_hash(self, secret=None):
        # The stamp is raised to end every session at once; a changed password ends them too.
        return salted_hmac(
            "portal.people.session", f"{self.password}:{self.session_stamp}", secret=secret, algorithm="sha256"
        ).hexdigest()

    @property
    def recipient(self) -> Recipient:
        """Where and in which language letters reach this person."""
        return Recipient(email=self.email, name=self.name, language=self.language, uuid=self.uuid)

    def refresh_from_db(self, *args, **kwargs):
        self.__dict__.pop("held_roles", None)
        super().refresh_from_db(*args, **kwargs)
