"""The processes of the site, which can be killed, and a mail server that notes what it accepts."""

import os
import signal
import socketserver
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from email import message_from_bytes
from pathlib import Path

from tests.bench.processes import ROOT, STARTS_WITHIN, answers
from tests.running.postgresql import free_port


class SiteProcesses:
    """Gunicorn with two workers, the process that sends emails, and one that writes backups."""

    def __init__(self, log: Path):
        self.log, self.processes = log, []

    def start(self) -> None:
        """Start what is not running and wait until the site answers."""
        self.port = free_port()
        self.web = self._run("-m", "gunicorn", "--config", "labsite/gunicorn.py", "labsite.wsgi")
        self.mail = self._run("manage.py", "send_emails", "--every", "1")
        self.processes = [self.web, self.mail]
        deadline = time.monotonic() + STARTS_WITHIN
        while not answers(self.port):
            if self.web.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"The server did not start:\n{self.log.read_text()[-3000:]}")
            time.sleep(0.1)

    def _run(self, *arguments: str) -> subprocess.Popen:
        variables = {"HOST": "127.0.0.1", "PORT": str(self.port), "WEB_CONCURRENCY": "2"}
        with self.log.open("ab") as output:
            return subprocess.Popen(
                [sys.executable, *arguments],
                cwd=ROOT,
                env={**os.environ, **variables},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                process_group=0,
            )

    def start_backups(self, folder: Path) -> None:
        """Start the process that writes backups without pause."""
        folder.mkdir(exist_ok=True)
        self.backups = self._run("-m", "tests.chaos.backups", str(folder))
        self.processes.append(self.backups)

    def kill_backups(self) -> None:
        """Kill the process that writes backups."""
        os.killpg(self.backups.pid, signal.SIGKILL)
        self.backups.wait()
        self.processes.remove(self.backups)

    def kill_worker(self, number: int) -> None:
        """Kill one of the workers, which gunicorn replaces."""
        children = Path(f"/proc/{self.web.pid}/task/{self.web.pid}/children").read_text().split()
        if children:
            with suppress(ProcessLookupError):
                os.kill(int(children[number % len(children)]), signal.SIGKILL)

    def kill_all(self) -> None:
        """Kill everything at once, as when the machine loses power."""
        for process in self.processes:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self.processes = []


class MailServer(socketserver.ThreadingTCPServer):
    """An SMTP server that counts the accepted emails by subject and remembers their Message-IDs."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, port: int):
        super().__init__(("127.0.0.1", port), _Conversation)
        self.accepted: Counter[str] = Counter()
        self.message_ids: dict[str, set[str]] = {}
        threading.Thread(target=self.serve_forever, daemon=True).start()


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        with suppress(OSError):
            self._say("220 chaos")
            while line := self.rfile.readline():
                match line[:4].strip().upper():
                    case b"DATA":
                        self._say("354 go on")
                        self._accept()
                    case b"QUIT":
                        self._say("221 bye")
                        return
                    case _:
                        self._say("250 ok")

    def _accept(self) -> None:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        if not line:
            return  # the sender was killed in the middle of the email
        message = message_from_bytes(b"".join(lines))
        subject = str(message["Subject"])
        self.server.accepted[subject] += 1
        self.server.message_ids.setdefault(subject, set()).add(message["Message-ID"])
        time.sleep(0.02)  # the moment in which a kill makes the email be sent twice
        self._say("250 accepted")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())
