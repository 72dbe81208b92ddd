"""Who is it, and is the password right?"""

from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import User


class EmailBackend(AuthenticationBackend):
    """allauth's backend, which takes as long for an unknown address as for a wrong password."""

    def _authenticate_by_email(self, email, password):
        return self._check_password(User.objects.by_address(email), password)
