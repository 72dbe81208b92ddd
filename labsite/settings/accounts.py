"""Accounts, and signing in with a second factor, ORCID or the university."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from accounts.university.configuration import read_services
from labsite.settings.environment import DEBUG, env

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backend.EmailBackend", "labsite.permissions.OwnershipBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
] + [{"NAME": "people.password_words.LabNameValidator"}]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "me"
LOGOUT_REDIRECT_URL = "home"

ACCOUNT_ADAPTER = "labsite.allauth_adapters.AccountAdapter"  # closes sign-up
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# Accounts are created by invitation, which proves the email address. (A changed address is confirmed
# before it replaces the old one: accounts/email_change.py.)
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ALLOW_UNVERIFIED_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_RATE_LIMITS = {
    "login": None,  # accounts/sign_in_limits.py counts attempts, so that nobody can lock somebody else out
    "change_password": "5/m/user,20/h/user",
    "reset_password": "20/m/ip,5/m/key,20/h/key",
}
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "change_password": "accounts.forms.PasswordChangeForm",
    "set_password": "accounts.forms.SetPasswordForm",
    "reset_password": "accounts.forms.PasswordResetRequestForm",
    "reset_password_from_key": "accounts.forms.PasswordResetForm",
    "reauthenticate": "accounts.forms.ReauthenticateForm",
}

MFA_ADAPTER = "labsite.allauth_adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # phone clocks differ by seconds, so the previous and the next code are valid too
MFA_FORMS = {
    "authenticate": "accounts.forms.SecondFactorForm",
    "reauthenticate": "accounts.forms.SecondFactorReauthenticateForm",
    "activate_totp": "accounts.forms.ActivateTOTPForm",
    "add_webauthn": "accounts.forms.AddSecurityKeyForm",
    "edit_webauthn": "accounts.forms.RenameSecurityKeyForm",
    "login_webauthn": "accounts.forms.SecurityKeySignInForm",
    "authenticate_webauthn": "accounts.forms.SecurityKeySecondFactorForm",
    "reauthenticate_webauthn": "accounts.forms.SecurityKeyReauthenticateForm",
}
#: Roles that need a second factor to open /admin/ and /desk/: "admin" and "pi" (labsite/second_factor.py).
REQUIRE_SECOND_FACTOR = [
    role.strip() for role in env.list("REQUIRE_SECOND_FACTOR", default=[] if DEBUG else ["admin"])
]
if not {"admin", "pi"}.issuperset(REQUIRE_SECOND_FACTOR):
    raise ImproperlyConfigured("REQUIRE_SECOND_FACTOR may contain admin and pi, separated by commas.")

# Signing in with ORCID or the university (docs/sign-in.md): off until configured. Neither creates accounts.
# An ORCID iD has to be connected to an account first; the university may also sign in the account with an
# email address that the university has verified (labsite/social_accounts.py).
SOCIALACCOUNT_REQUESTS_TIMEOUT = 1.5  # seconds, in which a page says that the service does not answer
SOCIALACCOUNT_ADAPTER = "labsite.social_accounts.SocialAccountAdapter"
SOCIALACCOUNT_PROVIDERS = {}
#: Other origins to which the site's forms may be sent or redirected.
OTHER_SIGN_IN_ORIGINS = []
if _orcid := env.str("ORCID_CLIENT_ID", default=""):
    SOCIALACCOUNT_PROVIDERS["orcid"] = {
        "APPS": [{"name": "ORCID", "client_id": _orcid, "secret": env.str("ORCID_CLIENT_SECRET")}]
    }
    OTHER_SIGN_IN_ORIGINS.append("https://orcid.org")
if _oidc := env.str("OIDC_SERVER_URL", default=""):
    _oidc_app = {
        "provider_id": "university",
        "name": env.str("OIDC_NAME", default="OpenID Connect"),
        "client_id": env.str("OIDC_CLIENT_ID"),
        "secret": env.str("OIDC_CLIENT_SECRET"),
        "settings": {"server_url": _oidc, "name_zh": env.str("OIDC_NAME_ZH", default="")},
    }
    if _oidc_domains := env.list("OIDC_EMAIL_DOMAINS", default=[]):
        _oidc_app["settings"]["verified_email"] = [domain.strip() for domain in _oidc_domains]
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {"APPS": [_oidc_app], "OAUTH_PKCE_ENABLED": True}
    OTHER_SIGN_IN_ORIGINS.append("{0.scheme}://{0.netloc}".format(urlsplit(_oidc)))
    OTHER_SIGN_IN_ORIGINS.extend(origin.strip() for origin in env.list("OIDC_ORIGINS", default=[]))
try:
    _services = read_services(env.ENVIRON)
except ValueError as error:
    raise ImproperlyConfigured(f"The settings of SIGN_IN are wrong (docs/sign-in.md):\n{error}") from error
for _service in _services:
    SOCIALACCOUNT_PROVIDERS.setdefault(_service.kind, {"APPS": []})["APPS"].append(_service.app())
    OTHER_SIGN_IN_ORIGINS.extend(_service.origins())
