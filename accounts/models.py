"""The account that a user signs in with."""

from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class UserManager(DjangoUserManager):
    """Manager for users identified by their email address instead of a username."""

    use_in_migrations = True

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def by_address(self, email):
        """Return the account with this email address, ignoring case, or None."""
        candidates = self.filter(email__iexact=email)
        # Databases fold more than case: PostgreSQL gives "ı" and "i" the same capital letter.
        return next((user for user in candidates if user.email.lower() == email.lower()), None)

    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """An account; its login is the email address. It may belong to a person of the lab."""

    username = None
    email = models.EmailField(_("email address"), unique=True)
    #: Random text of the latest request to change the address, "" without one (accounts/email_change.py).
    email_change_key = models.CharField(max_length=22, blank=True, editable=False)
    #: When the account first met the requirement of a second factor (labsite/second_factor.py).
    second_factor_required_since = models.DateTimeField(null=True, blank=True, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserManager()

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_unique_ignoring_case",
                violation_error_message=_("An account with this email address already exists."),
            )
        ]

    def __str__(self):
        return self.email

    @property
    def is_pending(self) -> bool:
        """Whether the account has never been used: no password set, and no sign-in by other means."""
        return self.is_active and self.last_login is None and not self.has_usable_password()


class RemovedRights(models.Model):
    """The rights that an account lost with a departure or deactivation, for undoing it."""

    user = models.OneToOneField(User, models.CASCADE, related_name="removed_rights")
    #: As ``accounts.rights.current_rights`` returns them.
    rights = models.JSONField(default=dict)
    since = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return f"#{self.user_id}"


class PasswordResetRequest(models.Model):
    """Somebody asked for a link to set a new password; see :mod:`accounts.password_reset`."""

    #: As typed. Whether an account has this address is looked up later.
    address = models.EmailField()
    #: The language of the page, and so of the email.
    language = models.CharField(max_length=10)
    created = models.DateTimeField()

    def __str__(self):
        return f"#{self.pk}"
