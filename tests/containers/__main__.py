"""Build the image, and use the site and its jobs as two containers: python -m tests.containers [OPTIONS].

Needs podman or docker, and an image of Debian (``--base``). Ends with status 0 only if all was right.
"""

import argparse
import json
import re
import secrets
import shutil
import subprocess
import sys
import time
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

ROOT = Path(__file__).resolve().parent.parent.parent
IMAGE = "localhost/labsite-test"
#: Bytes that the image may have beyond its base.
MOST_BYTES = 350_000_000
#: Seconds in which a started site has to answer, the migrations of a new database included.
START_TIMEOUT = 180
EMAIL = "pi@lab.example.edu"


class Engine:
    """Podman or Docker, with the options that each run gets."""

    def __init__(self, command: list[str], run_options: list[str]):
        self.command, self.run_options = command, run_options

    def __call__(self, *arguments: str, **options) -> str:
        """Run a command of the engine and return its output. Raises CalledProcessError."""
        done = subprocess.run(
            [*self.command, *arguments], check=True, text=True, stdout=subprocess.PIPE, cwd=ROOT, **options
        )
        return done.stdout.strip()

    def size(self, image: str) -> int:
        return int(json.loads(self("image", "inspect", image))[0]["Size"])


def check(rule: str, holds: bool) -> None:
    print(f"{'ok    ' if holds else 'FAILED'}  {rule}", flush=True)
    if not holds:
        raise SystemExit(1)


def use(engine: Engine, port: int, environment: dict[str, str]) -> None:
    """Start the site and the jobs at the same time on an empty folder, use them, and start them again."""
    volume, password = f"labsite-{secrets.token_hex(4)}", secrets.token_urlsafe(16)
    names = {command: f"{volume}-{command}" for command in ("site", "jobs")}
    variables = [f"--env={name}={value}" for name, value in environment.items()]

    def start(command: str) -> None:
        options = ["--network=host", "--pull=never", "--read-only", "--tmpfs=/tmp", "--cap-drop=ALL"]
        options += ["--security-opt=no-new-privileges", f"--volume={volume}:/data", *engine.run_options]
        engine("run", "--detach", f"--name={names[command]}", *options, *variables, IMAGE, command)

    def site(*command: str, **options) -> str:
        return engine("exec", *options.pop("exec", []), names["site"], *command, **options)

    try:
        started = time.monotonic()
        for command in names:
            start(command)
        check("the site answers", answers(port, START_TIMEOUT))
        print(f"        after {time.monotonic() - started:.0f} s")
        check("the health check of the image succeeds", site(".venv/bin/python", "deploy/answers.py") == "")
        check("it runs without the rights of root", site("id", "-u") == "10001")
        writes = "for path in / /srv/labsite /srv/labsite/labsite; do touch $path/x && echo $path; done; true"
        check("it cannot write to its program", site("sh", "-c", writes, stderr=subprocess.DEVNULL) == "")
        setup = ["setup", "--no-input", "--lab-name=Lab of Tests", f"--email={EMAIL}", "--name=Ming Li 李明"]
        site("deploy/start", *setup, exec=[f"--env=SETUP_PASSWORD={password}"])
        browser = sign_in(port, password)
        check("the PI signs in", "Lab of Tests" in get(browser, port, "/desk/"))
        check("pages have their styles", styles_answer(browser, port))
        jobs = site("deploy/start", "run_jobs", "--list")
        check("the jobs run", jobs.count("never run") < len(jobs.splitlines()))
        site("deploy/start", "backup", "/data/backups/test.zip")
        site("deploy/start", "verify_backup", "/data/backups/test.zip")
        check("a backup is written and right", True)

        for name in names.values():
            engine("restart", "--time=20", name)
        check("the site answers after a restart", answers(port, START_TIMEOUT))
        check("the data are still there", "Lab of Tests" in get(browser, port, "/desk/"))
    finally:
        for name in names.values():
            subprocess.run([*engine.command, "logs", "--tail=5", name], check=False)
            subprocess.run([*engine.command, "rm", "--force", name], check=False, stdout=subprocess.DEVNULL)
        subprocess.run([*engine.command, "volume", "rm", volume], check=False, stdout=subprocess.DEVNULL)


def answers(port: int, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            get(build_opener(), port, "/healthz")
            return True
        except OSError:
            time.sleep(0.5)
    return False


def get(browser, port: int, path: str, data: dict[str, str] | None = None) -> str:
    request = Request(f"http://127.0.0.1:{port}{path}", urlencode(data).encode() if data else None)
    request.add_header("Referer", f"http://127.0.0.1:{port}{path}")
    with browser.open(request, timeout=10) as response:
        return response.read().decode(errors="replace")


def sign_in(port: int, password: str):
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    page = get(browser, port, "/accounts/login/")
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    get(
        browser,
        port,
        "/accounts/login/",
        {"login": EMAIL, "password": password, "csrfmiddlewaretoken": token},
    )
    return browser


def styles_answer(browser, port: int) -> bool:
    styles = re.findall(r'href="(/static/[^"]+\.css)"', get(browser, port, "/"))
    return bool(styles) and all(get(browser, port, path) for path in styles)


def main(arguments: list[str]) -> int:
    """Return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.containers")
    engine = "podman" if shutil.which("podman") else "docker"
    parser.add_argument("--engine", default=engine, help="the program, with options")
    parser.add_argument("--base", default="docker.io/library/debian:13-slim", help="the image to build on")
    parser.add_argument("--run-options", default="", help="options of each run, such as limits")
    parser.add_argument("--build", action="store_true", help="build the image with the engine first")
    parser.add_argument("--database", default="", help="URL of an empty database (default: SQLite)")
    parser.add_argument("--port", type=int, default=8089)
    options = parser.parse_args(arguments)
    engine = Engine(options.engine.split(), options.run_options.split())
    if options.build:
        base = [f"--build-arg=BASE={options.base}"]
        engine("build", *base, "--file=deploy/Containerfile", f"--tag={IMAGE}", ".")
    beyond = engine.size(IMAGE) - engine.size(options.base)
    check(f"the image has {beyond / 1e6:.0f} MB beyond its base", beyond <= MOST_BYTES)
    environment = {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "127.0.0.1",
        "SITE_URL": f"http://127.0.0.1:{options.port}",
        "HTTPS": "0",
        "HOST": "127.0.0.1",
        "PORT": str(options.port),
        "REQUIRE_SECOND_FACTOR": "",
    }
    if options.database:
        environment["DATABASE_URL"] = options.database
    use(engine, options.port, environment)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
