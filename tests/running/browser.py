"""Find a Chromium that runs on this machine, or install one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.running import NotAvailable, say

VARIABLE = "LABSITE_TEST_BROWSER"
# Chromium's headless shell takes half the processor time. Playwright's own default is the same program.
HEADLESS_SHELL = "chromium-headless-shell"
NAMES = (
    HEADLESS_SHELL,
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
)
PLAYWRIGHT = (sys.executable, "-m", "playwright")
MAC_PATHS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def find_or_install() -> tuple[str, str]:
    """Return the path and a description of the browser. Raises NotAvailable if there is none."""
    ensure_driver_runs()
    if installed := find():
        return installed
    for install, name in (
        (install_with_apt, HEADLESS_SHELL),
        (install_with_apt, "chromium"),
        (install_with_playwright, "chromium"),
    ):
        installer = install(name)
        if installer and (installed := find()):
            path, description = installed
            return path, f"{description}, just installed with {installer}"
    raise NotAvailable(
        "none found on PATH, and none could be installed. "
        f"Install Chromium or Chrome, or set {VARIABLE} to its path."
    )


def ensure_driver_runs() -> None:
    """Check that playwright's driver starts, and install a library that minimal Debian systems lack."""
    if error := driver_error():
        install_with_apt("libatomic1")
        if error := driver_error():
            raise NotAvailable(f"playwright's driver does not start: {error}")


def driver_error() -> str:
    """Return the error of playwright's driver, or an empty string."""
    run = subprocess.run([*PLAYWRIGHT, "--version"], capture_output=True, text=True, check=False)
    return "" if run.returncode == 0 else (run.stderr or run.stdout).strip()


def find() -> tuple[str, str] | None:
    """Return path and description of the first browser that reports its version, or None."""
    if configured := os.environ.get(VARIABLE):
        if description := version(configured):
            return configured, f"{description} ({configured}, from {VARIABLE})"
        raise NotAvailable(f"{VARIABLE} is set to {configured}, which does not run.")
    candidates = [shutil.which(name) for name in NAMES] + [*MAC_PATHS, playwright_chromium()]
    for path in candidates:
        if path and (description := version(path)):
            return path, f"{description} ({path})"
    return None


def version(path: str) -> str:
    """Return the version of the browser, or an empty string if it does not run."""
    try:
        process = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=30, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return process.stdout.strip()


def playwright_chromium() -> str | None:
    """Return the path of playwright's own Chromium, if it is installed."""
    from playwright.sync_api import sync_playwright  # imported here because it is slow and rarely needed

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install_with_apt(package: str) -> str | None:
    """Install a system package as root on Debian or Ubuntu, and return "apt-get", else None."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    say(f"Browser: installing {package} with apt-get")
    return "apt-get" if apt_get("update") and apt_get("install", "--no-install-recommends", package) else None


def apt_get(*arguments: str) -> bool:
    """Run apt-get quietly and without questions, and return whether it succeeded."""
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
    """Install playwright's own build of a browser, and return "playwright", else None."""
    say(f"Browser: installing {browser} with playwright")
    run = subprocess.run(
        [*PLAYWRIGHT, "install", browser],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return "playwright" if run.returncode == 0 else None
