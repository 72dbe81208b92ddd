"""The authentication backend: email address and password."""

from django.contrib.auth.backends import ModelBackend

from accounts.models import User


class EmailBackend(ModelBackend):
    """Authenticate by ``User.email``, whatever the case of its letters."""

    def authenticate(self, request, email=None, username=None, password=None, **credentials):
        """Return the account if it is active and the password is right, else None.

        Takes equally long for an unknown address and for a wrong password.
        """
        user = self.account_with_password(email or username, password)
        return user if user and self.user_can_authenticate(user) else None

    def account_with_password(self, address: str | None, password: str | None) -> User | None:
        """Return the account with this address and password, active or not, or None."""
        if not address or not password:
            return None
        user = User.objects.by_address(address)
        if user is None:
            User().set_password(password)
            return None
        return user if user.check_password(password) else None
