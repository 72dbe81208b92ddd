"""Keeping a published site current: the scheduled job and --watch."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from core.caching import version
from core.jobs import JobFailed
from labsite.management.commands import publish as command
from labsite.publishing.job import publish_site
from tests import factories

#: Committed, since the version of the content changes with the commit.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def published_to(settings, tmp_path):
    settings.PUBLISH_TO, settings.PUBLISH_BASE_URL = str(tmp_path), "https://lab.example.edu"


def test_job_publishes_what_has_changed(tmp_path):
    assert "files written" in publish_site(timezone.now())
    assert publish_site(timezone.now()) == "Nothing has changed."
    factories.person("Ada Example")
    publish_site(timezone.now())
    assert "https://lab.example.edu" in (tmp_path / "current/people/ada-example/index.html").read_text()


def test_job_fails_with_the_reason(tmp_path):
    (tmp_path / "index.html").write_text("Mine")
    with pytest.raises(JobFailed, match="other files"):
        publish_site(timezone.now())


def test_site_is_published_anew_at_the_next_deadline(tmp_path, monkeypatch):
    soon = timezone.now() + timedelta(hours=1)
    monkeypatch.setattr(version, "_next_changes", [lambda now: soon if now < soon else None])
    monkeypatch.setattr(version, "_period", None)
    publish_site(timezone.now())
    assert publish_site(timezone.now()) == "Nothing has changed."
    monkeypatch.setattr(version.timezone, "now", lambda: soon + timedelta(seconds=1))
    assert "files written" in publish_site(soon)


def test_watching_publishes_each_change_and_goes_on_after_a_failure(tmp_path, monkeypatch, capsys):
    pauses = []

    class Stop:
        def wait(self, pause):
            """Change something in each pause, and stop after the fourth."""
            pauses.append(pause)
            if len(pauses) == 2:
                factories.person("Ada Example")
            if len(pauses) == 3:
                monkeypatch.setattr(command, "publish", fail)
            if len(pauses) == 4:
                monkeypatch.setattr(command, "publish", publish)
            return len(pauses) > 4

        def set(self):
            pass

    def fail(*args):
        raise command.CannotPublish("No space.")

    publish = command.publish
    monkeypatch.setattr(command, "threading", SimpleNamespace(Event=Stop))
    monkeypatch.setattr(command, "signal", SimpleNamespace(SIGTERM=15, SIGINT=2, signal=lambda *args: None))
    call_command("publish", watch=True, processes=1)
    output = capsys.readouterr()
    assert output.out.count("files written") == 2
    assert output.err == "Nothing was published. No space.\n"
    assert pauses == [0, command.PAUSE, command.PAUSE, command.PAUSE_AFTER_FAILURE, command.PAUSE]


def test_folder_has_to_be_named(settings):
    settings.PUBLISH_TO = ""
    with pytest.raises(CommandError, match="Say where to write"):
        call_command("publish")


def test_address_has_to_be_known(settings):
    settings.PUBLISH_BASE_URL, settings.DEBUG = "", True
    with pytest.raises(CommandError, match="--base-url"):
        call_command("publish")


def test_check_names_each_mistake_and_fails(tmp_path, capsys):
    factories.person("Ada Example", bio="See [my page](/people/nobody/) and [this](/?q=x#nowhere).")
    with pytest.raises(CommandError, match="Mistakes in the published site: 4"):
        call_command("publish", check=True)
    assert "people/ada-example/index.html: leads to no file, /people/nobody/" in capsys.readouterr().err
