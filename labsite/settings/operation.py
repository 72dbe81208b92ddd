"""Backups, publishing, email, logs and metrics."""

import logging
from ipaddress import ip_network

from django.core.exceptions import ImproperlyConfigured

from core.site_url import parse_site_url
from core.version import VERSION
from labsite.settings.environment import at_least_one, bucket, env

# ---- backups, publishing and the audit log ----------------------------------------------------

#: The folder to which the daily job writes backups, how many it keeps, and the public keys of age or SSH that
#: they are encrypted to. Without the folder there is no such job.
BACKUP_DIR = env.str("BACKUP_DIR", default="")
BACKUP_KEEP = at_least_one("BACKUP_KEEP", 14)
BACKUP_ENCRYPT_TO = [key.strip() for key in env.list("BACKUP_ENCRYPT_TO", default=[]) if key.strip()]

#: The folder to which a scheduled job publishes the site as plain files; empty for none. Where they are
#: served (empty for SITE_URL), and where people sign in and apply, if visitors can reach it.
PUBLISH_TO = env.str("PUBLISH_TO", default="")
#: The repository, and after "#" the branch, to which the files are then pushed; empty for none.
PUBLISH_GIT = env.str("PUBLISH_GIT", default="").strip()
#: The bucket to which the files are sent; None for none.
PUBLISH_BUCKET = bucket("PUBLISH_BUCKET")
try:
    PUBLISH_BASE_URL, PUBLISH_LIVE_URL = (
        parse_site_url(url) if (url := env.str(name, default="").strip()) else ""
        for name in ("PUBLISH_BASE_URL", "PUBLISH_LIVE_URL")
    )
except ValueError as error:
    raise ImproperlyConfigured(f"PUBLISH_BASE_URL or PUBLISH_LIVE_URL is wrong: {error}.") from error

#: How many days the entries of the audit log are kept.
AUDIT_DAYS = env.int("AUDIT_DAYS", default=365)

# ---- email and logging ------------------------------------------------------------------------

try:
    vars().update(env.email_url_config(env.str("EMAIL_URL", default="") or "consolemail://"))
except (ImproperlyConfigured, ValueError) as error:
    raise ImproperlyConfigured(
        "EMAIL_URL is wrong. Set it to a URL such as smtp+tls://user:password@mail.example.edu:587."
    ) from error
EMAIL_TIMEOUT = 10  # seconds; pages wait less for a slow mail server (core/outbox/queue.py)
#: How many days the link of an invitation is valid.
INVITATION_DAYS = at_least_one("INVITATION_DAYS", 14)
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
        "text": {"()": "core.monitoring.text_logs.TextFormatter"},
        "json": {"()": "core.monitoring.json_logs.JSONFormatter"},
    },
    "filters": {"one_line": {"()": "core.monitoring.text_logs.OneLine"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": LOG_FORMAT,
            "filters": ["one_line"],
        },
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

#: The bearer token, and the addresses or networks, of clients that may read /metrics.
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
