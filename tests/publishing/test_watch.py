"""Keeping a published site current: the scheduled job and --watch."""

import os
import signal
from datetime import timedelta
from functools import partial
from time import process_time
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from core.caching import version
from core.jobs import JobFailed
from labsite.management.commands import publish as command
from labsite.publishing import job
from labsite.publishing.failures import CannotPublish
from labsite.publishing.job import publish_site
from labsite.publishing.rendering import Renderer
from people.models import Person
from publications.models import Publication
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


@pytest.mark.any_database
def test_site_is_published_anew_at_the_next_deadline(tmp_path, monkeypatch):
    soon = timezone.now() + timedelta(hours=1)
    monkeypatch.setattr(version, "_next_changes", [lambda now: soon if now < soon else None])
    monkeypatch.setattr(version, "_period", None)
    publish_site(timezone.now())
    assert publish_site(timezone.now()) == "Nothing has changed."
    monkeypatch.setattr(version.timezone, "now", lambda: soon + timedelta(seconds=1))
    assert "files written" in publish_site(soon)


@pytest.mark.any_database
def test_branch_that_is_unavailable_does_not_keep_the_bucket_waiting(settings, monkeypatch):
    class Copy:
        def __init__(self, failure=""):
            self.failure = failure

        def push(self, base_url):
            if self.failure:
                raise CannotPublish(self.failure)
            sent.append(base_url)
            return "Sent."

    sent = []
    monkeypatch.setattr(job, "copies_in", lambda *args: [Copy("git is away."), Copy()])
    with pytest.raises(JobFailed, match=r"^git is away\.$"):
        publish_site(timezone.now())
    assert sent == [settings.PUBLISH_BASE_URL]


@pytest.mark.any_database
def test_page_that_is_deleted_while_others_are_rendered_is_no_failure(tmp_path, monkeypatch):
    factories.publication("On Engines")
    render = Renderer.render

    def delete_first(renderer, address):
        Publication.objects.all().delete()
        return render(renderer, address)

    monkeypatch.setattr(Renderer, "render", delete_first)
    assert "files written" in publish_site(timezone.now())
    assert not (tmp_path / "current/publications/on-engines").exists()


def watch(monkeypatch, *acts):
    """Watch, do one of the acts in each pause, and return the lengths of the pauses."""
    pauses = []

    class Stop:
        def wait(self, pause):
            if pauses and len(pauses) <= len(acts):
                acts[len(pauses) - 1]()
            pauses.append(pause)
            return len(pauses) > len(acts) + 1

        def set(self):
            pass

    monkeypatch.setattr(command, "threading", SimpleNamespace(Event=Stop))
    monkeypatch.setattr(command, "signal", SimpleNamespace(SIGTERM=15, SIGINT=2, signal=lambda *args: None))
    call_command("publish", watch=True, processes=1)
    return pauses


def test_watching_publishes_each_change_and_goes_on_after_a_failure(monkeypatch, capsys):
    def fail(*args):
        raise command.CannotPublish("No space.")

    pauses = watch(
        monkeypatch,
        lambda: factories.person("Ada Example"),
        partial(monkeypatch.setattr, command, "publish", fail),
        partial(monkeypatch.setattr, command, "publish", command.publish),
    )
    output = capsys.readouterr()
    assert output.out.count("files written") == 2
    assert output.err == "Nothing was published. No space.\n"
    assert pauses == [0, command.PAUSE, command.PAUSE, command.PAUSE_AFTER_FAILURE, command.PAUSE]


def test_watching_goes_on_after_a_fault_of_the_program(monkeypatch, capsys):
    def fail(*args):
        raise ValueError("77 is not a valid Role")

    monkeypatch.setattr(command, "publish", fail)
    assert watch(monkeypatch) == [0, command.PAUSE_AFTER_FAILURE]
    error = capsys.readouterr().err
    assert error.startswith("Nothing was published.\nTraceback")
    assert "77 is not a valid Role" in error


def test_stopped_command_ends_by_an_exception_which_ends_its_processes(tmp_path, monkeypatch):
    handler = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr(command, "publish", lambda *args, **options: os.kill(os.getpid(), signal.SIGTERM))
    with pytest.raises(SystemExit, match="143"):
        call_command("publish", tmp_path, base_url="https://lab.example.edu")
    assert signal.getsignal(signal.SIGTERM) is handler


def test_edited_profile_is_published_within_two_seconds_of_work(tmp_path, monkeypatch):
    people = [factories.person(f"Person {letter}") for letter in "ABCDEFGH"]
    rendered, times, render, publish = [], [], Renderer.render, command.publish

    def timed(*args):
        rendered.clear()
        start = process_time()
        publish(*args)
        times.append((process_time() - start, len(rendered)))

    def noted(renderer, address):
        rendered.append(address)
        return render(renderer, address)

    monkeypatch.setattr(command, "publish", timed)
    monkeypatch.setattr(Renderer, "render", noted)
    watch(monkeypatch, lambda: Person.objects.filter(pk=people[0].pk).update(bio="New biography."))
    assert "New biography." in (tmp_path / "current" / f"people/{people[0].slug}/index.html").read_text()
    (_full_time, all_pages), (time, pages) = times
    assert time + command.PAUSE < 2
    assert pages < all_pages / 10


def test_folder_has_to_be_named(settings):
    settings.PUBLISH_TO = ""
    with pytest.raises(CommandError, match="Name the folder"):
        call_command("publish")


def test_address_has_to_be_known(settings):
    settings.PUBLISH_BASE_URL, settings.DEBUG = "", True
    with pytest.raises(CommandError, match="--base-url"):
        call_command("publish")


@pytest.mark.any_database
def test_check_names_each_mistake_and_fails(tmp_path, capsys):
    factories.person("Ada Example", bio="See [my page](/people/nobody/) and [this](/?q=x#nowhere).")
    with pytest.raises(CommandError, match="Problems in the published site: 4"):
        call_command("publish", check=True)
    assert "people/ada-example/index.html: broken link, /people/nobody/" in capsys.readouterr().err
