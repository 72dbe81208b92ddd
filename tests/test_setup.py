"""``manage.py setup``: the lab, the PI's account and profile, on a new site and again."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.models import User
from labsite.management.commands import setup
from people.models import Lab, Person, Role
from tests import factories

pytestmark = pytest.mark.django_db
PASSWORD = "correct-horse-battery"
OPTIONS = {
    "lab_name": "Engine Lab",
    "lab_name_zh": "引擎实验室",
    "institution": "Example University",
    "name": "Ming Li 李明",
    "email": "ming@example.org",
}


def run(**options):
    output = StringIO()
    call_command("setup", stdout=output, stderr=StringIO(), **options)
    return output.getvalue()


@pytest.fixture
def password(monkeypatch):
    monkeypatch.setenv("SETUP_PASSWORD", PASSWORD)


def test_setup_without_questions_creates_lab_account_and_profile(password, client):
    output = run(no_input=True, **OPTIONS)
    lab, person, user = Lab.objects.get(), Person.objects.get(), User.objects.get()
    assert (lab.name, lab.name_zh, lab.institution) == ("Engine Lab", "引擎实验室", "Example University")
    assert (person.name, person.native_name, person.role, person.user) == ("Ming Li", "李明", Role.PI, user)
    assert user.is_superuser and user.is_staff and user.check_password(PASSWORD)
    assert "/desk/" in output and "ming@example.org" in output
    assert client.login(email="ming@example.org", password=PASSWORD)
    assert client.get(reverse("desk")).status_code == 200
    assert client.get(reverse("my-profile")).status_code == 200


def test_second_run_changes_nothing(password, monkeypatch):
    run(no_input=True, **OPTIONS)
    before = [list(model.objects.values()) for model in (Lab, Person, User)]
    monkeypatch.setenv("SETUP_PASSWORD", "another-long-password")
    run(no_input=True, **OPTIONS)
    run(no_input=True, email="MING@example.org")
    assert [list(model.objects.values()) for model in (Lab, Person, User)] == before


def test_second_run_corrects_the_name_of_the_lab(password):
    run(no_input=True, **OPTIONS)
    run(no_input=True, email="ming@example.org", lab_name="Engine Laboratory")
    lab = Lab.objects.get()
    assert (lab.name, lab.name_zh) == ("Engine Laboratory", "引擎实验室")


def test_superuser_without_a_profile_gets_one(password):
    factories.user("ming@example.org", is_superuser=True, is_staff=True)
    run(no_input=True, **OPTIONS)
    assert User.objects.get().person.name == "Ming Li"


def test_account_takes_over_the_profile_of_the_same_name(password):
    person = factories.person("Ming Li", role=Role.PI)
    run(no_input=True, **OPTIONS)
    assert Person.objects.get() == person and Person.objects.get().user == User.objects.get()


@pytest.mark.parametrize("missing", ["lab_name", "name", "email"])
def test_missing_option_is_named_and_nothing_is_saved(password, missing):
    with pytest.raises(CommandError, match=f"--{missing.replace('_', '-')}"):
        run(no_input=True, **{**OPTIONS, missing: ""})
    assert not User.objects.exists() and not Lab.objects.exists()


@pytest.mark.parametrize("weak", ["", "12345678", "engine-lab"])
def test_missing_or_weak_password_is_refused_and_nothing_is_saved(monkeypatch, weak):
    monkeypatch.setenv("SETUP_PASSWORD", weak)
    with pytest.raises(CommandError):
        run(no_input=True, **OPTIONS)
    assert not User.objects.exists() and not Lab.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [{"email": "ming"}, {"name": "123"}, {"lab_name": "x" * 201}, {"lab_name": "实验室", "name": ","}],
)
def test_invalid_option_is_refused_and_nothing_is_saved(password, wrong):
    with pytest.raises(CommandError):
        run(no_input=True, **OPTIONS | wrong)
    assert not User.objects.exists() and not Lab.objects.exists()


def test_setup_asks_and_asks_again_after_an_invalid_answer(monkeypatch):
    answers = iter(["ming", "ming@example.org", "", "Engine Lab", "", "", "", "Ming Li"])
    passwords = iter(["short", PASSWORD, "a different one", PASSWORD, PASSWORD])
    monkeypatch.setattr("builtins.input", lambda prompt: next(answers))
    monkeypatch.setattr(setup.getpass, "getpass", lambda prompt: next(passwords))
    run()
    assert Lab.objects.get().name == "Engine Lab"
    assert User.objects.get().check_password(PASSWORD)
    assert next(answers, None) is None and next(passwords, None) is None


def test_setup_without_a_terminal_says_what_to_do(monkeypatch):
    def no_terminal(question):
        raise EOFError

    monkeypatch.setattr("builtins.input", no_terminal)
    with pytest.raises(CommandError, match="--no-input"):
        run()
