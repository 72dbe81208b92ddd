"""allauth's forms with the labels of this site, and the form for a new email address."""

import json
from typing import Any

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts import password_reset, sign_in_limits
from accounts.models import User

ONE_TIME_CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "autocapitalize": "off"}
TOO_MANY_CODES = _(
    "Too many wrong codes. Please try again in an hour, or in a browser that you have signed in with before."
)


class LabelsMixin:
    """Replace the form's labels and help texts, and remove placeholders that repeat the labels."""

    labels = {}
    help_texts = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.help_texts.get(name, field.help_text)


# ---- password and email address ---------------------------------------------------------------


class SignInForm(LabelsMixin, account.LoginForm):
    labels = {
        "login": _("Email address"),
        "password": _("Password"),
        "remember": _("Stay signed in on this device"),
    }


class PasswordResetRequestForm(LabelsMixin, account.ResetPasswordForm):
    email = forms.EmailField(
        label=_("Email address"),
        max_length=254,  # allauth's field takes more than the column
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_email(self):
        """Accept any address without looking for its account, which neither answer nor time may reveal."""
        return self.cleaned_data["email"]

    def save(self, request, **kwargs):
        email = self.cleaned_data["email"]
        password_reset.request_link(email, get_language(), timezone.now())
        return email


class PasswordResetForm(LabelsMixin, account.ResetPasswordKeyForm):
    labels = {"password1": _("New password"), "password2": _("Confirm new password")}


class PasswordChangeForm(LabelsMixin, account.ChangePasswordForm):
    labels = {"oldpassword": _("Current password"), **PasswordResetForm.labels}


class SetPasswordForm(LabelsMixin, account.SetPasswordForm):
    """The first password of an account."""

    labels = PasswordResetForm.labels


class ReauthenticateForm(LabelsMixin, account.ReauthenticateForm):
    labels = {"password": _("Password")}


class EmailChangeForm(forms.Form):
    email = forms.EmailField(
        label=_("New email address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("We’ll send a link to this address. The change takes effect once you confirm it there."),
    )

    def clean_email(self):
        email = self.cleaned_data["email"]
        if User.objects.by_address(email):
            raise ValidationError(_("An account with this email address already exists."))
        return email


# ---- two-factor authentication ----------------------------------------------------------------


class SecondFactorForm(LabelsMixin, mfa.AuthenticateForm):
    labels = {"code": pgettext_lazy("sign in", "Code")}
    help_texts = {"code": _("The six-digit code from your authenticator app, or one of your recovery codes.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update(ONE_TIME_CODE, autofocus=True)

    def clean_code(self):
        """Slow down guesses from browsers that are not known, in addition to allauth's limit."""
        attempt = sign_in_limits.begin_code(context.request, self.user)
        if attempt is None:
            raise ValidationError(TOO_MANY_CODES)
        code = super().clean_code()
        attempt.succeeded()
        return code


class SecondFactorReauthenticateForm(LabelsMixin, mfa.ReauthenticateForm):
    labels = SecondFactorForm.labels
    help_texts = SecondFactorForm.help_texts

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update(ONE_TIME_CODE)


class ActivateTOTPForm(LabelsMixin, totp.ActivateTOTPForm):
    labels = {"code": _("Six-digit code from the app")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update(ONE_TIME_CODE)


class CredentialDecoder(json.JSONDecoder):
    """Reports too many digits or too deep a structure as invalid JSON, as the form field expects."""

    def decode(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().decode(*args, **kwargs)
        except json.JSONDecodeError:
            raise
        except (ValueError, RecursionError) as error:
            raise json.JSONDecodeError(str(error), "", 0) from error


class CredentialField(forms.JSONField):
    """What a passkey or security key answers, as a script of the page submits it."""

    def __init__(self):
        super().__init__(decoder=CredentialDecoder, widget=forms.HiddenInput)


class SecurityKeySignInForm(webauthn.LoginWebAuthnForm):
    credential = CredentialField()


class SecurityKeySecondFactorForm(webauthn.AuthenticateWebAuthnForm):
    credential = CredentialField()


class SecurityKeyReauthenticateForm(webauthn.ReauthenticateWebAuthnForm):
    credential = CredentialField()


class AddSecurityKeyForm(LabelsMixin, webauthn.AddWebAuthnForm):
    credential = CredentialField()
    labels = {"name": _("Name"), "passwordless": _("Sign in with this key alone, without a password")}
    help_texts = {
        "name": _("A name to recognise this key by, e.g. “Laptop” or “Blue key”."),
        "passwordless": _("The key will ask for your fingerprint, face or PIN each time."),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True


class RenameSecurityKeyForm(LabelsMixin, webauthn.EditWebAuthnForm):
    labels = {"name": _("Name")}
