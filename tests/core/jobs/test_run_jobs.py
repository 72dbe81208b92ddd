"""manage.py run_jobs runs what is due, each job once at a time, whatever happens to the others."""

import os
import re
import signal
import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.files import locks
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.urls import reverse

from core.jobs import JobFailed, registry, running
from core.jobs.models import JobRun
from core.jobs.registry import register_job, registered_jobs
from core.management.commands import run_jobs
from labsite import doctor_checks

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def registered(monkeypatch, settings, tmp_path):
    """No jobs but those of the test, and lock files of its own."""
    monkeypatch.setattr(registry, "REGISTERED", {})
    settings.DATA_DIR = tmp_path


def job(name="count", every=DAY, fails_with=None):
    """Register a job, and return the list of moments at which it has run."""
    moments = []

    def run(now):
        moments.append(now)
        if fails_with:
            raise fails_with
        return f"Run {len(moments)}."

    register_job(name, every, run)
    return moments


def run_due(now):
    return [running.run_job(due, now) for due in running.due_jobs(now)]


def test_former_cron_commands_are_jobs(monkeypatch):
    monkeypatch.undo()
    every = {registered.name: registered.every for registered in registered_jobs()}
    assert every["send_emails"] <= timedelta(minutes=5)
    assert every["find_updates"] == timedelta(weeks=1)
    assert every["delete_expired_applications"] == every["delete_unused_files"] == DAY
    assert every["refresh_metrics"] == every["delete_expired_sessions"] == DAY


def test_job_runs_when_it_is_due_and_not_before():
    moments = job()
    for now in (NOW, NOW + HOUR, NOW + DAY, NOW + DAY + HOUR):
        run_due(now)
    assert moments == [NOW, NOW + DAY]


def test_job_runs_each_time_although_cron_starts_a_few_seconds_early():
    moments = job(every=timedelta(minutes=5))
    run_due(NOW)
    run_due(NOW + timedelta(minutes=4, seconds=58))
    assert len(moments) == 2


def test_result_of_the_last_run_is_stored():
    job()
    run_due(NOW)
    run = JobRun.objects.get(name="count")
    assert (run.started, run.result, run.error) == (NOW, "Run 1.", "")
    assert run.finished


def test_clock_set_forward_makes_a_job_run_once():
    moments = job()
    for hours in (0, 25, 26, 48):
        run_due(NOW + hours * HOUR)
    assert moments == [NOW, NOW + 25 * HOUR]


@pytest.mark.parametrize("hours", [1, 23, 25, 24 * 400])
def test_clock_set_back_makes_a_job_wait_for_one_period_at_most(hours):
    often, daily = job("often", every=timedelta(minutes=1)), job("daily")
    run_due(NOW)
    earlier = NOW - hours * HOUR
    for seconds in (0, 60, 24 * 3600):
        run_due(earlier + timedelta(seconds=seconds))
    assert often[1:] == [earlier + timedelta(minutes=1), earlier + DAY]
    assert daily[1:] == [earlier + DAY]


def test_clock_of_another_machine_may_be_ahead():
    moments = job()
    JobRun.objects.create(name="count", started=NOW + timedelta(minutes=4), finished=NOW)
    run_due(NOW)
    assert moments == []
    assert JobRun.objects.get().started > NOW


@pytest.mark.parametrize("day", [datetime(2026, 3, 28), datetime(2026, 10, 24)])
def test_daily_job_runs_each_24_hours_over_a_change_to_summer_time_and_back(day):
    moments = job()
    midnight = day.replace(tzinfo=ZoneInfo("Europe/Berlin"))
    for hours in range(73):
        run_due(midnight.astimezone(UTC) + hours * HOUR)
    assert [moment - moments[0] for moment in moments] == [0 * DAY, DAY, 2 * DAY, 3 * DAY]


def test_failing_job_is_repeated_within_an_hour_but_not_at_once():
    moments = job(fails_with=JobFailed("OpenAlex did not answer."))
    for minutes in (0, 5, 60):
        run_due(NOW + timedelta(minutes=minutes))
    assert moments == [NOW, NOW + HOUR]
    assert JobRun.objects.get().error == "OpenAlex did not answer."


def test_job_that_was_killed_is_repeated_within_an_hour():
    moments = job()
    JobRun.objects.create(name="count", started=NOW)
    run_due(NOW + timedelta(minutes=5))
    run_due(NOW + HOUR)
    assert moments == [NOW + HOUR]


def test_job_that_another_process_runs_is_left_alone(tmp_path):
    moments = job()
    (tmp_path / "locks").mkdir()
    with (tmp_path / "locks" / "count.lock").open("wb") as file:
        locks.lock(file, locks.LOCK_EX)
        assert run_due(NOW) == [None]
    assert moments == []
    run_due(NOW)
    assert moments == [NOW]


def test_job_that_another_machine_has_just_started_is_left_alone():
    moments = job()
    due = running.due_jobs(NOW)[0]
    JobRun.objects.create(name="count", started=NOW)
    assert running.run_job(due, NOW) is None
    assert moments == []


def test_job_runs_although_its_lock_file_cannot_be_written(settings, tmp_path):
    (tmp_path / "file").touch()
    settings.DATA_DIR = tmp_path / "file"  # not a folder, as good as a full disk
    moments = job()
    run_due(NOW)
    assert moments == [NOW]


def test_jobs_that_nothing_starts_are_late():
    job(every=DAY)
    (registered,) = registered_jobs()
    run = JobRun(name="count", started=NOW)
    assert running.is_late(registered, None, NOW)
    assert not running.is_late(registered, run, NOW + DAY + HOUR)
    assert running.is_late(registered, run, NOW + DAY + 2 * HOUR)
    assert running.is_late(registered, run, NOW - 2 * HOUR)  # the clock has been set back


def test_doctor_reports_late_and_failed_jobs():
    job("broken", every=HOUR, fails_with=JobFailed("No answer."))
    job("idle")
    with pytest.raises(CommandError):
        call_command("run_jobs")
    JobRun.objects.filter(name="idle").delete()
    late, failed = (problem.msg for problem in doctor_checks.check_jobs())
    assert late == "These jobs have not run when they were due: idle."
    assert failed == "The job broken failed: No answer."


def test_name_of_a_job_is_registered_once():
    job()
    with pytest.raises(ValueError, match="count"):
        job()


# ---- the command ------------------------------------------------------------------------------


def test_failing_job_does_not_stop_the_others_and_the_exit_status_says_so(capsys):
    job("broken", every=HOUR, fails_with=RuntimeError("no such thing"))
    moments = job("count")
    with pytest.raises(CommandError, match="broken"):
        call_command("run_jobs")
    output = capsys.readouterr()
    assert len(moments) == 1
    assert output.out == "count: Run 1.\n"
    assert output.err.splitlines()[-1] == "broken failed: RuntimeError: no such thing"


def test_second_run_of_the_command_has_nothing_to_do(capsys):
    moments = job()
    call_command("run_jobs")
    call_command("run_jobs")
    assert len(moments) == 1


def test_list_shows_the_last_runs_and_runs_nothing(capsys):
    moments = job()
    job("broken", every=HOUR, fails_with=JobFailed("No answer."))
    run_due(NOW)
    job("new")
    call_command("run_jobs", "--list")
    lines = capsys.readouterr().out.splitlines()
    assert len(moments) == 1
    assert [line.partition(",")[0] for line in lines] == ["broken", "count", "new"]
    assert lines[0].startswith("broken, every hour: ") and lines[0].endswith("failed: No answer.")
    assert lines[1].startswith("count, every day: ") and lines[1].endswith("Run 1.")
    assert lines[2].endswith("never run")


@pytest.fixture
def signal_handlers():
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.django_db(transaction=True)
def test_service_survives_an_unavailable_database_and_ends_when_told_to(monkeypatch, signal_handlers, capsys):
    rounds = []

    def due_jobs(now):
        rounds.append(now)
        if len(rounds) == 1:
            raise DatabaseError("away")
        return running.due_jobs(now)

    def run(now):
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(0.1)
        return "Done."

    register_job("last", HOUR, run)
    monkeypatch.setattr(run_jobs, "due_jobs", due_jobs)
    monkeypatch.setattr(run_jobs, "PAUSE", 0.05)
    call_command("run_jobs", "--service")
    assert JobRun.objects.get().result == "Done."
    output = capsys.readouterr()
    assert "away" in output.err
    assert output.out == "last: Done.\n"


@pytest.mark.django_db(transaction=True)
def test_service_puts_the_path_of_the_site_into_links(settings, signal_handlers):
    settings.FORCE_SCRIPT_NAME = "/lab"

    def run(now):
        os.kill(os.getpid(), signal.SIGTERM)
        return reverse("home")

    register_job("link", HOUR, run)
    call_command("run_jobs", "--service")
    assert JobRun.objects.get().result == "/lab/"


def test_operators_need_one_line_in_the_crontab(settings):
    text = (settings.BASE_DIR / "docs" / "operate.md").read_text()
    lines = [line for line in text.splitlines() if re.match(r"[*\d/]+( +[*\d/]+){4} ", line)]
    assert len(lines) == 1
    assert lines[0].endswith("manage.py run_jobs")
