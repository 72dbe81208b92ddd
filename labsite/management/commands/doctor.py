"""Say what is not set up right, and what to do about it."""

from django.core.checks import CheckMessage
from django.core.checks.messages import ERROR
from django.core.management.base import BaseCommand

from core import doctor


class Command(BaseCommand):
    help = (
        "Check the settings, the database, the files, the mail server and the scheduled jobs, and say what "
        "to do about each problem. Changes nothing. The exit status is 1 if something has to be repaired."
    )
    requires_system_checks = ()  # they are among the checks below, and must not stop the command

    def handle(self, **options):
        problems = [problem for check in doctor.checks() for problem in self.report(check)]
        errors = sum(problem.level >= ERROR for problem in problems)
        warnings = len(problems) - errors
        self.stdout.write(f"Errors: {errors}. Warnings: {warnings}.")
        if errors:
            raise SystemExit(1)

    def report(self, check: doctor.NamedCheck) -> list[CheckMessage]:
        """Print the outcome of a check, and return its problems."""
        problems = check.problems()
        if not problems:
            self.stdout.write(f"ok       {check.name}")
        for problem in problems:
            label = self.style.ERROR("error  ") if problem.level >= ERROR else self.style.WARNING("warning")
            self.stdout.write(f"{label}  {check.name}: {problem.msg}")
            if problem.hint:
                self.stdout.write(f"         {problem.hint}")
        return problems
