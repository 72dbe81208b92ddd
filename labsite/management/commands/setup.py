"""Set up a new site on the command line."""

import getpass
import os

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import DatabaseError

from core.outbox import mail_server
from labsite.new_site import NewSite, needed_fields, set_up
from people.invitation_lines import parse_names

#: The environment variable with the password for ``--no-input``.
PASSWORD_VARIABLE = "SETUP_PASSWORD"
#: Field of ``NewSite`` → the question of the command.
QUESTIONS = {
    "lab_name": "Name of the lab",
    "lab_name_zh": "Name of the lab in Chinese (optional)",
    "institution": "Institution (optional)",
    "institution_zh": "Institution in Chinese (optional)",
    "email": "Email address of the PI",
    "name": "Name of the PI, such as Ming Li 李明",
}


class Command(BaseCommand):
    help = (
        "Set up a new site: ask for the lab’s names and for the PI, create the PI’s account with a profile "
        "and all rights, and print the next steps. Run it again to complete or correct what is stored: empty "
        f"answers change nothing. With --no-input, the password is read from {PASSWORD_VARIABLE}."
    )

    def add_arguments(self, parser):
        parser.add_argument("--no-input", action="store_true", help="ask no questions; use the options")
        for field, question in QUESTIONS.items():
            parser.add_argument(f"--{field.replace('_', '-')}", default="", help=question)

    def handle(self, *, no_input, **options):
        values = {field: options[field].strip() for field in QUESTIONS}
        try:
            values = self.given(values) if no_input else self.asked(values)
            user = set_up(NewSite(**values))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except EOFError as error:
            raise CommandError(
                "There is no terminal to ask the questions. Nothing was changed. Run the command in a "
                "terminal, or with --no-input and the options (manage.py setup --help)."
            ) from error
        except DatabaseError as error:
            raise CommandError(
                f"The database cannot be used: {error}. Run manage.py migrate first, then manage.py doctor."
            ) from error
        self.stdout.write(self.next_steps(user.email))

    def given(self, values: dict[str, str]) -> dict[str, str]:
        """Return the options with the password. Raises CommandError if one is missing."""
        values["password"] = os.environ.get(PASSWORD_VARIABLE, "")
        missing = [field for field in needed_fields(values["email"]) if not values[field]]
        if missing:
            names = [
                PASSWORD_VARIABLE if field == "password" else f"--{field.replace('_', '-')}"
                for field in missing
            ]
            raise CommandError(f"Missing: {', '.join(names)}. Nothing was changed.")
        validate_email(values["email"])
        return values

    def asked(self, values: dict[str, str]) -> dict[str, str]:
        """Return the options, completed with the answers to questions; an invalid answer is asked again."""
        values["email"] = values["email"] or self.ask("email", True)
        needed = needed_fields(values["email"])
        for field in QUESTIONS:
            if not values[field] and (field in needed or field.endswith("_zh") or field == "institution"):
                values[field] = self.ask(field, field in needed)
        values["password"] = self.ask_password() if "password" in needed else ""
        return values

    def ask(self, field: str, is_needed: bool) -> str:
        while True:
            answer = input(f"{QUESTIONS[field]}: ").strip()
            try:
                if is_needed and not answer:
                    raise ValueError("Required.")
                if field == "email":
                    validate_email(answer)
                if field == "name":
                    parse_names(answer)
            except ValidationError as error:
                self.stderr.write(" ".join(error.messages))
            except ValueError as error:
                self.stderr.write(str(error))
            else:
                return answer

    def ask_password(self) -> str:
        while True:
            password = getpass.getpass("Password: ")
            try:
                validate_password(password)
            except ValidationError as error:
                self.stderr.write(" ".join(error.messages))
                continue
            if getpass.getpass("Password again: ") == password:
                return password
            self.stderr.write("The passwords differ.")

    def next_steps(self, email: str) -> str:
        steps = [
            f"Open {settings.SITE_URL}/desk/ and sign in as {email}. A checklist leads through the rest.",
            "Run manage.py run_jobs every five minutes with cron, or as a service (docs/operate.md).",
            "Run manage.py doctor: it says what is not set up right.",
        ]
        if not mail_server.is_set_up():
            steps.insert(1, "Set EMAIL_URL, so that the site can send invitations (docs/configure.md).")
        lines = [f"  {number}. {step}" for number, step in enumerate(steps, 1)]
        return "\n".join(["The site is set up. Next steps:", *lines])
