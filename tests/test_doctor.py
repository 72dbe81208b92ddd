"""``manage.py doctor`` says what is not set up right, and what to do about it."""

from io import StringIO

import pytest
from django.core.checks import Error, Warning
from django.core.management import call_command
from django.db import DatabaseError

from core import doctor
from labsite import doctor_checks


@pytest.fixture
def only(monkeypatch):
    """Replace all checks with the given one."""

    def replace(check):
        monkeypatch.setattr(doctor, "_checks", {"Kettle": doctor.NamedCheck("Kettle", check)})

    return replace


def run():
    """Return the output of the command and its exit status."""
    output, status = StringIO(), 0
    try:
        call_command("doctor", stdout=output, no_color=True)
    except SystemExit as end:
        status = end.code
    return output.getvalue(), status


def messages(check):
    return " ".join(problem.msg for problem in check())


# ---- the command ----------------------------------------------------------------------------------


def test_what_is_right_is_listed(only):
    only(list)
    assert run() == ("ok       Kettle\nErrors: 0. Warnings: 0.\n", 0)


def test_warning_has_a_hint_and_leaves_the_status_at_0(only):
    only(lambda: [Warning("It is empty.", hint="Fill it.")])
    output, status = run()
    assert "warning  Kettle: It is empty.\n         Fill it.\n" in output and status == 0


def test_error_sets_the_status_to_1(only):
    only(lambda: [Error("It leaks."), Error("It is cold.")])
    output, status = run()
    assert "error    Kettle: It leaks." in output and "Errors: 2." in output and status == 1


def test_check_that_fails_is_an_error_and_not_a_traceback(only):
    def broken():
        raise ValueError("no socket")

    only(broken)
    output, status = run()
    assert "could not be checked: ValueError: no socket" in output and status == 1


# ---- the site's checks ----------------------------------------------------------------------------


@pytest.mark.django_db
def test_all_checks_of_the_site_can_be_run():
    output, _status = run()
    assert "could not be checked" not in output
    assert {"Settings", "Proxy", "Database", "Files"} <= {check.name for check in doctor.checks()}


def test_debug_is_reported(settings):
    settings.DEBUG = True
    assert "DEBUG is on" in messages(doctor_checks.check_settings)


def test_settings_that_django_calls_unsafe_are_reported(settings):
    settings.SESSION_COOKIE_SECURE = False
    assert "SESSION_COOKIE_SECURE" in messages(doctor_checks.check_settings)


def test_address_that_other_settings_contradict_is_reported(settings, httpserver):
    httpserver.expect_request("/healthz").respond_with_data("ok")
    settings.SITE_URL = httpserver.url_for("").rstrip("/")
    assert not messages(doctor_checks.check_address)
    settings.HTTPS = True
    assert "SITE_URL begins with http://, and HTTPS is 1." in messages(doctor_checks.check_address)
    settings.ALLOWED_HOSTS = ["lab.example.edu"]
    assert "localhost, is not allowed" in messages(doctor_checks.check_address)


def test_address_at_which_the_site_does_not_answer_is_reported(settings):
    settings.SITE_URL = "http://127.0.0.1:9"
    assert "The site does not answer at http://127.0.0.1:9/healthz" in messages(doctor_checks.check_address)


def test_site_without_a_proxy_is_reported(settings):
    assert "No proxy is in front" in messages(doctor_checks.check_proxy)
    settings.BEHIND_PROXY = True
    assert not messages(doctor_checks.check_proxy)


@pytest.mark.django_db
def test_database_unavailable_and_missing_migrations_are_reported(monkeypatch):
    assert not messages(doctor_checks.check_database)
    with monkeypatch.context() as patch:
        patch.setattr("core.schema._applied", lambda connection: set())
        assert "migrations have not been applied" in messages(doctor_checks.check_database)

    def refuse(connection):
        raise DatabaseError("connection refused")

    monkeypatch.setattr("core.schema._applied", refuse)
    assert "does not answer: connection refused" in messages(doctor_checks.check_database)


def test_folder_without_write_permission_is_reported(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "file"
    settings.MEDIA_ROOT.write_text("not a folder")
    assert "cannot write to" in messages(doctor_checks.check_folders)
    settings.MEDIA_ROOT = tmp_path
    assert "cannot write to" not in messages(doctor_checks.check_folders)


def test_missing_static_files_are_reported(monkeypatch):
    monkeypatch.setattr(doctor_checks, "uncollected_files", lambda: ["a.css", "b.js"])
    assert "have not been collected, such as a.css." in messages(doctor_checks.check_folders)
    monkeypatch.setattr(doctor_checks, "uncollected_files", list)
    assert not messages(doctor_checks.check_folders)
