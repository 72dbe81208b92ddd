"""Find a Chromium that runs on this machine, or install one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.running import NotAvailable, say

VARIABLE = "LABSITE_TEST_BROWSER"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
PLAYWRIGHT = (sys.executable, "-m", "playwright")
MAC_PATHS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def find_or_install() -> tuple[str, str]:
    """Return the browser's path and one line about it; raise NotAvailable if there is no way."""
    make_driver_run()
    if found := find():
        return found
    for install in (install_with_apt, install_with_playwright):
        how = install("chromium")
        if how and (found := find()):
            path, description = found
            return path, f"{description}, just installed with {how}"
    raise NotAvailable(
        "none found on PATH, and none could be installed. "
        f"Install Chromium or Chrome, or set {VARIABLE} to its path."
    )


def make_driver_run() -> None:
    """See to it that the program with which playwright steers a browser starts.

    It is part of the package, but needs a library that the smallest Debian systems lack.
    """
    if complaint := driver_complaint():
        install_with_apt("libatomic1")
        if complaint := driver_complaint():
            raise NotAvailable(f"playwright cannot steer one here: {complaint}")


def driver_complaint() -> str:
    """Return what hinders playwright's driver from starting, or ""."""
    run = subprocess.run([*PLAYWRIGHT, "--version"], capture_output=True, text=True, check=False)
    return "" if run.returncode == 0 else (run.stderr or run.stdout).strip()


def find() -> tuple[str, str] | None:
    """Return path and description of the first browser that says its version, or None."""
    if chosen := os.environ.get(VARIABLE):
        if description := version(chosen):
            return chosen, f"{description} ({chosen}, from {VARIABLE})"
        raise NotAvailable(f"{VARIABLE} is set to {chosen}, which does not run.")
    candidates = [shutil.which(name) for name in NAMES] + [*MAC_PATHS, playwrights_own()]
    for path in candidates:
        if path and (description := version(path)):
            return path, f"{description} ({path})"
    return None


def version(path: str) -> str:
    """Ask the browser for its version; "" if it is not there or only a stub of another package."""
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=30, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return answer.stdout.strip()


def playwrights_own() -> str | None:
    """Return where playwright keeps its Chromium, if it has been installed there."""
    from playwright.sync_api import sync_playwright  # here: starts slowly, and is needed seldom

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install_with_apt(package: str) -> str | None:
    """Install a package of the system if this is root on Debian or the like; return what did it."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    say(f"Browser: installing {package} with apt-get")
    return "apt-get" if apt_get("update") and apt_get("install", "--no-install-recommends", package) else None


def apt_get(*arguments: str) -> bool:
    """Run apt-get without questions and without its chatter; say whether it did its work."""
    run = subprocess.run(
        ["apt-get", "-qq", "--yes", *arguments],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode != 0:
        say(f"apt-get {' '.join(arguments)} failed: {run.stderr.strip()}")
    return run.returncode == 0


def install_with_playwright(browser: str) -> str | None:
    """Let playwright fetch its own build of a browser; return what did it."""
    say(f"Browser: installing {browser} with playwright")
    run = subprocess.run(
        [*PLAYWRIGHT, "install", browser],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return "playwright" if run.returncode == 0 else None
