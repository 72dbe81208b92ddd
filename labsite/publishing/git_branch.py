"""Push a published site to a branch of a git repository, such as hosts for static pages serve.

The commits are made in a repository of our own beside the site, directly from its files; no other working
tree is touched, and nothing is force-pushed.
"""

import os
import re
import shutil
import signal
import subprocess
from urllib.parse import urlsplit

from labsite.publishing.failures import CannotPublish
from labsite.publishing.ownership import LastSent, mark
from labsite.publishing.releases import STATE, Folder

#: The branch if none is named.
BRANCH = "gh-pages"
#: Seconds that git may take for local work, to ask for the branch, and to fetch or push it.
SECONDS, SECONDS_TO_ASK, SECONDS_TO_SEND = 300, 30, 600
#: The folder of our own repository, and the file in it that names what was pushed last.
REPOSITORY, PUSHED = ".labsite.git", "labsite-pushed"
#: Tells hosts to serve the files as they are, and us that the branch is ours.
MARK, MARK_TEXT = ".nojekyll", "manage.py publish writes this branch and replaces its files."
#: Files of a branch that are kept: settings of the host, and files for readers of the repository.
KEPT = ("CNAME", "README.md", "LICENSE")
#: Environment variables for git: it must not ask questions.
ENVIRONMENT = {"GIT_TERMINAL_PROMPT": "0", "GIT_SSH_COMMAND": "ssh -o BatchMode=yes", "LC_ALL": "C"}
CONFIGURATION = (
    *("core.autocrlf=false", "core.attributesFile=/dev/null", "core.hooksPath=/dev/null"),
    # A release shares unchanged files with the one before, which alters the time of their entry.
    *("core.trustctime=false", "core.fileMode=false"),
)


class GitBranch:
    """A branch of a repository, to which the site in a folder is pushed."""

    def __init__(self, text: str, folder: Folder) -> None:
        """``text`` is the URL or the path of a repository, optionally with ``#branch``.

        Raises CannotPublish if there is no git, or the branch has an impossible name.
        """
        self.repository, _, branch = text.partition("#")
        self.branch = branch or BRANCH
        self.folder = folder
        self.name = f"{_without_secrets(self.repository)}, branch {self.branch},"
        self.git_folder = folder.path / REPOSITORY
        if not shutil.which("git"):
            raise CannotPublish("git is not installed. Install it, or publish without --git.")
        if not self.repository or self.repository.startswith("-"):
            raise CannotPublish(f"{text!r} is not a repository. Name its URL or folder, as in REPO#branch.")
        if self._run("check-ref-format", f"refs/heads/{self.branch}").returncode:
            raise CannotPublish(f"{self.branch!r} cannot be the name of a branch.")

    def push(self, base_url: str) -> str:
        """Commit the current release and push it; return a line about it, "" if the branch has it already.

        Raises CannotPublish; the next call tries again.
        """
        with self.folder.lock():
            release = str((self.folder.path / STATE).stat().st_mtime_ns)
            last = LastSent(self.git_folder / PUSHED, self.name, release, base_url)
            if last.is_this():
                return ""
            self._prepare()
            tip = self._fetch()
            tree = self._tree(tip, last, base_url)
            line = ""
            if not tip or tree != self._git("rev-parse", f"{tip}^{{tree}}"):
                commit = self._commit(tree, tip, base_url)
                self._git("push", "--quiet", "--", self.repository, f"{commit}:refs/heads/{self.branch}")
                line = f"Pushed to {_without_secrets(self.repository)}, branch {self.branch}: {commit[:10]}."
            last.store()
            return line

    def _prepare(self) -> None:
        if not (self.git_folder / "HEAD").exists():
            self._git("init", "--quiet", "--bare", "--template=", os.fspath(self.git_folder))
        # We hold the lock of the folder: what a killed git has left belongs to nobody.
        (self.git_folder / "index.lock").unlink(missing_ok=True)

    def _fetch(self) -> str:
        """Fetch the branch and return its last commit; "" if there is no such branch."""
        reference = f"refs/heads/{self.branch}"
        lines = self._git("ls-remote", "--", self.repository, reference).splitlines()
        # A name may match the end of another one: "a" matches refs/heads/refs/heads/a.
        tip = next((line.split()[0] for line in lines if line.split()[1] == reference), "")
        if tip and self._run("cat-file", "-e", f"{tip}^{{tree}}").returncode:
            self._git("fetch", "--quiet", "--no-tags", "--depth=1", "--", self.repository, reference)
        return tip

    def _tree(self, tip: str, last: LastSent, base_url: str) -> str:
        """Return the tree with the files of the release and those that are kept.

        Raises CannotPublish if the branch has files of somebody else, or another site.
        """
        names = set(self._git("ls-tree", "--name-only", tip).splitlines()) if tip else set()
        # Other sites have a .nojekyll as well, usually an empty one.
        present = self._git("cat-file", "blob", f"{tip}:{MARK}") if MARK in names else ""
        if not present.startswith(MARK_TEXT) and not names <= {MARK, *KEPT}:
            raise CannotPublish(f"{self.name} contains other files. Choose a new branch, as in REPO#branch.")
        work_tree = f"--work-tree={self.folder.current.resolve()}"
        self._git(work_tree, "add", "--all", "--force", "--", ".", ":(exclude,top).labsite*")
        last.check_owner(present.encode(), "Choose a new branch, as in REPO#branch, or delete this one.")
        content = self._git("hash-object", "-w", "--stdin", content=mark(MARK_TEXT, base_url))
        self._git("update-index", "--add", "--cacheinfo", f"100644,{content},{MARK}")
        for name in names.intersection(KEPT):
            mode, _type, content = self._git("ls-tree", tip, name).partition("\t")[0].split()
            self._git("update-index", "--add", "--cacheinfo", f"{mode},{content},{name}")
        return self._git("write-tree")

    def _commit(self, tree: str, tip: str, base_url: str) -> str:
        author = ("-c", "user.name=Labsite", "-c", f"user.email=labsite@{urlsplit(base_url).hostname}")
        parent = ("-p", tip) if tip else ()
        return self._git(*author, "commit-tree", tree, *parent, "-m", f"Publish {base_url}")

    def _git(self, *arguments: str, content: bytes = b"") -> str:
        """Run git and return what it says. Raises CannotPublish with its message if it fails."""
        done = self._run(*arguments, content=content)
        if done.returncode:
            reason = done.stderr.decode(errors="replace").strip() or f"git ended with {done.returncode}"
            raise CannotPublish(
                f"git could not push to {_without_secrets(self.repository)}, branch {self.branch}:\n"
                f"{_without_secrets(reason)}"
            )
        return done.stdout.decode().strip()

    def _run(self, *arguments: str, content: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
        if "ls-remote" in arguments:
            seconds = SECONDS_TO_ASK
        else:
            seconds = SECONDS if {"push", "fetch"}.isdisjoint(arguments) else SECONDS_TO_SEND
        command = ["git", f"--git-dir={self.git_folder}"]
        for setting in CONFIGURATION:
            command += ["-c", setting]
        command += arguments
        # Inside a hook, these variables name another repository.
        inherited = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        if given := os.environ.get("GIT_SSH_COMMAND"):
            inherited["GIT_SSH_COMMAND"] = given
        try:
            return _run_for(command, {**ENVIRONMENT, **inherited}, content, seconds)
        except subprocess.TimeoutExpired as error:
            raise CannotPublish(
                f"git could not push to {self.name} because it had no answer for {seconds} seconds. "
                "Check the address, and that this machine reaches it."
            ) from error


def _run_for(
    command: list[str], environment: dict[str, str], content: bytes, seconds: float
) -> "subprocess.CompletedProcess[bytes]":
    """Run a command, and end it with all of its processes after so many seconds. Raises TimeoutExpired."""
    process = subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        output, errors = process.communicate(content, seconds)
    finally:
        if process.returncode is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
    return subprocess.CompletedProcess(command, process.returncode, output, errors)


def _without_secrets(text: str) -> str:
    """Return the text without the passwords and tokens of URLs in it."""
    return re.sub(r"(\w://)[^/@\s]+@", r"\1", text)
