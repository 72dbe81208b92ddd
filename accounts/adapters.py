"""The lab's rules for allauth, which finds them through the settings."""

from datetime import timedelta
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.addresses import PROOF_LASTS
from accounts.models import User
from core.http import absolute
from core.outbox import queue
from people.models import Lab

#: Mails with a link, and for how many seconds it works.
LINKS_LAST = {
    "account/email/password_reset_key": settings.PASSWORD_RESET_TIMEOUT,
    "account/email/email_confirmation": PROOF_LASTS,
}


def lab_name() -> str:
    return Lab.load().usual_name


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("The e-mail address or the password is not right."),
        "enter_current_password": _("This is not your current password."),
        "incorrect_password": _("This is not your password."),
        "too_many_login_attempts": _("Too many tries. Wait five minutes, then try again."),
        "rate_limited": _("Too many tries. Wait five minutes, then try again."),
    }

    def is_open_for_signup(self, request):
        """Accounts are made by invitation. This closes the way through ORCID and the university, too."""
        return False

    def format_email_subject(self, subject):
        return f"[{lab_name()}] {subject}"

    def send_mail(self, template_prefix, email, context):
        """Puts the mail into the queue; a newer link takes the place of one that was not sent yet."""
        message = self.render_mail(
            template_prefix, email, {"request": self.request, "email": email, **context}
        )
        now, about, expires = timezone.now(), "", None
        if template_prefix in LINKS_LAST:
            about = f"{template_prefix.rpartition('/')[2]}:{context['user'].pk}"
            expires = now + timedelta(seconds=LINKS_LAST[template_prefix])
        with transaction.atomic():
            if about:
                queue.discard_pending(about)
            mail = queue.enqueue(
                message.subject, message.body, email, now, about, expires, context.get("user")
            )
        queue.send_now([mail], now)

    def get_reset_password_from_key_url(self, key):
        """The link in a mail has the address that the site is known by, whatever host was asked for."""
        return absolute(self.request, urlsplit(super().get_reset_password_from_key_url(key)).path)

    def send_password_reset_mail(self, user, email, context):
        """To the address of the account, never to one that was typed and only looks like it."""
        super().send_password_reset_mail(user, user.email, context)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        super().send_notification_mail(template_prefix, user, context, email or user.email)

    def get_password_change_redirect_url(self, request):
        return reverse("account")


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("That was not right, or came too late. Try again."),
    }

    def get_totp_issuer(self):
        return lab_name()

    def get_public_key_credential_rp_entity(self):
        return {**super().get_public_key_credential_rp_entity(), "name": lab_name()}


class OtherServiceAdapter(DefaultSocialAccountAdapter):
    def authenticate_by_email(self, sociallogin):
        """The account with an address that the service has verified, and that address."""
        for address in sociallogin.email_addresses:
            # Some services send the word, and "false" would be true.
            is_verified = str(address.verified).lower() == "true"
            if is_verified and self.can_authenticate_by_email(sociallogin, address.email):
                user = User.objects.by_address(address.email)
                if user:
                    return user, address.email
        return None
