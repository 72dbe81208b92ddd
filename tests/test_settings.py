"""The settings: safe defaults, and database options for concurrent requests."""

import os
import re
import runpy
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from labsite.settings import environment
from labsite.settings.environment import env

SAFE = {
    "SECRET_KEY": "a-secret",
    "ALLOWED_HOSTS": "lab.example.org",
    "SITE_URL": "https://lab.example.org",
}


def run_python(code, **variables):
    """Run code in a new Python process with only these settings in its environment."""
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", code],
        env={
            **inherited,
            "DJANGO_SETTINGS_MODULE": "labsite.settings",
            "ENV_FILE": os.devnull,
            **variables,
        },
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL"])
def test_site_does_not_start_without_a_required_setting(missing):
    variables = {name: value for name, value in SAFE.items() if name != missing}
    start = run_python("import labsite.settings", **variables, **{missing: ""})
    assert start.returncode != 0
    assert f"{missing} is not set" in start.stderr


def test_site_with_key_and_hosts_starts_and_redirects_to_https():
    start = run_python("from labsite.settings import *; print(DEBUG, SECURE_SSL_REDIRECT)", **SAFE, DEBUG="")
    assert start.stdout.split() == ["False", "True"], start.stderr


def test_debug_is_enough_for_development():
    start = run_python("from labsite.settings import *; print(DEBUG)", DEBUG="1")
    assert start.stdout.strip() == "True", start.stderr


@pytest.mark.parametrize("name", ["debug", "Info", "WARNING", " error ", ""])
def test_log_level_is_accepted_in_any_case(name):
    start = run_python("from labsite.settings import LOG_LEVEL; print(LOG_LEVEL)", **SAFE, LOG_LEVEL=name)
    assert start.stdout.strip() == (name.strip().upper() or "WARNING"), start.stderr
    assert start.returncode == 0


def test_empty_mail_server_is_the_default():
    start = run_python(
        "from labsite.settings import EMAIL_BACKEND; print(EMAIL_BACKEND)", **SAFE, EMAIL_URL=""
    )
    assert start.stdout.strip() == "django.core.mail.backends.console.EmailBackend", start.stderr


def test_migrate_runs_with_a_log_level_in_lower_case(tmp_path):
    code = "import django; django.setup(); from django.core.management import call_command as c; c('check')"
    start = run_python(code, DEBUG="1", DATA_DIR=str(tmp_path), LOG_LEVEL="info")
    assert start.returncode == 0, start.stderr


def test_unknown_log_level_is_refused_with_a_sentence():
    start = run_python("import labsite.settings", **SAFE, LOG_LEVEL="loud")
    assert "LOG_LEVEL is 'LOUD'. Set it to DEBUG, INFO, WARNING, ERROR or CRITICAL." in start.stderr


@pytest.mark.parametrize(
    "url", ["lab.example.org", "ftp://lab.example.org", "https://lab.example.org/?portal"]
)
def test_unusable_site_url_is_refused_with_a_sentence(url):
    start = run_python("import labsite.settings", **{**SAFE, "SITE_URL": url})
    assert f"SITE_URL is {url!r}: it must" in start.stderr


def test_site_url_may_have_a_path(tmp_path):
    code = """
from django.conf import settings as s
print(s.FORCE_SCRIPT_NAME, s.STATIC_URL, s.SESSION_COOKIE_PATH, s.CSRF_TRUSTED_ORIGINS)
"""
    start = run_python(code, **{**SAFE, "SITE_URL": "https://example.org/lab/", "DATA_DIR": str(tmp_path)})
    assert start.stdout.strip() == "/lab /lab/static/ /lab/ ['https://example.org']", start.stderr


def test_sqlite_waits_for_writers_checks_foreign_keys_and_does_not_block_readers(tmp_path):
    code = """
import django
django.setup()
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from labsite.settings import environment
from labsite.settings.environment import env
with connection.cursor() as cursor:
    for name in ("journal_mode", "foreign_keys", "busy_timeout", "cache_size", "synchronous"):
        cursor.execute(f"PRAGMA {name}")
        print(name, cursor.fetchone()[0])
print("transactions", connection.transaction_mode)
"""
    run = run_python(code, DEBUG="1", DATA_DIR=str(tmp_path), DATABASE_URL=f"sqlite:///{tmp_path}/db.sqlite3")
    options = dict(line.split() for line in run.stdout.splitlines())
    assert options == {
        "journal_mode": "wal",
        "foreign_keys": "1",
        "busy_timeout": "5000",
        "cache_size": "-8192",  # kB
        "synchronous": "1",  # NORMAL
        "transactions": "IMMEDIATE",
    }, run.stderr


@pytest.mark.django_db
def test_connections_are_kept_and_checked():
    if connection.vendor != "postgresql":
        assert connection.vendor == "sqlite"
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        assert cursor.fetchone()[0].startswith("test_")
    assert connection.settings_dict["CONN_MAX_AGE"] is None
    assert connection.settings_dict["CONN_HEALTH_CHECKS"]


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("LOG_FORMAT", "xml", "Set it to text or json"),
        ("METRICS_ADDRESSES", "10.0.0.0/8,office", "Set it to addresses or networks"),
    ],
)
def test_wrong_setting_is_named_at_the_start(name, value, message):
    start = run_python("import labsite.settings", **SAFE, **{name: value})
    assert start.returncode != 0 and name in start.stderr and message in start.stderr


@pytest.mark.parametrize(
    ("read", "text", "values"),
    [(env.int, "soon", "a whole number"), (env.float, "1,5", "a number"), (env.bool, "maybe", "1 or 0")],
)
def test_wrong_number_or_switch_is_named(monkeypatch, read, text, values):
    monkeypatch.setenv("SOME_SETTING", text)
    with pytest.raises(ImproperlyConfigured, match=f"SOME_SETTING is '{text}'. Set it to {values}"):
        read("SOME_SETTING", default=1)


@pytest.mark.parametrize(
    ("read", "text", "message"),
    [
        (environment.at_least_one, "0", "must be 1 or more"),
        (environment.rates, "many", "is 'many'. Set it to two rates"),
        (environment.rates, "30/h,200/year", "Set it to two rates"),
        (environment.time_zone, "Mars/Base", "Set it to a time zone"),
        (environment.time_zone, "../etc/passwd", "Set it to a time zone"),
        (environment.database, "mysqlx://host/name", "Set it to postgres://"),
        (environment.database, "postgres://host:abc/name", "Set it to postgres://"),
        (environment.folder, "/dev/null/data", "cannot be created: Not a directory"),
    ],
)
def test_unusable_setting_is_named(monkeypatch, read, text, message):
    monkeypatch.setenv("SOME_SETTING", text)
    with pytest.raises(ImproperlyConfigured, match=f"^SOME_SETTING .*{re.escape(message)}"):
        read("SOME_SETTING", None)


def test_empty_rates_and_time_zone_count_as_not_set(monkeypatch):
    monkeypatch.setenv("SOME_SETTING", "")
    assert environment.rates("SOME_SETTING", ("5/h", "50/h")) == ("5/h", "50/h")
    assert environment.time_zone("SOME_SETTING", "Europe/Paris") == "Europe/Paris"


def test_empty_number_or_switch_counts_as_not_set(monkeypatch):
    monkeypatch.setenv("SOME_SETTING", " ")
    assert env.int("SOME_SETTING", default=7) == 7
    assert env.bool("SOME_SETTING", default=True) is True


def test_missing_package_for_sentry_is_named_at_the_start():
    code = "import sys; sys.modules['sentry_sdk'] = None; import labsite.settings"
    start = run_python(code, **SAFE, SENTRY_DSN="https://key@sentry.example.org/1")
    assert start.returncode != 0 and "sentry-sdk is missing" in start.stderr


def test_server_reads_its_settings_from_the_file(tmp_path):
    code = (
        "from labsite import gunicorn; print(gunicorn.bind, gunicorn.workers, gunicorn.loglevel);"
        "from labsite import settings; print(settings.AUDIT_DAYS)"
    )
    (tmp_path / "env").write_text("PORT=8123\nWEB_CONCURRENCY=3\nLOG_LEVEL=Error\nAUDIT_DAYS=7\n")
    start = run_python(code, **SAFE, ENV_FILE=str(tmp_path / "env"))
    assert start.stdout.split() == ["127.0.0.1:8123", "3", "error", "7"], start.stderr


def test_empty_settings_of_gunicorn_count_as_not_set(monkeypatch):
    for name in ("HOST", "PORT", "WEB_CONCURRENCY", "METRICS_TOKEN", "METRICS_ADDRESSES"):
        monkeypatch.setenv(name, "")
    configuration = runpy.run_path(str(settings.BASE_DIR / "labsite" / "gunicorn.py"))
    assert (configuration["bind"], configuration["workers"]) == ("127.0.0.1:8000", 2)
