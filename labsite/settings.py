"""All settings, read from environment variables (listed in docs/configure.md).

Safe by default: without DEBUG=1, the site does not start if SECRET_KEY, ALLOWED_HOSTS or SITE_URL is missing.
"""

import logging
from importlib.util import find_spec
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit

import bootstrap
import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from accounts.university.configuration import read_services
from core.bucket_url import BucketURL, parse_bucket_url
from core.site_url import parse_site_url
from core.version import VERSION

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
env.read_env(BASE_DIR / ".env")

# ---- required settings ------------------------------------------------------------------------

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="only-for-development" if DEBUG else "")
ALLOWED_HOSTS = [
    host.strip()
    for host in env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1"] if DEBUG else [])
    if host.strip()
]
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is not set. Set it to a long random text, or set DEBUG=1 for development."
    )
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS is not set. Set it to the host names of the site, separated by commas, "
        "or set DEBUG=1 for development."
    )
# The URL of the site, such as https://lab.example.edu or https://example.edu/lab. Canonical links, feeds and
# emails use it and never the Host header of a request, which anybody can set.
SITE_URL = env.str("SITE_URL", default="").strip()
if DEBUG and not SITE_URL:
    SITE_URL = f"http://127.0.0.1:{env.str('PORT', default='') or 8000}"
if not SITE_URL:
    raise ImproperlyConfigured(
        "SITE_URL is not set. Set it to the public address of the site, such as https://lab.example.edu, "
        "or set DEBUG=1 for development."
    )
try:
    SITE_URL = parse_site_url(SITE_URL)
except ValueError as error:
    raise ImproperlyConfigured(
        f"SITE_URL is {SITE_URL!r}: {error}. Set it to an address such as https://lab.example.edu."
    ) from error

_site = urlsplit(SITE_URL)
SITE_ORIGIN = f"{_site.scheme}://{_site.netloc}"
#: The path of the site below its host, such as "/lab"; "" at the root. Never one that a header of the request
#: names: it would hide paths from rules about them, and get into the links of cached pages.
FORCE_SCRIPT_NAME = _site.path
SITE_PATH = f"{_site.path}/"

# ---- data -------------------------------------------------------------------------------------

# Everything that the site writes: the SQLite database, uploads and collected static files.
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var")))

DATA_DIR.mkdir(parents=True, exist_ok=True)

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
_database = DATABASES["default"]
if _database["ENGINE"] == "django.db.backends.sqlite3":
    _database["ENGINE"] = "core.database.sqlite"
    # With WAL, readers go on while somebody writes; writers wait for each other (core/database/waits.py).
    # Each connection (one per thread) has a cache of its own; the operating system caches the whole file too.
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
            "PRAGMA cache_size=-8192;"
        ),
    }
elif _database["ENGINE"] == "django.db.backends.postgresql":
    _database["ENGINE"] = "core.database.postgresql"
    # Bind values on the server and prepare a statement on its second use, because PostgreSQL takes longer to
    # plan one of our queries than to run it. DATABASE_PREPARED_STATEMENTS=0 switches prepared statements and
    # server-side cursors off, for a pooler that assigns a connection to each transaction.
    _prepares = env.bool("DATABASE_PREPARED_STATEMENTS", default=True)
    _database["OPTIONS"] = {
        # For commands. Pages wait less for a server that is gone (core/database/waits.py).
        "connect_timeout": 5,
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": 20_000,
        **_database.get("OPTIONS", {}),
        "server_side_binding": True,
        "prepare_threshold": 1 if _prepares else None,
    }
    _database["DISABLE_SERVER_SIDE_CURSORS"] = not _prepares
# Each thread keeps its connection, and replaces it if the server has closed it, as after a restart.
_database["CONN_MAX_AGE"] = None
_database["CONN_HEALTH_CHECKS"] = True

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ---- applications -----------------------------------------------------------------------------

#: The apps of this project. /version.json and the database check report on their migrations.
PROJECT_APPS = [
    "labsite",
    "recruiting",
    "news",
    "pages",
    "projects",
    "publications",
    "people",
    "moderation",
    "accounts",
    "core",
]
INSTALLED_APPS = [
    *PROJECT_APPS,
    "reversion",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.orcid",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django.contrib.admin.apps.SimpleAdminConfig",  # the URLs find its modules: few commands need them
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

#: Apps whose tables appear on public pages: a change in one of them invalidates the page cache …
CONTENT_APPS = ["people", "publications", "projects", "news", "pages", "recruiting"]
#: … except these tables, which appear on no public page.
PRIVATE_MODELS = {
    "pages.upload",
    "people.invitation",
    "publications.citationcheck",
    "publications.noticecheck",
    "publications.starcheck",
    "publications.disclaimer",
    "publications.import",
    "publications.importedentry",
    "publications.lookup",
    "recruiting.application",
    "recruiting.cvview",
    "recruiting.draft",
    "recruiting.deletedapplicationcount",
    "recruiting.note",
    "recruiting.noticereviewer",
    "recruiting.star",
    "recruiting.statechange",
}

MIDDLEWARE = [
    "core.monitoring.middleware.RequestIDMiddleware",
    "core.monitoring.middleware.MetricsMiddleware",
    "core.caching.middleware.PageCacheMiddleware",  # before all that a cached page should skip
    "core.outages.middleware.RepeatMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "core.languages.LanguageFromPathMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "core.outages.middleware.TrustedFormMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "core.private_pages.PrivatePagesMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "labsite.second_factor.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "labsite.urls"
WSGI_APPLICATION = "labsite.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "people.context.lab",
                "labsite.context.site",
                "labsite.menu.menu",
            ],
            "builtins": ["core.templatetags.core"],
        },
    }
]

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# ---- accounts ---------------------------------------------------------------------------------

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

# ---- languages and time -----------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]
LOCALE_PATHS = [BASE_DIR / "labsite" / "locale"]
# The lab's time zone: it determines when a day, and so a deadline, ends.
TIME_ZONE = env.str("TIME_ZONE", default="Asia/Shanghai")

# ---- static files and uploads -----------------------------------------------------------------

STATIC_URL = f"{SITE_PATH}static/"
# Elsewhere in a container, whose image brings the files along.
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(DATA_DIR / "static")))
STATICFILES_DIRS = [("bootstrap", Path(bootstrap.__path__[0]) / "css")]
# Files that programs request at the root of the site: /favicon.ico.
WHITENOISE_ROOT = BASE_DIR / "labsite" / "static_root"
MEDIA_URL = f"{SITE_PATH}media/"
MEDIA_ROOT = DATA_DIR / "media"
# Files without a public URL, such as drafts and CVs.
PRIVATE_ROOT = DATA_DIR / "private"


def _bucket(name: str) -> BucketURL | None:
    """Return the bucket that a setting names; None to keep the files in a folder."""
    url = env.str(name, default="").strip()
    if not url:
        return None
    try:
        return parse_bucket_url(url)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is wrong: {error}.") from error


#: Buckets of an object store that hold the files instead of the folders, for a site on several machines.
MEDIA_BUCKET, PRIVATE_BUCKET = _bucket("MEDIA_STORAGE"), _bucket("PRIVATE_STORAGE")
# The host is no excuse: one server has several names, and the names of some servers' buckets are global.
if MEDIA_BUCKET and PRIVATE_BUCKET and MEDIA_BUCKET.bucket == PRIVATE_BUCKET.bucket:
    raise ImproperlyConfigured(
        "MEDIA_STORAGE and PRIVATE_STORAGE name the same bucket. Use two buckets: only that of MEDIA_STORAGE "
        "holds files that everybody may see, and access is granted to a whole bucket."
    )
if (MEDIA_BUCKET or PRIVATE_BUCKET) and not find_spec("boto3"):
    raise ImproperlyConfigured(
        "MEDIA_STORAGE or PRIVATE_STORAGE is set, but the package boto3 is missing. Install it into .venv."
    )
OBJECT_STORAGE = "core.object_storage.ObjectStorage"
STORAGES = {
    "default": {"BACKEND": OBJECT_STORAGE, "OPTIONS": MEDIA_BUCKET.options}
    if MEDIA_BUCKET
    else {"BACKEND": "core.atomic_storage.AtomicFileStorage"},
    "private": {"BACKEND": OBJECT_STORAGE, "OPTIONS": PRIVATE_BUCKET.options}
    if PRIVATE_BUCKET
    else {"BACKEND": "core.private_files.PrivateFileStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "core.lost_uploads.TolerantUploadHandler",  # a full disk loses the file, not the form
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # the form of a paper with three thousand authors

# ---- security ---------------------------------------------------------------------------------

# HTTPS=0 is for a site that is only used on this machine, such as the demo.
HTTPS = env.bool("HTTPS", default=not DEBUG)
SESSION_ENGINE = "core.sessions"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = SITE_PATH
SECURE_SSL_REDIRECT = HTTPS
if SITE_URL.startswith("https://"):
    SECURE_SSL_HOST = _site.netloc
# A proxy may pass on the host without the port ("Host $host"). Browsers send the origin with the port, so it
# would not be taken for the site's own.
CSRF_TRUSTED_ORIGINS = [SITE_ORIGIN]
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000 if HTTPS else 0)
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# How many trusted proxies append to X-Forwarded-For: rate limits use the address in front of them.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=1 if BEHIND_PROXY else 0)
# Browsers create passkeys only for HTTPS and for http://localhost.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
# About subdomains and browsers' preload lists: those of a university are not the lab's to decide on.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],  # data: for the icons in Bootstrap's style sheet
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF, *OTHER_SIGN_IN_ORIGINS],
        "frame-ancestors": [NONE],
    }
}

# ---- backups and the audit log ----------------------------------------------------------------

#: The folder to which the daily job writes backups, how many it keeps, and the public keys of age or SSH that
#: they are encrypted to. Without the folder there is no such job.
BACKUP_DIR = env.str("BACKUP_DIR", default="")
BACKUP_KEEP = env.int("BACKUP_KEEP", default=14)
BACKUP_ENCRYPT_TO = [key.strip() for key in env.list("BACKUP_ENCRYPT_TO", default=[]) if key.strip()]
if BACKUP_KEEP < 1:
    raise ImproperlyConfigured("BACKUP_KEEP must be 1 or more.")

#: The folder to which a scheduled job publishes the site as plain files; empty for none. Where they are
#: served (empty for SITE_URL), and where people sign in and apply, if visitors can reach it.
PUBLISH_TO = env.str("PUBLISH_TO", default="")
#: The repository, and after "#" the branch, to which the files are then pushed; empty for none.
PUBLISH_GIT = env.str("PUBLISH_GIT", default="").strip()
#: The bucket to which they are sent; None for none.
PUBLISH_BUCKET = _bucket("PUBLISH_BUCKET")
try:
    PUBLISH_BASE_URL, PUBLISH_LIVE_URL = (
        parse_site_url(url) if (url := env.str(name, default="").strip()) else ""
        for name in ("PUBLISH_BASE_URL", "PUBLISH_LIVE_URL")
    )
except ValueError as error:
    raise ImproperlyConfigured(f"PUBLISH_BASE_URL or PUBLISH_LIVE_URL is wrong: {error}.") from error

#: How many days the entries of the audit log are kept.
AUDIT_DAYS = env.int("AUDIT_DAYS", default=365)

# ---- application forms of openings ------------------------------------------------------------

# Rate limits for submitting an application form, saving a draft, and submitting successfully: for one IP
# address, and for its network (a /24, or a /48 for IPv6).
APPLY_LIMITS = {
    "post": env.tuple("APPLY_POSTS", default=("30/h", "200/h")),
    "draft": env.tuple("APPLY_DRAFTS", default=("5/h", "50/h")),
    "sent": env.tuple("APPLY_SENT", default=("5/h", "50/h")),
}
#: Leading zero bits of the proof of work that a browser computes for an application: 0 switches it off,
#: 16 take a second or two.
APPLY_PROOF_BITS = env.int("APPLY_PROOF_BITS", default=0)

# ---- speed ------------------------------------------------------------------------------------

#: Optimizations that rely on undocumented parts of Django (docs/speed.md). They change only the speed.
SPEED_LAYER = env.bool("SPEED_LAYER", default=True)
PAGE_CACHE = env.bool("PAGE_CACHE", default=not DEBUG)
#: Paths below which nothing is cached, so that they do not ask the database for the content version.
NEVER_CACHED_PATHS = (
    "/static/",
    "/media/",
    "/healthz",
    "/metrics",
    "/version.json",
    "/robots.txt",
    "/theme/",
)
CACHES = {
    # Shared by all workers, because rate limits count the attempts of all of them. In files, so that no other
    # service is needed.
    "default": {
        "BACKEND": "core.caching.file_cache.SharedFileCache",
        "LOCATION": str(DATA_DIR / "cache"),
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
}
# A Redis server for a site on several machines, with a database of its own: redis://:PASSWORD@HOST:6379/0.
if CACHE_URL := env.str("CACHE_URL", default="").strip():
    if not CACHE_URL.startswith(("redis://", "rediss://", "unix://")):
        raise ImproperlyConfigured("CACHE_URL must begin with redis://, rediss:// or unix://.")
    if not find_spec("redis"):
        raise ImproperlyConfigured(
            "CACHE_URL is set, but the package redis is missing. Install it into .venv."
        )
    CACHES["default"] = {
        "BACKEND": "core.caching.redis_cache.SharedRedisCache",
        "LOCATION": CACHE_URL,
        "KEY_PREFIX": "labsite",
    }

# ---- email and logging ------------------------------------------------------------------------

vars().update(env.email_url_config(env.str("EMAIL_URL", default="") or "consolemail://"))
EMAIL_TIMEOUT = 10  # seconds; pages wait less for a slow mail server (core/outbox/queue.py)
#: How many days the link of an invitation is valid.
INVITATION_DAYS = env.int("INVITATION_DAYS", default=14)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("FROM_EMAIL", default="labsite@localhost")

LOG_LEVEL = env.str("LOG_LEVEL", default="").strip().upper() or "WARNING"
if LOG_LEVEL not in logging.getLevelNamesMapping():
    raise ImproperlyConfigured(
        f"LOG_LEVEL is {LOG_LEVEL!r}. Set it to DEBUG, INFO, WARNING, ERROR or CRITICAL."
    )
LOG_FORMAT = env.str("LOG_FORMAT", default="text").strip().lower()
if LOG_FORMAT not in ("text", "json"):
    raise ImproperlyConfigured(f"LOG_FORMAT is {LOG_FORMAT!r}. Set it to text or json.")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {"class": "logging.Formatter"},
        "json": {"()": "core.monitoring.json_logs.JSONFormatter"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT},
        "error_emails": {"class": "core.monitoring.error_emails.ErrorEmailHandler", "level": "ERROR"},
    },
    "root": {"handlers": ["console", "error_emails"], "level": LOG_LEVEL},
    # Without the handler that Django sets up, which sends emails itself and with all that a visitor typed.
    "loggers": {"django": {"handlers": []}},
}
#: Addresses that get an email about each error of the program.
ADMINS = [("", address.strip()) for address in env.list("ADMINS", default=[]) if address.strip()]
if SENTRY_DSN := env.str("SENTRY_DSN", default=""):
    try:
        import sentry_sdk
    except ImportError as error:
        raise ImproperlyConfigured(
            "SENTRY_DSN is set, but the package sentry-sdk is missing. Install it into .venv."
        ) from error
    sentry_sdk.init(SENTRY_DSN, release=VERSION, send_default_pii=False, max_request_body_size="never")

#: Who may read /metrics: who sends this bearer token, or asks from these addresses or networks.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
METRICS_ADDRESSES = [
    address.strip() for address in env.list("METRICS_ADDRESSES", default=[]) if address.strip()
]
try:
    for _network in METRICS_ADDRESSES:
        ip_network(_network)
except ValueError as error:
    raise ImproperlyConfigured(
        f"METRICS_ADDRESSES contains {_network!r}. Set it to addresses or networks such as 10.0.0.0/8."
    ) from error

# ---- publication sources ----------------------------------------------------------------------

# Services that are asked about publications: only during an import, and by the scheduled jobs
# complete_imports, refresh_metrics and find_updates. Displaying a page never asks any of them.
SOURCES = {
    "crossref": env.str("CROSSREF_URL", default="https://api.crossref.org"),
    "arxiv": env.str("ARXIV_URL", default="https://export.arxiv.org"),
    "orcid": env.str("ORCID_URL", default="https://pub.orcid.org"),
    "dblp": env.str("DBLP_URL", default="https://dblp.org"),
    "datacite": env.str("DATACITE_URL", default="https://api.datacite.org"),
    "pubmed": env.str("PUBMED_URL", default="https://eutils.ncbi.nlm.nih.gov"),
    "pmlr": env.str("PMLR_URL", default="https://proceedings.mlr.press"),
    "acl": env.str("ACL_URL", default="https://aclanthology.org"),
    "openreview": env.str("OPENREVIEW_URL", default="https://api2.openreview.net"),
    "openreview_v1": env.str("OPENREVIEW_V1_URL", default="https://api.openreview.net"),
    "openalex": env.str("OPENALEX_URL", default="https://api.openalex.org"),
    "semanticscholar": env.str("SEMANTIC_SCHOLAR_URL", default="https://api.semanticscholar.org"),
    "github": env.str("GITHUB_URL", default="https://api.github.com"),
}
#: Optional keys, which raise the daily limits.
SOURCE_KEYS = {
    "openalex": env.str("OPENALEX_KEY", default=""),
    "semanticscholar": env.str("SEMANTIC_SCHOLAR_KEY", default=""),
    "github": env.str("GITHUB_TOKEN", default=""),
}
#: The email address given to the services, for complaints about too many requests.
SOURCES_CONTACT = env.str(
    "SOURCES_CONTACT", default="" if "localhost" in DEFAULT_FROM_EMAIL else DEFAULT_FROM_EMAIL
)
# Whether a scheduled job asks for the addresses of other sites that pages link to.
CHECK_LINKS = env.bool("CHECK_LINKS", default=True)
SOURCES_TIMEOUT = env.float("SOURCES_TIMEOUT", default=10)  # seconds
