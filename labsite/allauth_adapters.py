"""allauth's adapters: the rules and texts of this site for signing in. The settings name them."""

from datetime import timedelta

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import email_change, known_browsers, sign_in_audit, sign_in_limits
from accounts.backend import EmailBackend
from core.http import origin
from core.outbox import queue
from people.models import Lab

#: Templates of emails that contain a link, and the lifetime of the link in seconds.
LINK_LIFETIMES = {
    "account/email/password_reset_key": settings.PASSWORD_RESET_TIMEOUT,
    "account/email/email_confirmation": email_change.LINK_LIFETIME,
}


def lab_name() -> str:
    return Lab.load().usual_name


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("Incorrect email or password."),
        "enter_current_password": _("Incorrect current password."),
        "incorrect_password": _("Incorrect password."),
        "too_many_login_attempts": _("Too many attempts. Please try again in five minutes."),
        "rate_limited": _("Too many attempts. Please try again in five minutes."),
        "too_many_passwords": _(
            "Too many attempts. Please try again in five minutes, or set a new password."
        ),
    }

    def is_open_for_signup(self, request):
        """Refuse sign-up, also through ORCID and the university: accounts are created by invitation."""
        return False

    def get_login_stages(self):
        """Let a stage of this site ask for the second factor."""
        own = {"allauth.mfa.stages.AuthenticateStage": "labsite.second_factor.SecondFactorStage"}
        return [own.get(path, path) for path in super().get_login_stages()]

    def is_safe_url(self, url):
        """Return whether to go to this URL after signing in; not if it cannot be parsed."""
        try:
            return super().is_safe_url(url)
        except ValueError:
            return False

    def get_login_redirect_url(self, request):
        """Send those who review to what waits for them, others to their own dashboard."""
        if request.user.has_perm("moderation.review_proposal"):
            return reverse("desk")
        return super().get_login_redirect_url(request)

    def get_client_ip(self, request):
        """Return the address of the client, also if fewer proxies than trusted ones have added theirs.

        Then all addresses in the header are those of proxies and the first one is the client's; allauth
        would raise an error. Without a usable address there, it is that of the connection.
        """
        meta, proxies = dict(request.META), settings.ALLAUTH_TRUSTED_PROXY_COUNT
        addresses = meta.pop("HTTP_X_FORWARDED_FOR", "").split(",")
        padded, connection = HttpRequest(), HttpRequest()
        missing = max(proxies - len(addresses), 0)
        padded.META = {**meta, "HTTP_X_FORWARDED_FOR": ",".join([addresses[0]] * missing + addresses)}
        connection.META = meta
        try:
            return super().get_client_ip(padded)
        except PermissionDenied:
            return super().get_client_ip(connection)

    def pre_authenticate(self, request, **credentials):
        """Count the attempt instead of allauth, whose count would let strangers lock an account."""
        self.attempt = sign_in_limits.begin_password(request, credentials["email"])
        if self.attempt is None:
            sign_in_audit.record_blocked(request, credentials["email"])
            raise self.validation_error("too_many_passwords")

    def authenticate(self, request, **credentials):
        """Return a deactivated account too if the password is right: allauth then says it is inactive.

        Django's own ``authenticate`` would leave it out; after that, a wrong password would be hashed twice.
        """
        self.pre_authenticate(request, **credentials)
        user = EmailBackend().account_with_password(credentials.get("email"), credentials.get("password"))
        if user:
            user.backend = settings.AUTHENTICATION_BACKENDS[0]  # which Django notes in the session
            self.attempt.succeeded()
        else:
            sign_in_audit.record_failure(request, credentials["email"])
        return user

    def post_login(self, request, user, **options):
        """Remember the browser, so that attempts elsewhere cannot block the user in it."""
        response = super().post_login(request, user, **options)
        known_browsers.remember(request, response, user)
        return response

    def format_email_subject(self, subject):
        return f"[{lab_name()}] {subject}"

    def send_mail(self, template_prefix, email, context):
        """Queue the email. A new link replaces an earlier one that has not been sent yet."""
        context = {
            "request": self.request,
            "email": email,
            # As on pages, for emails that are rendered without a request.
            "lab": Lab.load(),
            "origin": origin(),
            **context,
        }
        message = self.render_mail(template_prefix, email, context)
        now, about, expires = timezone.now(), "", None
        if template_prefix in LINK_LIFETIMES:
            about = f"{template_prefix.rpartition('/')[2]}:{context['user'].pk}"
            expires = now + timedelta(seconds=LINK_LIFETIMES[template_prefix])
        with transaction.atomic():
            if about:
                queue.discard_pending(about)
            queue.enqueue(message.subject, message.body, email, now, about, expires, context.get("user"))

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        super().send_notification_mail(template_prefix, user, context, email or user.email)

    def get_password_change_redirect_url(self, request):
        return reverse("account")


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Incorrect or expired code. Please try again."),
    }

    def get_totp_issuer(self):
        return lab_name()

    def get_public_key_credential_rp_entity(self):
        return {**super().get_public_key_credential_rp_entity(), "name": lab_name()}
