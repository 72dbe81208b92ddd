"""The account that somebody signs in with."""

from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class UserManager(DjangoUserManager):
    """Makes users who are known by their e-mail address."""

    use_in_migrations = True

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def by_address(self, email):
        """Returns the account with this address, whatever the case of its letters, or None."""
        found = self.filter(email__iexact=email)
        # Databases fold more than case: for PostgreSQL "ı" and "i" are the same capital letter.
        return next((user for user in found if user.email.lower() == email.lower()), None)

    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """An account; its login is the e-mail address. A Person may have one."""

    username = None
    email = models.EmailField(_("e-mail address"), unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserManager()

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_unique_whatever_case",
                violation_error_message=_("There is an account with this e-mail address already."),
            )
        ]

    def __str__(self):
        return self.email

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has ever got in: there is no password, and nobody has signed in another way."""
        return self.is_active and self.last_login is None and not self.has_usable_password()
