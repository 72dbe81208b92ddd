"""allauth's forms with labels in the words of the site, and without placeholders that repeat them."""

from allauth.account import forms as account
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User

ONE_TIME_CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "autocapitalize": "off"}


class InOurWords:
    """Gives the fields the texts in ``labels`` and ``help_texts``."""

    labels = {}
    help_texts = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.help_texts.get(name, field.help_text)


# ---- password and address ---------------------------------------------------------------------


class SignIn(InOurWords, account.LoginForm):
    labels = {
        "login": _("E-mail address"),
        "password": _("Password"),
        "remember": _("Stay signed in on this computer"),
    }


class ForgottenPassword(InOurWords, account.ResetPasswordForm):
    labels = {"email": _("E-mail address")}

    def clean_email(self):
        """Says nothing about whether there is such an account."""
        user = User.objects.by_address(self.cleaned_data["email"])
        self.users = [user] if user and user.is_active else []
        return self.cleaned_data["email"]


class PasswordFromLink(InOurWords, account.ResetPasswordKeyForm):
    labels = {"password1": _("New password"), "password2": _("New password, once more")}


class NewPassword(InOurWords, account.ChangePasswordForm):
    labels = {"oldpassword": _("Current password"), **PasswordFromLink.labels}


class FirstPassword(InOurWords, account.SetPasswordForm):
    labels = PasswordFromLink.labels


class ConfirmByPassword(InOurWords, account.ReauthenticateForm):
    labels = {"password": _("Password")}


class NewEmail(forms.Form):
    email = forms.EmailField(
        label=_("New e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("It takes the place of the old one when you open the link that we send there."),
    )

    def clean_email(self):
        email = self.cleaned_data["email"]
        if User.objects.by_address(email):
            raise ValidationError(_("There is an account with this e-mail address already."))
        return email


# ---- second factor ----------------------------------------------------------------------------


class Code(InOurWords, second_factor.AuthenticateForm):
    labels = {"code": pgettext_lazy("sign in", "Code")}
    help_texts = {"code": _("Six digits from your authenticator app, or one of your recovery codes.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update(ONE_TIME_CODE, autofocus=True)


class ConfirmByCode(InOurWords, second_factor.ReauthenticateForm):
    labels = Code.labels
    help_texts = Code.help_texts

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update(ONE_TIME_CODE)


class FirstCode(InOurWords, totp.ActivateTOTPForm):
    labels = {"code": _("The six digits that the app shows now")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update(ONE_TIME_CODE)


class NewKey(InOurWords, webauthn.AddWebAuthnForm):
    labels = {"name": _("Name"), "passwordless": _("Sign in with it alone, without the password")}
    help_texts = {
        "name": _("Where it is, so that you can tell it from others: “Laptop”, “Blue key”."),
        "passwordless": _("Then it asks for your fingerprint, face or PIN each time."),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True


class KeyName(InOurWords, webauthn.EditWebAuthnForm):
    labels = {"name": _("Name")}
