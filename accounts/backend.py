"""The authentication backend: email address and password."""

from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import User


class EmailBackend(AuthenticationBackend):
    """allauth's backend, which takes equally long for an unknown address and for a wrong password."""

    def _authenticate_by_email(self, email, password):
        return self._check_password(User.objects.by_address(email), password)
