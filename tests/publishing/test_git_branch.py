"""The published site as a branch of a git repository."""

import os
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from core.jobs import JobFailed
from labsite.publishing import git_branch
from labsite.publishing.failures import CannotPublish
from labsite.publishing.git_branch import GitBranch, _run_for
from labsite.publishing.job import publish_site
from labsite.publishing.releases import Folder
from tests import factories
from tests.publishing.releasing import release

URL = "https://lab.example.edu"
MARK = ".nojekyll"


def git(folder, *arguments):
    author = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    command = ["git", "-C", str(folder), *author, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture(autouse=True)
def no_configuration(monkeypatch):
    """Let the configuration of this machine's user play no part."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def repository(tmp_path):
    path = tmp_path / "site.git"
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", path], check=True)
    return path


@pytest.fixture(params=[False, True], ids=["releases", "in place"])
def folder(tmp_path, request):
    return Folder(tmp_path / "public", in_place=request.param)


def push(folder, repository, branch="gh-pages", url=URL):
    return GitBranch(f"{repository}#{branch}", folder).push(url)


def committed(repository, branch="gh-pages"):
    """Return the contents of the files of a branch by their names."""
    names = git(repository, "ls-tree", "-r", "--name-only", branch).splitlines()
    return {name: git(repository, "show", f"{branch}:{name}") for name in names}


def other_commit(repository, branch, **files):
    """Let somebody else commit files to a branch, or delete those that are None."""
    clone = repository.parent / "clone"
    subprocess.run(["git", "clone", "--quiet", repository, clone], check=True, capture_output=True)
    exists = f"origin/{branch}" in git(clone, "branch", "--remotes")
    git(clone, "checkout", "-q", *([branch] if exists else ["--orphan", branch]))
    for name, content in files.items():
        (clone / name).write_text(content)
    git(clone, "add", "--all")
    git(clone, "commit", "-q", "-m", "Change")
    git(clone, "push", "-q", "origin", branch)
    return clone


def test_branch_has_the_files_of_the_release_and_one_commit_for_each_change(folder, repository):
    release(folder, {"index.html": b"one", "a/b.txt": b"same", "gone.html": b"gone"})
    assert push(folder, repository).startswith(f"Pushed to {repository}, branch gh-pages: ")
    first = committed(repository)
    assert first.pop(MARK)
    assert first == {"index.html": "one", "a/b.txt": "same", "gone.html": "gone"}
    release(folder, {"index.html": b"two", "a/b.txt": b"same"})
    assert push(folder, repository)
    assert committed(repository) == {MARK: git(repository, "show", f"gh-pages:{MARK}")} | {
        "index.html": "two",
        "a/b.txt": "same",
    }
    assert (
        git(repository, "log", "--format=%s %an", "gh-pages").splitlines() == [f"Publish {URL} Labsite"] * 2
    )


def test_nothing_is_committed_if_nothing_has_changed(folder, repository):
    release(folder, {"index.html": b"one"})
    push(folder, repository)
    assert push(folder, repository) == ""
    release(folder, {"index.html": b"one"})
    assert push(folder, repository) == ""
    assert git(repository, "rev-list", "--count", "gh-pages") == "1"


def test_other_branches_and_working_trees_are_left_alone(folder, repository):
    clone = other_commit(repository, "main", source="1")
    release(folder, {"index.html": b"one"})
    push(folder, clone)
    assert sorted(path.name for path in clone.iterdir()) == [".git", "source"]
    assert git(clone, "status", "--porcelain") == ""
    assert git(clone, "rev-list", "--count", "gh-pages") == "1"


def test_branch_with_other_files_is_refused(folder, repository):
    other_commit(repository, "main", source="1", **{MARK: ""})
    release(folder, {"index.html": b"one"})
    with pytest.raises(CannotPublish, match=r"branch main, contains other files"):
        push(folder, repository, "main")
    assert committed(repository, "main") == {"source": "1", MARK: ""}


def test_branch_with_another_site_is_refused(folder, repository, tmp_path):
    other = Folder(tmp_path / "other")
    release(folder, {"index.html": b"one"})
    release(other, {"index.html": b"other"})
    push(folder, repository)
    with pytest.raises(CannotPublish, match=rf"gh-pages, has the published site of {URL}. Choose a new"):
        push(other, repository, url="https://other.example.edu")
    assert committed(repository)["index.html"] == "one"
    release(folder, {"index.html": b"moved"})
    push(folder, repository, url="https://new.example.edu")  # the own site has a new address
    assert committed(repository)["index.html"] == "moved"


def test_files_of_the_host_stay_also_when_they_are_added_later(folder, repository):
    release(folder, {"index.html": b"one"})
    push(folder, repository)
    other_commit(repository, "gh-pages", CNAME="lab.example.edu", other="gone")
    release(folder, {"index.html": b"two"})
    push(folder, repository)
    files = committed(repository)
    assert files["CNAME"] == "lab.example.edu"
    assert sorted(files) == [MARK, "CNAME", "index.html"]
    assert git(repository, "rev-list", "--count", "gh-pages") == "3"


def test_push_that_is_refused_is_explained_and_tried_again(folder, repository):
    hook = repository / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho This branch is protected. >&2\nexit 1\n")
    hook.chmod(0o755)
    release(folder, {"index.html": b"one"})
    with pytest.raises(CannotPublish, match=r"(?s)could not push to .* gh-pages:.*This branch is protected"):
        push(folder, repository)
    hook.unlink()
    assert push(folder, repository)
    assert committed(repository)["index.html"] == "one"


def test_what_a_killed_git_has_left_does_not_stop_the_next_push(folder, repository):
    release(folder, {"index.html": b"one"})
    push(folder, repository)
    (folder.path / git_branch.REPOSITORY / "index.lock").touch()
    release(folder, {"index.html": b"two"})
    assert push(folder, repository)


def test_configuration_of_the_user_alters_no_file(folder, repository, tmp_path, monkeypatch):
    (tmp_path / "ignored").write_text("*.log\n")
    (tmp_path / "configuration").write_text(
        f"[core]\nexcludesFile = {tmp_path}/ignored\nautocrlf = true\nhooksPath = {tmp_path}\n"
    )
    (tmp_path / "pre-push").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "pre-push").chmod(0o755)
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "configuration").rename(tmp_path / ".gitconfig")
    monkeypatch.delenv("GIT_CONFIG_GLOBAL")
    release(folder, {"a.log": b"one\r\ntwo\r\n", ".gitignore": b"*"})
    push(folder, repository)
    show = ["git", "-C", repository, "show", "gh-pages:a.log"]
    assert subprocess.run(show, capture_output=True, check=True).stdout == b"one\r\ntwo\r\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("/nowhere/site.git", "could not push to /nowhere/site.git"),
        ("https://ada:secret@127.0.0.1:1/site.git", "https://127.0.0.1:1/site.git"),
        ("--upload-pack=x", "is not a repository"),
        ("#main", "is not a repository"),
        ("site.git#a..b", "'a..b' cannot be the name of a branch"),
    ],
)
def test_what_cannot_be_pushed_to_is_named_without_its_password(tmp_path, text, message):
    folder = Folder(tmp_path / "public")
    release(folder, {"index.html": b"one"})
    with pytest.raises(CannotPublish, match=message) as caught:
        GitBranch(text, folder).push(URL)
    assert "secret" not in str(caught.value)


def test_missing_git_is_explained(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CannotPublish, match="git is not installed"):
        GitBranch("site.git", Folder(tmp_path))


def test_git_that_does_not_answer_is_stopped_with_its_children(tmp_path):
    """Its child holds the output open: to wait for its end would be to wait for ever."""
    code = "import subprocess, sys, time; subprocess.Popen(['sleep', '60']); time.sleep(60)"
    with pytest.raises(subprocess.TimeoutExpired):
        _run_for([sys.executable, "-c", code], dict(os.environ), b"", 0.1)


@pytest.mark.any_database
@pytest.mark.django_db
def test_command_and_job_push_the_site(tmp_path, repository, settings, capsys):
    factories.person("Ada Example")
    site = tmp_path / "public"
    call_command("publish", site, base_url=URL, git=f"{repository}#pages")
    assert "branch pages" in capsys.readouterr().out
    assert "Ada Example" in git(repository, "show", "pages:people/ada-example/index.html")
    settings.PUBLISH_TO, settings.PUBLISH_BASE_URL = str(site), URL
    settings.PUBLISH_GIT = f"{repository}#pages"
    assert "Pushed" not in publish_site(timezone.now())
    settings.PUBLISH_GIT = "/nowhere/site.git"
    with pytest.raises(JobFailed, match="could not push to /nowhere"):
        publish_site(timezone.now())
    with pytest.raises(CommandError, match="could not push to /nowhere"):
        call_command("publish")
