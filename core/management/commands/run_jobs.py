"""Run the scheduled jobs that are due."""

import signal
import threading
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from core.http import set_site_path
from core.jobs.models import JobRun
from core.jobs.registry import Job, registered_jobs
from core.jobs.running import due_jobs, run_job

#: Seconds between two checks for due jobs, as a service.
PAUSE = 30


class Command(BaseCommand):
    help = (
        "Run the scheduled jobs that are due: send emails, write backups, delete expired data, refresh "
        "citation counts and so on. Start it every few minutes with cron, or once with --service. Several "
        "may run at the same time; each job runs only once. The exit status is 1 if a job has failed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--service", action="store_true", help="keep running until SIGTERM or Ctrl-C")
        parser.add_argument(
            "--list", action="store_true", help="list all jobs with their last run, without running any"
        )

    def handle(self, **options: Any) -> None:
        if options["list"]:
            self.list_jobs()
        elif options["service"]:
            self.serve()
        else:
            self.run_due()

    def run_due(self) -> None:
        """Run the jobs that are due one after the other. Raises CommandError if one has failed."""
        try:
            jobs = due_jobs(timezone.now())
            failed = [job.name for job in jobs if not self.run_one(job)]
        except DatabaseError as error:
            raise CommandError(f"The database does not answer: {error}") from error
        if failed:
            raise CommandError(f"Failed: {', '.join(failed)}. run_jobs tries them again within an hour.")

    def run_one(self, job: Job) -> bool:
        """Run a job and write what it did. Return False if it failed."""
        run = run_job(job, timezone.now())
        if run is None:
            return True
        if run.error:
            self.stderr.write(f"{job.name} failed: {run.error}")
        else:
            self.stdout.write(f"{job.name}: {run.result}")
        self.stdout.flush()
        return not run.error

    def list_jobs(self) -> None:
        runs = JobRun.objects.in_bulk()
        for job in registered_jobs():
            run = runs.get(job.name)
            self.stdout.write(f"{job.name}, {in_words(job.every)}: {summary_of(run) if run else 'never run'}")

    # ---- as a service -------------------------------------------------------------------------

    def serve(self) -> None:
        """Run jobs as they become due, each in a thread, so that a long one does not delay the emails.

        SIGTERM and SIGINT end it after the jobs that are running.
        """
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        threads: dict[str, threading.Thread] = {}
        while not stop.is_set():
            try:
                close_old_connections()
                jobs = due_jobs(timezone.now())
            except DatabaseError as error:
                self.stderr.write(f"The database does not answer: {error}")
                jobs = []
            for job in jobs:
                if not (job.name in threads and threads[job.name].is_alive()):
                    threads[job.name] = threading.Thread(target=self.run_in_thread, args=[job])
                    threads[job.name].start()
            stop.wait(PAUSE)
        for thread in threads.values():
            thread.join()

    def run_in_thread(self, job: Job) -> None:
        set_site_path()
        try:
            self.run_one(job)
        except DatabaseError as error:
            self.stderr.write(f"{job.name} stopped, because the database does not answer: {error}")
        finally:
            connection.close()


def in_words(interval: timedelta) -> str:
    """Return how often a job is due: "every minute", "every 6 hours"."""
    for unit, seconds in (("week", 604_800), ("day", 86_400), ("hour", 3_600), ("minute", 60)):
        number, rest = divmod(int(interval.total_seconds()), seconds)
        if number and not rest:
            return f"every {unit}" if number == 1 else f"every {number} {unit}s"
    return f"every {interval}"


def summary_of(run: JobRun) -> str:
    """Return one line about the last run of a job."""
    started = f"{timezone.localtime(run.started):%Y-%m-%d %H:%M:%S}"
    if run.error:
        return f"{started} failed: {run.error}"
    return f"{started} {run.result}" if run.finished else f"{started} not finished"
