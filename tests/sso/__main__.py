"""Sign in with real servers: python -m tests.sso [--folder PATH]

Ends with status 0 only if every way of signing in works; 2 if something could not be installed or started.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.running import NotAvailable, browser

from . import steps
from .programs import Missing, Programs
from .servers import Servers
from .site import Site


def main(arguments: list[str]) -> int:
    """Install and start the servers, sign in through each, and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.sso")
    parser.add_argument("--folder", type=Path, help="install the servers here and keep them")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="labsite-sso-") as temporary:
        programs = Programs(options.folder or Path(temporary) / "programs")
        try:
            programs.install()
            path, _description = browser.find_or_install()
            with Servers(programs, Path(temporary)) as servers:
                return check(servers, path)
        except (Missing, NotAvailable) as missing:
            print(f"Not checked: {missing}")
            return 2


def check(servers: Servers, browser_path: str) -> int:
    """Start everything and print a line for each way of signing in."""
    servers.start_cas()
    servers.start_ldap()
    site = Site(servers, servers.prepare_saml())
    site.start()
    servers.start_saml()
    servers.start_apache()
    failures = 0
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        for name, step in steps.CHECKS.items():
            try:
                step(lambda **options: steps.Visitor(chromium, servers, **options), servers)
            except Exception as problem:  # whatever goes wrong in the browser is a failure of this one
                failures += 1
                print(f"{name}: FAILED: {problem}")
            else:
                print(f"{name}: ok")
        chromium.close()
    stored = site.stored()
    print(f"Accounts and identifiers: {stored}")
    if not stored.startswith(steps.STORED):
        failures += 1
        print("FAILED: other accounts or identifiers than expected")
    if failures:
        print(f"Refused: {site.refusals()}")
        for log in sorted(servers.folder.glob("*.log")):
            print(f"\n{log.name}:\n{log.read_text(errors='replace')[-2000:]}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
